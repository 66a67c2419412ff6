using System.Collections.Immutable;

namespace Customization.Cluster.Tests.History;

/// <summary>The checker finds nothing in a good history, and in a doctored one what was done to it.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static readonly Answer Empty = new("c0", None, 1200);
    private static readonly Answer Blue = new("c1", None.Add("glaze", "blue"), 1300);
    private static readonly Answer Full = new("c2", Blue.Selection.Add("size", "small"), 1300);

    /// <summary>One order stands, one is made, one was cancelled, one was refused.</summary>
    private static readonly Shopping GoodShopping = new(
        [new Click("s1", Empty, "glaze", "blue", Blue), new Click("s1", Blue, "", null, Full)],
        [
            Asked("ann", "k1", "o-stands"), Asked("ann", "k2", "o-made"),
            Asked("bob", "k1", "o-gone") with { HasAskedToCancel = true, IsCancelled = true },
            new Asked("bob", "k2", [new Replied("o-refused", false, "none left")], false, false),
        ],
        [new Brought("clay", 10), new Brought("clay", 5)]);

    private static readonly Aftermath GoodAftermath = new(
        Now,
        [new StockSeen("clay", 13, [new Delivery(5, Day)], [new ClaimSeen("o-stands", 2, Day, "reserved")])],
        [new DaySeen("kiln", Day, [new Minutes(480, 960)],
            [Slot("o-stands", 600, 605, "reserved"), Slot("o-made", 480, 485, "completed")])],
        [
            Order("o-stands", "ann", "confirmed", Work("fire", 600, 605)),
            Order("o-made", "ann", "producing", Work("fire", 480, 485) with { IsDone = true }) with
            {
                FirstStart = Now.AddHours(-1),
            },
            Order("o-gone", "bob", "cancelled"), Order("o-refused", "bob", "rejected") with { Needs = [] },
        ],
        [new Reopened("c1", Blue), new Reopened("c2", Full)]);

    [Fact]
    public void Finds_nothing_in_a_good_history() =>
        Assert.Empty(HistoryChecker.Check(GoodShopping, GoodAftermath));

    [Fact]
    public void I1_finds_minutes_of_a_day_that_two_orders_have() => Finds("I1", after: GoodAftermath with
    {
        Days = [Kiln with { Slots = [.. Kiln.Slots, Slot("o-made", 604, 606, "completed")] }],
    });

    [Fact]
    public void I1_finds_a_slot_when_the_cell_is_closed() => Finds("I1", after: GoodAftermath with
    {
        Days = [Kiln with { Opening = [new Minutes(500, 960)] }],
    });

    [Fact]
    public void I1_finds_minutes_that_two_orders_were_promised() => Finds("I1", after: WithOrder(
        "o-made", order => order with { Work = [Work("fire", 601, 606) with { IsDone = true }] }));

    [Fact]
    public void I2_finds_stock_below_zero() => Finds(
        "I2", after: WithStock(stock => stock with { OnHand = -1 }),
        shopping: GoodShopping with { Goods = [new Brought("clay", 1)] });

    [Fact]
    public void I2_finds_more_claims_than_there_will_be_goods_by_that_day() => Finds(
        "I2", after: WithStock(stock => stock with { OnHand = 1, Receipts = [new Delivery(5, Day.AddDays(1))] }),
        shopping: GoodShopping with { Goods = [new Brought("clay", 3)] });

    [Fact]
    public void I2_finds_goods_that_vanished() =>
        Finds("I2", after: WithStock(stock => stock with { OnHand = 12 }));

    [Fact]
    public void I2_finds_goods_that_were_counted_twice() =>
        Finds("I2", after: WithStock(stock => stock with { OnHand = 18 }));

    [Fact]
    public void I3_finds_a_confirmed_order_without_its_goods() => Finds("I3", after: WithStock(stock =>
        stock with { Claims = [new ClaimSeen("o-stands", 2, Day, "held")] }));

    [Fact]
    public void I3_finds_a_confirmed_order_without_its_slot() => Finds("I3", after: GoodAftermath with
    {
        Days = [Kiln with { Slots = [.. Kiln.Slots.Where(slot => slot.Order != "o-stands")] }],
    });

    [Fact]
    public void I3_finds_a_slot_at_another_time_than_promised() => Finds("I3", after: GoodAftermath with
    {
        Days = [Kiln with { Slots = [Slot("o-stands", 610, 615, "reserved")] }],
    });

    [Fact]
    public void I4_finds_a_cancelled_order_that_holds_goods() => Finds("I4", after: WithStock(stock =>
        stock with { Claims = stock.Claims.Add(new ClaimSeen("o-gone", 2, Day, "reserved")) }));

    [Fact]
    public void I4_finds_a_refused_order_that_holds_a_slot() => Finds("I4", after: GoodAftermath with
    {
        Days = [Kiln with { Slots = Kiln.Slots.Add(Slot("o-refused", 700, 705, "held")) }],
    });

    [Fact]
    public void I4_finds_goods_held_for_nobody() => Finds("I4", after: WithStock(stock =>
        stock with { Claims = stock.Claims.Add(new ClaimSeen("o-ghost", 2, Day, "held")) }));

    [Fact]
    public void I5_finds_two_replies_to_one_key() => Finds("I5", shopping: WithAsked(0, asked =>
        asked with { Replies = asked.Replies.Add(asked.Replies[0] with { Text = "another promise" }) }));

    [Fact]
    public void I5_finds_one_order_for_two_keys() => Finds("I5", shopping: WithAsked(1, asked =>
        asked with { Replies = [new Replied("o-stands", true, "promise of o-stands")] }));

    [Fact]
    public void I6_finds_a_confirmed_order_that_is_not_there() => Finds(
        "I6", shopping: GoodShopping with { Orders = GoodShopping.Orders.Add(Asked("ann", "k3", "o-lost")) });

    [Fact]
    public void I6_finds_a_confirmed_order_that_ended_unasked() => Finds("I6", shopping: WithAsked(2, asked =>
        asked with { HasAskedToCancel = false, IsCancelled = false }));

    [Fact]
    public void I6_finds_a_cancellation_that_was_forgotten() => Finds("I6", shopping: WithAsked(0, asked =>
        asked with { HasAskedToCancel = true, IsCancelled = true }));

    [Fact]
    public void I7_finds_an_order_that_does_not_end() => Finds("I7", after: WithOrder(
        "o-refused", order => order with { Status = "holding", HasOutcome = false }));

    [Fact]
    public void I7_finds_a_customer_without_an_answer() => Finds("I7", shopping: WithAsked(3, asked =>
        asked with { Replies = [] }));

    [Fact]
    public void Finds_a_click_that_its_code_does_not_bring_back() => Finds("click", after: GoodAftermath with
    {
        Reopened = [new Reopened("c1", Blue with { Price = 1200 }), new Reopened("c2", Full)],
    });

    [Fact]
    public void Finds_a_click_whose_code_is_refused() => Finds("click", after: GoodAftermath with
    {
        Reopened = [new Reopened("c1", null), new Reopened("c2", Full)],
    });

    [Fact]
    public void Finds_a_choice_that_a_later_click_lost() => Finds("click", shopping: GoodShopping with
    {
        Clicks = [.. GoodShopping.Clicks, new Click("s1", Full, "gold", "no", Blue)],
    });

    private static DaySeen Kiln => GoodAftermath.Days[0];

    private static void Finds(string invariant, Shopping? shopping = null, Aftermath? after = null)
    {
        var found = HistoryChecker.Check(shopping ?? GoodShopping, after ?? GoodAftermath);
        Assert.NotEmpty(found);
        Assert.All(found, wrong => Assert.StartsWith($"{invariant}: ", wrong, StringComparison.Ordinal));
    }

    private static Asked Asked(string customer, string key, string order) =>
        new(customer, key, [new Replied(order, true, $"promise of {order}")], false, false);

    private static SlotSeen Slot(string order, int from, int until, string status) =>
        new(order, "fire", new Minutes(from, until), status);

    private static WorkSeen Work(string operation, int from, int until) =>
        new(operation, "kiln", Day, new Minutes(from, until), false);

    private static OrderSeen Order(string id, string customer, string status, params WorkSeen[] work) => new(
        id, customer, status, false, true, [new Need("clay", 2)], [.. work], Now.AddHours(20));

    private static Aftermath WithStock(Func<StockSeen, StockSeen> change) =>
        GoodAftermath with { Stock = [change(GoodAftermath.Stock[0])] };

    private static Aftermath WithOrder(string id, Func<OrderSeen, OrderSeen> change) => GoodAftermath with
    {
        Orders = [.. GoodAftermath.Orders.Select(order => order.Id == id ? change(order) : order)],
    };

    private static Shopping WithAsked(int number, Func<Asked, Asked> change) => GoodShopping with
    {
        Orders = GoodShopping.Orders.SetItem(number, change(GoodShopping.Orders[number])),
    };
}
