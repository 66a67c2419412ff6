using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Products;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Customers;

/// <summary>What is noticed of a customer, what is made of it, and the audit trail.</summary>
public sealed class PreferenceTests
{
    internal const string Room = """
        product: room
        pricing: {lists: {eur: {currency: EUR, base: 100.00}}}
        model:
          characteristics:
            pillow: {values: [feather, memory, none]}
            floor: {values: [low, high]}
            view: {values: [yard, sea]}
          rules:
            - {name: seaHigh, rule: view = sea => floor = high, message: The sea is seen from above.}
        apply:
          - {preference: pillow, to: pillow, above: 70, values: {foam: memory}}
          - {preference: calm, to: floor, above: 60, bands: {low: 0, high: 50}}
          - {preference: view, to: view, above: 60}
        """;

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly PublishedProduct Product = Definitions.Publish(Room);

    private readonly EntityRig<CustomerDecider, CustomerState> _anna = new("anna", Start)
    {
        Catalog = new OneProductCatalog(Product),
    };

    public PreferenceTests() => _anna.Given(new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")));

    [Fact]
    public void Nothing_is_noticed_without_consent()
    {
        Assert.Equal("consent-missing", _anna.Refusal(Stay("k1", "pillow", "foam")));
        Assert.Empty(Offers());
    }

    [Fact]
    public void What_is_told_again_changes_nothing()
    {
        Consent();

        Assert.Equal(new ObservationsTaken(1, 0), _anna.When(Stay("k1", "pillow", "foam")));
        Assert.Equal(new ObservationsTaken(0, 1), _anna.When(Stay("k1", "pillow", "foam")));
        Assert.Empty(_anna.Events);
    }

    public static TheoryData<string, Observation> Wrong => new()
    {
        { "key", Seen("", "pillow", "foam") },
        { "engine's own", Seen("order:1:pillow", "pillow", "foam") },
        { "kind", Seen("k", "pillow", "foam") with { Kind = ObservationKind.Reversal } },
        { "subject", Seen("k", "", "foam") },
        { "value", Seen("k", "pillow", new string('x', PreferenceLimits.TextLengthMax + 1)) },
        { "future", Seen("k", "pillow", "foam") with { At = Start + TimeSpan.FromHours(1) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_observation_refuses_the_batch(string reason, Observation wrong)
    {
        Consent();

        var refused = Assert.IsType<CustomerRejection.ObservationInvalid>(
            _anna.When(new CustomerCommand.Observe([Seen("k1", "pillow", "foam"), wrong])));

        Assert.Equal(("observation-invalid", 1), (refused.Code, refused.Index));
        Assert.Contains(reason, refused.Detail, StringComparison.Ordinal);
        Assert.Empty(_anna.State.Preferences.Latest);
    }

    [Fact]
    public void A_batch_has_at_least_one_and_not_too_many()
    {
        Consent();

        Assert.Equal("observations-wrong-number", _anna.Refusal(new CustomerCommand.Observe([])));
        Assert.Equal("observations-wrong-number", _anna.Refusal(new CustomerCommand.Observe(
            [.. Enumerable.Range(0, PreferenceLimits.BatchMax + 1).Select(i => Seen($"k{i}", "pillow", "foam"))])));
    }

    [Fact]
    public void Three_of_three_stays_are_four_of_five()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"));
        Assert.Equal((75, true), Confidence());
        _anna.Given(Stay("3", "pillow", "foam"));
        Assert.Equal((80, true), Confidence());

        var offer = Assert.Single(Offers());
        Assert.Equal(("pillow", "memory", "foam"), (offer.Characteristic, offer.Value, offer.Observed));
        Assert.Equal("3 of 3 stays", offer.Evidence.Text);
    }

    [Fact]
    public void Another_value_speaks_against_also_where_the_product_has_none_of_it()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"), Stay("3", "pillow", "latex"));

        Assert.Equal((60, false), Confidence());
        Assert.Equal("2 of 3 stays", Assert.Single(Offers()).Evidence.Text);
    }

    [Fact]
    public void Numbers_mean_the_value_of_their_band()
    {
        Consent();
        _anna.Given(Stay("1", "calm", "49.9"), Stay("2", "calm", "120"), Stay("3", "calm", "50"));
        Assert.Equal(("floor", "high", 60, true), Short(Assert.Single(Offers())));
        _anna.Given(Stay("4", "calm", "loud"));
        Assert.Equal(("floor", "high", 50, false), Short(Assert.Single(Offers())));
    }

    [Fact]
    public void Old_habits_give_way_by_half_life()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"));
        _anna.Now = Start + (2 * PreferenceLimits.HalfLife);
        _anna.Given(new CustomerCommand.Observe(
            [Seen("3", "pillow", "feather") with { At = _anna.Now }]));

        // (1 + 1) / (2 * 1/4 + 1 + 2)
        Assert.Equal(("pillow", "feather", 57, false), Short(Assert.Single(Offers())));
    }

    [Fact]
    public void The_oldest_are_folded_and_never_counted_again()
    {
        Consent();
        Observation[] all =
        [
            .. Enumerable.Range(0, 3 * PreferenceLimits.ObservationsMax).Select(i =>
                Seen($"k{i}", "pillow", "foam") with { At = Start.AddDays(i - 1000) }),
        ];
        foreach (var batch in all.Chunk(PreferenceLimits.BatchMax))
        {
            _anna.Given(new CustomerCommand.Observe([.. batch]));
        }

        Assert.Equal(PreferenceLimits.ObservationsMax, _anna.State.Preferences.Latest.Length);
        Assert.Equal("300 of 300 stays", Assert.Single(Offers()).Evidence.Text);
        Assert.Equal(new ObservationsTaken(0, 100), _anna.When(new CustomerCommand.Observe([.. all[..100]])));
    }

    [Fact]
    public void Folded_values_are_bounded()
    {
        Consent();
        for (var i = 0; i < 4; i++)
        {
            _anna.Given(new CustomerCommand.Observe(
            [
                .. Enumerable.Range(0, PreferenceLimits.BatchMax).Select(j =>
                    Seen($"k{i}-{j}", "calm", $"{i}.{j}") with { At = Start.AddDays(i - 9) }),
            ]));
        }

        Assert.Equal(PreferenceLimits.FoldedMax, _anna.State.Preferences.Folded.Length);
    }

    [Fact]
    public void A_reversal_is_in_the_trail_and_counts_against()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"), Stay("3", "pillow", "foam"));
        var offers = Offers();
        _anna.Given(new CustomerCommand.RecordApplied("s1", "room", offers));
        _anna.Given(new CustomerCommand.RecordApplied("s1", "room", offers));
        Assert.Null(Assert.Single(_anna.State.Preferences.Applications).ReversedAt);

        _anna.Given(new CustomerCommand.RecordReversed("s1", "room", offers));
        _anna.Given(new CustomerCommand.RecordReversed("s1", "room", offers));

        Assert.Equal(Start, Assert.Single(_anna.State.Preferences.Applications).ReversedAt);
        // (3 + 1) / (3 + 2 + 2)
        Assert.Equal((57, false), Confidence());
    }

