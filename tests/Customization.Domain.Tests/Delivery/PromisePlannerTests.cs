using System.Collections.Immutable;
using System.Diagnostics;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Delivery;

public class PromisePlannerTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Works_forward_in_the_order_of_the_routing()
    {
        var plan = Plan(Work([], ("cut", "cut", 60, []), ("sew", "sew", 90, ["cut"])));

        Assert.Equal(["cut 2026-11-23 07:00", "sew 2026-11-23 08:00"], Starts(plan));
        Assert.Equal((Today, Today.AddDays(2)), (plan.Promise.ShipDate, plan.Promise.DeliveryDate));
        Assert.Equal([new Lateness(LatenessCause.Lane, "post", 2)], plan.Promise.Evidence.Late.ToArray());
    }

    [Fact]
    public void Uses_the_cell_that_ends_first_and_never_a_minute_twice()
    {
        var plan = Plan(Work([], ("a", "sew", 200, []), ("b", "sew", 200, []), ("c", "sew", 200, [])));

        Assert.Equal(["a 2026-11-23 07:00", "b 2026-11-23 07:00", "c 2026-11-23 10:20"], Starts(plan));
    }

    [Fact]
    public void Leaves_no_operation_across_a_closing()
    {
        var plan = Plan(Work([], ("a", "cut", 400, []), ("b", "cut", 400, ["a"])));

        Assert.Equal(["a 2026-11-23 07:00", "b 2026-11-24 07:00"], Starts(plan));
        Assert.Equal(LatenessCause.Lane, plan.Promise.Evidence.Late[0].Cause);
        Assert.Equal(new Lateness(LatenessCause.Capacity, "cutter", 1), plan.Promise.Evidence.Late[1]);
    }

    [Fact]
    public void Starts_when_the_scarcest_component_is_there()
    {
        var plan = Plan(Work([new("cloth", 2), new("buckle", 9)], ("sew", "sew", 30, [])));

        Assert.Equal(["sew 2026-11-27 07:00"], Starts(plan));
        Assert.Equal(
            [
                new StockEvidence("cloth", 2, StockSource.OnHand, Today),
                new StockEvidence("buckle", 9, StockSource.Replenishment, Today.AddDays(4)),
            ],
            plan.Promise.Evidence.Stock.ToArray());
        Assert.Contains(new Lateness(LatenessCause.Stock, "buckle", 4), plan.Promise.Evidence.Late);
    }

    [Fact]
    public void Starts_after_the_days_that_a_value_asks_for()
    {
        var plan = Plan(Work([], ("sew", "sew", 30, [])) with { WaitDays = 3 });

        Assert.Equal(["sew 2026-11-26 07:00"], Starts(plan));
        Assert.Contains(new Lateness(LatenessCause.Values, "", 3), plan.Promise.Evidence.Late);
    }

    [Fact]
    public void Waits_for_an_inbound_receipt_that_comes_before_a_replenishment()
    {
        var plan = Plan(Work([new("buckle", 4)], ("sew", "sew", 30, [])));

        Assert.Equal(
            [new StockEvidence("buckle", 4, StockSource.InboundReceipt, Today.AddDays(2))],
            plan.Promise.Evidence.Stock.ToArray());
    }

    [Fact]
    public void Ships_the_next_day_after_the_cutoff_and_skips_weekends_and_holidays()
    {
        var lane = Lane() with { Holidays = [Today.AddDays(1)] };

        Assert.Equal(Today, lane.ShipDate(PlantMinute.Of(Today, 960)));
        Assert.Equal(Today.AddDays(2), lane.ShipDate(PlantMinute.Of(Today, 961)));
        Assert.Equal(Today.AddDays(7), lane.ShipDate(PlantMinute.Of(Today.AddDays(5), 1)));
        Assert.Equal(Today.AddDays(3), lane.DeliveryDate(Today));
        Assert.Equal(Today.AddDays(7), lane.DeliveryDate(Today.AddDays(3)));
        Assert.Null((lane with { ShipWeekdays = [] }).ShipDate(PlantMinute.Of(Today)));
    }

    [Fact]
    public void Goes_around_what_the_plant_refused()
    {
        var work = Work([new("cloth", 1)], ("cut", "cut", 60, []));
        var request = new PlanRequest(work, Lane(), Outlook(), Now);
        var day = CellDayState.AddressOf("cutter", Today).Key;

        var later = (PromisePlan)PromisePlanner.Plan(request with { Refusals = PlanRefusals.None.WithFull(day, 420) });
        Assert.Equal(["cut 2026-11-24 07:00"], Starts(later));
        later = (PromisePlan)PromisePlanner.Plan(request with
        {
            Refusals = PlanRefusals.None.WithStock("cloth", Today.AddDays(3)),
        });
        Assert.Equal(["cut 2026-11-26 07:00"], Starts(later));
        Assert.IsType<NoPromise.BeyondHorizon>(
            PromisePlanner.Plan(request with { Refusals = PlanRefusals.None.WithCell("cutter") }));
    }

    [Fact]
    public void Says_why_there_is_no_promise()
    {
        Assert.Equal("lane-unknown", Refusal(WorkOrder.Empty, "pigeon"));
        Assert.Equal("component-unknown", Refusal(Work([new("gold", 1)])));
        Assert.Equal("capability-missing", Refusal(Work([], ("x", "weld", 5, []))));
        Assert.Equal("beyond-horizon", Refusal(Work([], ("x", "cut", 1000, []))));
        Assert.Equal("beyond-horizon", Refusal(Work([new("rare", 5)], ("x", "cut", 10, []))));
        Assert.Equal("work-order-too-large", Refusal(new WorkOrder(
            [.. Enumerable.Range(0, 201).Select(i => new BomLine($"c{i}", 1))], [])));
    }

    [Fact]
    public void Builds_the_same_outlook_until_something_changes()
    {
        var builder = Builder();
        var first = builder.Build(Now);

        Assert.Same(first, builder.Build(Now.AddSeconds(1)));
        builder.Put(Stock("cloth", 3, 4));
        Assert.NotSame(first, builder.Build(Now.AddSeconds(2)));
        Assert.Equal(0, builder.Build(Now.AddDays(61)).CellsByCapability["cut"][0].Free.Sum(day => day.Length));
    }

    [Fact]
    public void Is_cheap_enough_for_every_click()
    {
        var work = Work(
            [new("cloth", 2), new("buckle", 1)], ("cut", "cut", 30, []), ("a", "sew", 40, ["cut"]),
            ("b", "sew", 40, ["cut"]), ("c", "sew", 20, ["a", "b"]), ("d", "cut", 10, ["c"]));
        var outlook = Outlook();
        for (var i = 0; i < 2000; i++)
        {
            PromisePlanner.Plan(work, "post", outlook, Now);
        }

        // The best batch: what the planner takes, not what other work on the machine takes.
        const int Batch = 200;
        var best = double.MaxValue;
        for (var batch = 0; batch < 50; batch++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Batch; i++)
            {
                PromisePlanner.Plan(work, "post", outlook, Now);
            }

            best = Math.Min(best, watch.Elapsed.TotalMicroseconds / Batch);
        }

        // Printed, not asserted: the figure depends on the machine.
        output.WriteLine($"{best:F1} us a plan of 5 operations and 2 components");
    }

    private static PromisePlan Plan(WorkOrder work) =>
        Assert.IsType<PromisePlan>(PromisePlanner.Plan(work, "post", Outlook(), Now));

    private static string Refusal(WorkOrder work, string lane = "post")
    {
        var none = Assert.IsType<NoPromise>(PromisePlanner.Plan(work, lane, Outlook(), Now), exactMatch: false);
        Assert.NotEmpty(none.Detail);
        return none.Code;
    }

    private static string[] Starts(PromisePlan plan) =>
        [.. plan.Slots.Select(slot => $"{slot.Operation} {slot.Start}")];

    private static WorkOrder Work(
        ImmutableArray<BomLine> bom, params ReadOnlySpan<(string Id, string Kind, int Minutes, string[] After)> work) =>
        new(bom, [.. work.ToArray().Select(w => new RoutingOperation(w.Id, w.Kind, w.Minutes, [.. w.After]))]);

    private static Outlook Outlook() => Builder().Build(Now);

    private static OutlookBuilder Builder()
    {
        var builder = new OutlookBuilder([Lane()]);
        builder.Put(Stock("cloth", 5, 4));
        builder.Put(Stock("buckle", 1, 4) with
        {
            Receipts = ImmutableSortedDictionary<string, Receipt>.Empty.Add("r", new(5, Today.AddDays(2), false)),
        });
        builder.Put(Stock("rare", 1, 100));
        foreach (var (cell, kind) in new[] { ("cutter", "cut"), ("sewer-1", "sew"), ("sewer-2", "sew") })
        {
            builder.Put(CellState.Initial(cell) with { Terms = new CellTerms(cell, [kind], true) });
            for (var i = 0; i < 30; i++)
            {
                builder.Put(CellDayState.Initial(CellDayState.AddressOf(cell, Today.AddDays(i)).Key) with
                {
                    Opening = [new MinuteInterval(420, 1020)],
                });
            }
        }

        return builder;
    }

    private static StockState Stock(string component, int onHand, int leadTime) => StockState.Initial(component) with
    {
        Terms = new ComponentTerms(component, leadTime, 1, true),
        OnHand = onHand,
    };

    private static ShippingLane Lane()
    {
        ImmutableArray<DayOfWeek> week =
            [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        return new ShippingLane("post", "Post", 960, 2, week, week, [], true);
    }
}
