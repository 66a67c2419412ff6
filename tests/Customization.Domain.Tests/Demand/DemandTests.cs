using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Demand;

public sealed class DemandTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = DateOnly.FromDateTime(Start.Date);

    private readonly EntityRig<DemandDecider, DemandState> _shard = new("shoe/1", Start);

    [Fact]
    public void A_sale_counts_once()
    {
        var sale = SaleOf("o1", 0, 0, 0, 0);
        _shard.Given(new DemandCommand.RecordSale(sale), new DemandCommand.RecordSale(sale));

        Assert.Equal(1, Assert.Single(_shard.State.Statistics.Counts).Count);
        Assert.Equal(new SaleKnown("shoe", sale), _shard.When(new DemandCommand.RecordSale(sale)));
        Assert.Empty(_shard.Events);
    }

    [Fact]
    public void A_sale_taken_back_leaves_nothing_and_stays_away()
    {
        var (sale, other) = (SaleOf("o1", 0, 0, 0, 0), SaleOf("o2", 0, 0, 0, 0));
        _shard.Given(new DemandCommand.RecordSale(other));
        var before = _shard.State.Statistics;

        _shard.Given(new DemandCommand.RecordSale(sale), new DemandCommand.TakeBackSale(sale),
            new DemandCommand.TakeBackSale(sale), new DemandCommand.RecordSale(sale));

        Assert.Equal(before, _shard.State.Statistics);
    }

    [Fact]
    public void What_is_no_sale_of_the_product_is_answered_and_not_counted()
    {
        var lamp = new CodedConfiguration(
            TestProducts.Lamp, Selection.From([0]), NoAnswers, SessionTerms.Default).Write();

        var nameless = SaleOf("o1", 0, 0, 0, 0) with { Key = "" };
        foreach (var sale in new[] { new Sale("k", lamp, Day), new Sale("k", "nonsense", Day), nameless })
        {
            Assert.Equal(new SaleKnown("shoe", sale), _shard.When(new DemandCommand.RecordSale(sale)));
            Assert.Empty(_shard.Events);
        }
    }

    [Fact]
    public void The_state_stays_bounded_and_keeps_what_sells()
    {
        var state = DemandDecider.Initial("shoe/1");
        for (var i = 0; i < 3_000; i++)
        {
            var often = i % 3 == 0;
            state = DemandDecider.Evolve(state, new DemandEvent.SaleCounted(new Sale(
                Sale.KeyOf($"o{i}"), often ? "often" : $"seldom-{i}-{new string('x', 200)}", Day.AddDays(i / 10))));
        }

        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(state, EntityJson.Options).Length, 1_000, 64 * 1024);
        Assert.Equal("often", state.Statistics.Faded(DemandStatistics.PeriodOf(Day.AddDays(300)))[0].Configuration);
        Assert.Equal(DemandLimits.RecentMax, state.Recent.Length);
    }

    [Fact]
    public void Demand_fades_by_half_in_half_a_year_and_is_forgotten_at_last()
    {
        var statistics = DemandStatistics.Empty.With(new Sale("k", "c", Day));
        var now = DemandStatistics.PeriodOf(Day);

        Assert.Equal(1, statistics.Faded(now)[0].Weight);
        Assert.Equal(0.5, statistics.Faded(now + DemandLimits.HalfLifePeriods)[0].Weight);
        Assert.Equal(0.25, statistics.Faded(now + (2 * DemandLimits.HalfLifePeriods))[0].Weight);
        Assert.Empty(statistics.Bounded(now + DemandLimits.PeriodsMax).Counts);
        Assert.Equal(180, DemandLimits.HalfLifePeriods * DemandLimits.PeriodDays);
    }

    /// <summary>Whole numbers: exactly, whatever the order.</summary>
    [Fact]
    public void Merging_is_associative_and_commutative()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var (a, b, c) = (Any(random), Any(random), Any(random));

            Assert.Equal(a.Merge(b), b.Merge(a));
            Assert.Equal(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
            Assert.Equal(a, a.Merge(DemandStatistics.Empty));
            Assert.Equal(
                a.Counts.Sum(each => each.Count) + b.Counts.Sum(each => each.Count),
                a.Merge(b).Counts.Sum(each => each.Count));
            var sale = new Sale("k", $"c{random.Next(5)}", Day.AddDays(-random.Next(600)));
            Assert.Equal(a, a.With(sale).Without(sale));
            Assert.Equal(a.Merge(b).With(sale), a.With(sale).Merge(b));
        }
    }

    [Fact]
    public void A_shard_names_neither_customer_nor_order()
    {
        _shard.Given(new DemandCommand.RecordSale(SaleOf("order-of-anna", 1, 1, 2, 2)));

        var stored = JsonSerializer.Serialize(_shard.State, EntityJson.Options);

        Assert.DoesNotContain("anna", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(stored, JsonSerializer.Serialize(
            JsonSerializer.Deserialize<DemandState>(stored, EntityJson.Options), EntityJson.Options));
    }

    internal static Sale SaleOf(string order, params int[] values) => SaleOf(TestProducts.Shoe, order, values);

    internal static Sale SaleOf(PublishedProduct product, string order, params int[] values) => new(
        Sale.KeyOf(order),
        new CodedConfiguration(product, Selection.From(values), NoAnswers, SessionTerms.Default).Write(), Day);

    private static ImmutableSortedDictionary<string, Catalog.Parameters.ParameterValue> NoAnswers =>
        ImmutableSortedDictionary<string, Catalog.Parameters.ParameterValue>.Empty;

    private static DemandStatistics Any(Random random)
    {
        var statistics = DemandStatistics.Empty;
        for (var i = random.Next(12); i > 0; i--)
        {
            statistics = statistics.With(new Sale("k", $"c{random.Next(5)}", Day.AddDays(-random.Next(600))));
        }

        return statistics;
    }
}