    [Fact]
    public void A_reversal_that_comes_first_is_not_lost()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"), Stay("3", "pillow", "foam"));
        var offers = Offers();

        _anna.Given(new CustomerCommand.RecordReversed("s1", "room", offers));
        _anna.Given(new CustomerCommand.RecordApplied("s1", "room", offers));

        Assert.NotNull(Assert.Single(_anna.State.Preferences.Applications).ReversedAt);
    }

    [Fact]
    public void An_order_is_observed_and_forgotten_when_it_is_cancelled()
    {
        Consent();
        _anna.Given(new CustomerCommand.ReportSale("o1", "room", Sold(pillow: 1)));
        Assert.Equal(("order:o1:pillow", "foam"), Latest("pillow"));
        Assert.Equal(("order:o1:view", "sea"), Latest("view"));

        _anna.Given(new CustomerCommand.WithdrawSale("o1"));
        Assert.Empty(_anna.State.Preferences.Latest);
    }

    [Fact]
    public void An_order_that_repeats_what_was_applied_is_no_evidence()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"), Stay("3", "pillow", "foam"));
        _anna.Given(new CustomerCommand.RecordApplied("s1", "room", Offers()));

        _anna.Given(new CustomerCommand.ReportSale("o1", "room", Sold(pillow: 1)));

        Assert.Equal(["1", "2", "3", "order:o1:view"], _anna.State.Preferences.Latest.Select(each => each.Key));
    }

    [Fact]
    public void Withdrawing_consent_stops_it_and_forgets_what_was_noticed()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), Stay("2", "pillow", "foam"), Stay("3", "pillow", "foam"));
        _anna.Given(new CustomerCommand.RecordApplied("s1", "room", Offers()));

        _anna.Given(new CustomerCommand.SetConsent(ConsentPurpose.Personalization, Granted: false));

        Assert.Empty(Offers());
        Assert.Empty(_anna.State.Preferences.Latest);
        Assert.Single(_anna.State.Preferences.Applications);
        Assert.Equal("consent-missing", _anna.Refusal(Stay("4", "pillow", "foam")));
    }

    [Fact]
    public void Erasing_leaves_nothing()
    {
        Consent();
        _anna.Given(Stay("1", "pillow", "foam"), new CustomerCommand.Erase());

        Assert.Equal(ObservedPreferences.None, _anna.State.Preferences);
        _anna.Given(new CustomerCommand.RecordApplied("s1", "room", [Any]));
        _anna.Given(new CustomerCommand.RecordReversed("s1", "room", [Any]));
        Assert.Equal(ObservedPreferences.None, _anna.State.Preferences);
    }

    internal static readonly PreferenceOffer Any = new(
        "pillow", "memory", "pillow", "foam", 80, new PreferenceEvidence(3, 3, ObservationKind.Stay), MayApply: true);

    private static Observation Seen(string key, string subject, string value) =>
        new(key, ObservationKind.Stay, subject, value, Start);

    private static CustomerCommand Stay(string key, string subject, string value) =>
        new CustomerCommand.Observe([Seen(key, subject, value)]);

    private static string Sold(int pillow) => new CodedConfiguration(
        Product, Selection.From([pillow, 1, 1]), Definitions.NoAnswers, SessionTerms.Default).Write();

    private static (string, string, int, bool) Short(PreferenceOffer offer) =>
        (offer.Characteristic, offer.Value, offer.Percent, offer.MayApply);

    private void Consent() =>
        _anna.Given(new CustomerCommand.SetConsent(ConsentPurpose.Personalization, Granted: true));

    private ImmutableArray<PreferenceOffer> Offers() => Assert.IsType<PreferencesOffered>(
        _anna.When(new CustomerCommand.OfferPreferences("room", 1))).Offers;

    private (int, bool) Confidence()
    {
        var offer = Assert.Single(Offers());
        return (offer.Percent, offer.MayApply);
    }

    private (string, string) Latest(string subject)
    {
        var latest = _anna.State.Preferences.Latest.Last(each => each.Subject == subject);
        return (latest.Key, latest.Value);
    }
}
