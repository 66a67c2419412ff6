using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;

namespace Customization.Domain.Customers.Preferences;

/// <summary>Noticing and applying, both only while the customer consents to personalization; the audit trail.</summary>
internal static class CustomerPreferences
{
    /// <summary>Takes observations; those that are known, or older than what was folded, change nothing.</summary>
    public static Decision Observe(CustomerState state, CustomerCommand.Observe observe, DateTimeOffset now)
    {
        if (observe.Observations.Length is 0 or > PreferenceLimits.BatchMax)
        {
            return Decision.Answer(new CustomerRejection.ObservationsWrongNumber());
        }

        for (var i = 0; i < observe.Observations.Length; i++)
        {
            if (Issue(observe.Observations[i], now) is { } issue)
            {
                return Decision.Answer(new CustomerRejection.ObservationInvalid(i, issue));
            }
        }

        if (!IsGranted(state))
        {
            return Decision.Answer(new CustomerRejection.ConsentMissing());
        }

        var added = New(state, observe.Observations);
        var reply = new ObservationsTaken(added.Length, observe.Observations.Length - added.Length);
        return added.IsEmpty
            ? Decision.Answer(reply)
            : Decision.Of(reply, new CustomerEvent.ObservationsRecorded(added));
    }

    /// <summary>What the customer probably wants of a product.</summary>
    public static Decision Offer(
        CustomerState state, CustomerCommand.OfferPreferences offer, DecisionContext context) =>
        Decision.Answer(new PreferencesOffered(
            IsGranted(state) && context.Catalog.Version(offer.Product, offer.ProductVersion) is { } product
                ? PreferenceInference.Offers(product.Definition, state.Preferences, context.Now)
                : []));

    /// <summary>A session has chosen values unasked.</summary>
    public static Decision Record(CustomerState state, CustomerCommand.RecordApplied record, DateTimeOffset now)
    {
        var lines = NewLines(state, record.Session, record.Product, record.Offers, now);
        return lines.IsEmpty
            ? Decision.Answer(Done.Instance)
            : Decision.Of(Done.Instance, new CustomerEvent.PreferencesApplied(lines));
    }

    /// <summary>The customer has taken values back. The session may be heard before what it takes back.</summary>
    public static Decision Reverse(CustomerState state, CustomerCommand.RecordReversed record, DateTimeOffset now)
    {
        if (state.ErasedAt is not null)
        {
            return Decision.Answer(Done.Instance);
        }

        var stood = record.Offers.RemoveAll(offer =>
            Line(state, record.Session, offer.Characteristic)?.ReversedAt is not null);
        var events = ImmutableArray.CreateBuilder<Event>();
        var lines = NewLines(state, record.Session, record.Product, stood, now);
        if (!lines.IsEmpty)
        {
            events.Add(new CustomerEvent.PreferencesApplied(lines));
        }

        if (!stood.IsEmpty)
        {
            events.Add(new CustomerEvent.ApplicationsReversed(
                record.Session, [.. stood.Select(offer => offer.Characteristic)], now));
        }

        ImmutableArray<Observation> against =
        [
            .. stood.Select(offer => new Observation(
                $"reversal:{record.Session}:{offer.Characteristic}", ObservationKind.Reversal, offer.Preference,
                offer.Observed, now)),
        ];
        if (IsGranted(state) && !against.IsEmpty)
        {
            events.Add(new CustomerEvent.ObservationsRecorded(against));
        }

        return new Decision(events.ToImmutable(), [], Done.Instance);
    }

