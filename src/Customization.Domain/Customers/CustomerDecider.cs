using System.Collections.Immutable;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Kernel.Queries;

namespace Customization.Domain.Customers;

/// <summary>The rules of a customer: identity, consent, saved configurations, orders; export and erasure.</summary>
/// <remarks>Each event raises the version by one; a command that changes nothing has no event. After erasure the
/// customer is as unknown as before; what sagas still report then is not kept.</remarks>
public sealed class CustomerDecider : IDecider<CustomerState>
{
    private CustomerDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.Customer;

    /// <inheritdoc/>
    public static Durability Durability => Durability.Coalesced;

    /// <inheritdoc/>
    public static CustomerState Initial(string key) => CustomerState.Unknown(key);

    /// <inheritdoc/>
    public static Decision Decide(CustomerState state, Command command, DecisionContext context) => command switch
    {
        CustomerCommand.Read => Decision.Answer(
            IsKnown(state) ? new CustomerView(state) : new CustomerRejection.CustomerUnknown()),
        CustomerCommand.SetIdentity set => SetIdentity(state, set.Identity),
        CustomerCommand.SetConsent set => SetConsent(state, set, context.Now),
        CustomerCommand.ReportSale { Cancelled: not null } again => CustomerSales.Report(state, again, context.Now),
        CustomerCommand.ReportSale report => CustomerPreferences.OfOrder(
            state, report, context, CustomerSales.Report(state, report, context.Now)),
        CustomerCommand.WithdrawSale withdraw => CustomerPreferences.Withdraw(
            state, withdraw.OrderId, CustomerSales.Withdraw(state, withdraw.OrderId)),
        CustomerCommand.Observe observe => CustomerPreferences.Observe(state, observe, context.Now),
        CustomerCommand.OfferPreferences offer => CustomerPreferences.Offer(state, offer, context),
        CustomerCommand.RecordApplied record => CustomerPreferences.Record(state, record, context.Now),
        CustomerCommand.RecordReversed record => CustomerPreferences.Reverse(state, record, context.Now),
        CustomerCommand.RecordOwned record => CustomerOwned.Record(state, record),
        CustomerCommand.RecordPicture record => CustomerPictures.Record(state, record),
        CustomerCommand.SaveConfiguration save => Save(state, save, context.Now),
        CustomerCommand.RemoveConfiguration remove => state.Saved.ContainsKey(remove.Name)
            ? Happened(state, new CustomerEvent.ConfigurationRemoved(remove.Name))
            : Decision.Answer(new CustomerView(state)),
        CustomerCommand.RecordOrder record => RecordOrder(state, record, context.Now),
        CustomerCommand.Erase => IsKnown(state)
            ? new Decision(
                [new CustomerEvent.CustomerErased(context.Now)],
                [
                    .. CustomerSales.TakeBackAll(state), .. CustomerOwned.DisownAll(state),
                    .. CustomerPictures.DeleteAll(state),
                    .. state.Orders.Select(order => Forget(order.OrderId)),
                ],
                Done.Instance)
            : Decision.Answer(Done.Instance),
        EffectReplied replied => CustomerSales.Answered(state, replied),
        TimerFired => Decision.Answer(Done.Instance),
        _ => throw new InvalidOperationException($"no command of a customer: {command.GetType().Name}"),
    };

    /// <inheritdoc/>
    public static CustomerState Evolve(CustomerState state, Event @event)
    {
        var after = @event switch
        {
            CustomerEvent.IdentitySet set => state with { Identity = set.Identity, ErasedAt = null },
            CustomerEvent.ConsentSet set => WithConsent(state, set),
            CustomerEvent.ConfigurationSaved saved => state with
            {
                Saved = state.Saved.SetItem(saved.Name, saved.Configuration),
            },
            CustomerEvent.ConfigurationRemoved removed => state with { Saved = state.Saved.Remove(removed.Name) },
            CustomerEvent.OrderRecorded recorded => state with { Orders = Latest(state.Orders.Add(recorded.Order)) },
            CustomerEvent.OwnedRecorded recorded => state with
            {
                Owned = [.. state.Owned.AddRange(recorded.Serials).TakeLast(CustomerLimits.OwnedMax)],
            },
            CustomerEvent.PictureRecorded recorded => state with { Pictures = state.Pictures.Add(recorded.Picture) },
            CustomerEvent.SaleReported reported => state with { Sales = state.Sales.Add(reported.Sale) },
            CustomerEvent.SaleCounted counted => state with
            {
                Sales = [.. state.Sales.Select(
                    sale => sale with { IsCounted = sale.IsCounted || sale.OrderId == counted.OrderId })],
            },
            CustomerEvent.SaleWithdrawn withdrawn => state with
            {
                Sales = state.Sales.RemoveAll(sale => sale.OrderId == withdrawn.OrderId),
            },
            CustomerEvent.ObservationsRecorded recorded => state with
            {
                Preferences = PreferenceEvolution.With(state.Preferences, recorded.Observations),
            },
            CustomerEvent.ObservationsWithdrawn withdrawn => state with
            {
                Preferences = PreferenceEvolution.Without(state.Preferences, withdrawn.Keys),
            },
            CustomerEvent.PreferencesApplied applied => state with
            {
                Preferences = PreferenceEvolution.With(state.Preferences, applied.Applications),
            },
            CustomerEvent.ApplicationsReversed reversed => state with
            {
                Preferences = PreferenceEvolution.Reversed(
                    state.Preferences, reversed.Session, reversed.Characteristics, reversed.At),
            },
            CustomerEvent.CustomerErased erased => CustomerState.Unknown(state.Id) with { ErasedAt = erased.At },
            _ => state,
        };
        return after with { Version = state.Version + 1 };
    }

    /// <summary>Who withdraws consent to personalization leaves nothing that could be applied; the audit trail stays.
    /// </summary>
    private static CustomerState WithConsent(CustomerState state, CustomerEvent.ConsentSet set) => state with
    {
        Consents = state.Consents.SetItem(set.Purpose, set.Consent),
        Preferences = set is { Purpose: ConsentPurpose.Personalization, Consent.Granted: false }
            ? ObservedPreferences.None with { Applications = state.Preferences.Applications }
            : state.Preferences,
    };

    private static Decision SetIdentity(CustomerState state, CustomerIdentity identity)
    {
        if (IdentityCheck.FirstIssue(identity) is { } issue)
        {
            return Decision.Answer(issue);
        }

        return identity == state.Identity
            ? Decision.Answer(new CustomerView(state))
            : Happened(state, new CustomerEvent.IdentitySet(identity));
    }

    private static Decision SetConsent(CustomerState state, CustomerCommand.SetConsent set, DateTimeOffset now)
    {
        if (state.Identity is null)
        {
            return Decision.Answer(new CustomerRejection.CustomerUnknown());
        }

        var isGranted = state.Consents.TryGetValue(set.Purpose, out var consent) && consent.Granted;
        if (consent is not null && isGranted == set.Granted)
        {
            return Decision.Answer(new CustomerView(state));
        }

        var changed = Happened(state, new CustomerEvent.ConsentSet(set.Purpose, new Consent(set.Granted, now)));
        return set is { Purpose: ConsentPurpose.Statistics, Granted: false }
            ? CustomerSales.WithdrawAll(state, changed)
            : changed;
    }

    private static Decision Save(CustomerState state, CustomerCommand.SaveConfiguration save, DateTimeOffset now)
    {
        if (state.ErasedAt is not null)
        {
            // A session may have sent it before the erasure.
            return Decision.Answer(new CustomerRejection.CustomerUnknown());
        }

        if (save.Name.Length is 0 or > CustomerLimits.SavedNameLengthMax || save.Name.Any(char.IsControl))
        {
            return Decision.Answer(new CustomerRejection.SavedNameInvalid());
        }

        if (!ConfigurationCode.TryRead(save.Code, out var code, out var error))
        {
            return Decision.Answer(
                new CustomerRejection.SavedCodeInvalid(Sessions.CodedConfiguration.NameOf(error)));
        }

        var before = state.Saved.GetValueOrDefault(save.Name);
        if (string.Equals(before?.Code, save.Code, StringComparison.Ordinal))
        {
            return Decision.Answer(Done.Instance);
        }

        var length = state.Saved.Sum(saved => saved.Value.Code.Length) - (before?.Code.Length ?? 0) + save.Code.Length;
        return (before is null && state.Saved.Count >= CustomerLimits.SavedMax)
            || length > CustomerLimits.SavedCodesLengthMax
            ? Decision.Answer(new CustomerRejection.TooManySaved())
            : Decision.Of(Done.Instance, new CustomerEvent.ConfigurationSaved(
                save.Name, new SavedConfiguration(save.Code, code.Product, code.Version, now)));
    }

    private static Decision RecordOrder(CustomerState state, CustomerCommand.RecordOrder record, DateTimeOffset now) =>
        state.ErasedAt is not null ? new Decision([], [Forget(record.OrderId)], Done.Instance)
        : state.Orders.Any(order => string.Equals(order.OrderId, record.OrderId, StringComparison.Ordinal))
            ? Decision.Answer(Done.Instance)
            : Decision.Of(Done.Instance, new CustomerEvent.OrderRecorded(
                new CustomerOrder(record.OrderId, record.Product, now)));

    /// <summary>An order goes on without what this customer chose.</summary>
    private static Effect Forget(string orderId) => new Effect.Send(
        "forget:" + orderId, new EntityAddress(EntityKind.Order, orderId), new ForgetPerson());

    private static ImmutableArray<CustomerOrder> Latest(ImmutableArray<CustomerOrder> orders) =>
        orders.RemoveRange(0, Math.Max(0, orders.Length - CustomerLimits.OrdersMax));

    private static bool IsKnown(CustomerState state) =>
        state.Identity is not null || state.Saved.Count > 0 || state.Orders.Length > 0 || state.Consents.Count > 0
        || state.Sales.Length > 0 || state.Preferences.Applications.Length > 0 || state.Owned.Length > 0
        || state.Pictures.Length > 0;

    private static Decision Happened(CustomerState state, Event happened) =>
        Decision.Of(new CustomerView(Evolve(state, happened)), happened);
}