    /// <summary>What a confirmed order tells of the preferences that its product applies. A value that was only applied
    /// says nothing new.</summary>
    public static Decision OfOrder(
        CustomerState state, CustomerCommand.ReportSale report, DecisionContext context, Decision decision)
    {
        if (!IsGranted(state) || !CodedConfiguration.TryRead(report.Sold, context.Catalog, out var sold, out _))
        {
            return decision;
        }

        var observed = ImmutableArray.CreateBuilder<Observation>();
        foreach (var rule in sold.Product.Definition.Apply.Where(rule => rule.Bands.IsEmpty))
        {
            var characteristic = sold.Product.Model.Characteristics[rule.Characteristic.Value];
            if (sold.Selection[rule.Characteristic] is >= 0 and var position
                && Observed(rule, position, characteristic.Values[position].Name) is { } value
                && !state.Preferences.Applications.Any(line => line.ReversedAt is null
                    && line.Product == sold.Product.Code && line.Offer.Characteristic == characteristic.Name
                    && line.Offer.Value == characteristic.Values[position].Name))
            {
                observed.Add(new Observation(
                    KeyOf(report.OrderId) + rule.Preference, ObservationKind.Order, rule.Preference, value,
                    context.Now));
            }
        }

        var added = New(state, observed.ToImmutable());
        return added.IsEmpty
            ? decision
            : decision with { Events = decision.Events.Add(new CustomerEvent.ObservationsRecorded(added)) };
    }

    /// <summary>A cancelled order tells nothing.</summary>
    public static Decision Withdraw(CustomerState state, string orderId, Decision decision)
    {
        ImmutableArray<string> keys =
        [
            .. state.Preferences.Latest.Select(each => each.Key)
                .Where(key => key.StartsWith(KeyOf(orderId), StringComparison.Ordinal)),
        ];
        return keys.IsEmpty
            ? decision
            : decision with { Events = decision.Events.Add(new CustomerEvent.ObservationsWithdrawn(keys)) };
    }

    private static string KeyOf(string orderId) => $"order:{orderId}:";

    /// <summary>What an observer would have called a value: its own name, or the first that means it.</summary>
    private static string? Observed(Catalog.Applying.ApplyRule rule, int position, string name) =>
        rule.Values.ContainsValue(position) ? rule.Values.First(each => each.Value == position).Key
        : rule.Values.ContainsKey(name) ? null
        : name;

    private static ImmutableArray<Observation> New(CustomerState state, ImmutableArray<Observation> observed)
    {
        var known = state.Preferences.Latest.Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        return [.. observed.Where(each => !(each.At <= state.Preferences.FoldedUntil) && known.Add(each.Key))];
    }

    private static ImmutableArray<Application> NewLines(
        CustomerState state, string session, string product, ImmutableArray<PreferenceOffer> offers,
        DateTimeOffset now) => state.ErasedAt is not null
        ? []
        :
        [
            .. offers.Where(offer => Line(state, session, offer.Characteristic) is null)
                .Select(offer => new Application(session, product, offer, now, ReversedAt: null)),
        ];

    private static Application? Line(CustomerState state, string session, string characteristic) =>
        state.Preferences.Applications.FirstOrDefault(line =>
            string.Equals(line.Session, session, StringComparison.Ordinal)
            && string.Equals(line.Offer.Characteristic, characteristic, StringComparison.Ordinal));

    private static bool IsGranted(CustomerState state) =>
        state.Consents.TryGetValue(ConsentPurpose.Personalization, out var consent) && consent.Granted;

    private static string? Issue(Observation each, DateTimeOffset now) =>
        !IsText(each.Key) ? "its key is empty, too long or malformed"
        : each.Key.StartsWith("order:", StringComparison.Ordinal)
            || each.Key.StartsWith("reversal:", StringComparison.Ordinal) ? "its key is one of the engine's own"
        : each.Kind is ObservationKind.Order or ObservationKind.Reversal || !Enum.IsDefined(each.Kind)
            ? "its kind is stay, usage or feedback: the engine observes the rest itself"
        : !IsText(each.Subject) ? "its subject is empty, too long or malformed"
        : !IsText(each.Value) ? "its value is empty, too long or malformed"
        : each.At > now + PreferenceLimits.ClockSkewMax ? "it lies in the future"
        : null;

    private static bool IsText(string text) =>
        text is { Length: > 0 and <= PreferenceLimits.TextLengthMax } && !text.Any(char.IsControl);
}
