using System.Text.Json;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Tests.Entities;
using Xunit;

namespace Customization.Domain.Tests.Production;

public class CellDayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddMinutes(30);
    private static readonly DateOnly Today = new(2026, 11, 23);

    private readonly EntityRig<CellDayDecider, CellDayState> _day = new("sewer:2026-11-23", Now);

    [Fact]
    public void Knows_its_cell_and_date_by_its_key()
    {
        Assert.Equal(("sewer", Today), (_day.State.Cell, _day.State.Date));
        Assert.Equal("sewer:2026-11-23", CellDayState.AddressOf("sewer", Today).Key);
        Assert.Throws<FormatException>(() => CellDayState.Initial("sewer"));
    }

    [Fact]
    public void Grants_nothing_before_its_cell_opened_it()
    {
        Assert.Equal("cell-day-closed", _day.Refusal(Hold("o1~1~a", 10)));
        Open(1, (480, 600));
        _day.Given(Hold("o1~1~a", 10));
    }

    [Fact]
    public void Holds_the_first_interval_that_fits()
    {
        Open(1, (480, 600), (660, 900));
        Assert.Equal(new MinuteInterval(480, 570), Granted(Hold("o1~1~a", 90)));
        Assert.Equal(new MinuteInterval(660, 740), Granted(Hold("o2~1~a", 80)));
        Assert.Equal(new MinuteInterval(570, 600), Granted(Hold("o3~1~a", 30)));
        Assert.Equal(new MinuteInterval(800, 810), Granted(Hold("o4~1~a", 10, notBefore: 800)));
        Assert.Equal("cell-day-full", _day.Refusal(Hold("o5~1~a", 100)));
    }

    [Fact]
    public void Holds_nothing_in_the_past()
    {
        Open(1, (480, 600));
        _day.Now = Now.AddHours(3).AddSeconds(1);

        Assert.Equal(new MinuteInterval(541, 551), Granted(
            new HoldSlot("o1~1~a", 10, 0, _day.Now.AddMinutes(5))));
        _day.Now = Now.AddDays(1);
        Assert.Equal("cell-day-closed", _day.Refusal(new HoldSlot("o2~1~a", 10, 0, _day.Now.AddMinutes(5))));
    }

    [Fact]
    public void Plans_see_nothing_free_where_no_slot_more_is_given()
    {
        Open(1, (360, 1440));
        for (var slot = 0; slot < CellDayState.SlotsMax; slot++)
        {
            Assert.NotEmpty(CellDayDecider.FreeOf(_day.State));
            _day.Given(Hold($"o{slot}~1~a", 1));
        }

        Assert.Equal("cell-day-full", _day.Refusal(Hold("o~1~a", 1)));
        Assert.Empty(CellDayDecider.FreeOf(_day.State));
    }

    [Fact]
    public void Repeats_the_answer_to_the_same_hold()
    {
        Open(1, (480, 600));
        var first = _day.When(Hold("o1~1~a", 60));

        Assert.Equal(first, _day.When(Hold("o1~1~a", 60)));
        Assert.Empty(_day.Events);
    }

    [Fact]
    public void Expires_a_held_slot_at_its_ttl_and_keeps_a_reserved_one()
    {
        Open(1, (480, 600));
        _day.Given(Hold("o1~1~a", 60), Hold("o2~1~a", 60), new ConfirmSlot("o2~1~a"), new ConfirmSlot("o2~1~a"));

        _day.Until(Later.AddTicks(-1));
        Assert.Equal(2, _day.State.Slots.Count);
        _day.Until(Later);
        Assert.Equal(["o2~1~a"], _day.State.Slots.Keys);
    }

    [Fact]
    public void Claims_nothing_for_a_copy_that_arrives_after_the_release()
    {
        Open(1, (480, 600));
        _day.Given(Hold("o1~1~a", 60), new ReleaseSlot("o1~1~a", Later), new ReleaseSlot("o1~1~a", Later));

        Assert.Equal("slot-released", _day.Refusal(Hold("o1~1~a", 60)));
        _day.Until(Later.AddHours(1));
        Assert.Empty(_day.State.Ended);
    }

    [Fact]
    public void Keeps_a_completed_slot_as_history()
    {
        Open(1, (480, 600));
        _day.Given(Hold("o1~1~a", 60));
        Assert.Equal("slot-not-reserved", _day.Refusal(new CompleteSlot("o1~1~a")));

        _day.Given(new ConfirmSlot("o1~1~a"), new CompleteSlot("o1~1~a"), new CompleteSlot("o1~1~a"));
        _day.Given(new ReleaseSlot("o1~1~a", Later));

        Assert.Equal(SlotStatus.Completed, _day.State.Slots["o1~1~a"].Status);
    }

    [Fact]
    public void Tells_orders_whose_slot_closes_and_reports_them_again_when_asked_again()
    {
        Open(1, (480, 600));
        _day.Given(Hold("o1~1~a", 60), Hold("o2~1~a", 60), new ConfirmSlot("o2~1~a"));

        var close = new OpenDay(2, [new MinuteInterval(480, 540)], "cell-broken: belt torn");
        var opening = Assert.IsType<DayOpening>(_day.When(close));

        Assert.Equal([new SlotLost("o2~1~a", "sewer", Today, "cell-broken: belt torn")], _day.Sent);
        var moved = Assert.Single(opening.Moved);
        Assert.Equal(("o2", "cell-broken: belt torn"), (moved.Order, moved.Reason));
        Assert.Equal(opening.Moved.ToArray(), Assert.IsType<DayOpening>(_day.When(close)).Moved.ToArray());
        Assert.Equal(["o1~1~a"], _day.State.Slots.Keys);
    }

    [Fact]
    public void Leaves_the_past_as_it_was_when_it_closes()
    {
        Open(1, (360, 600));
        _day.Given(Hold("o1~1~a", 60, notBefore: 361), new ConfirmSlot("o1~1~a"));
        _day.Now = Now.AddMinutes(120);

        _day.Given(new OpenDay(2, [], "cell-broken"));

        Assert.Equal([new MinuteInterval(360, 480)], _day.State.Opening.ToArray());
        Assert.Single(_day.State.Slots);
        Assert.Empty(_day.Sent);
    }

    [Fact]
    public void Ignores_an_older_opening_that_arrives_late()
    {
        Open(3, (480, 600));
        _day.Given(new OpenDay(2, [], "cell-broken"));

        Assert.Equal([new MinuteInterval(480, 600)], _day.State.Opening.ToArray());
    }

    [Fact]
    public void Refuses_what_is_out_of_its_limits()
    {
        Open(1, (480, 900));
        Assert.Equal("slot-invalid", _day.Refusal(Hold("o1~1~a", 0)));
        Assert.Equal("slot-invalid", _day.Refusal(Hold("o1~1~a", 10, notBefore: -1)));
        Assert.Equal("slot-unknown", _day.Refusal(new ConfirmSlot("o1~1~a")));
        Assert.Equal("slot-unknown", _day.Refusal(new CompleteSlot("o1~1~a")));
        Assert.Equal("slot-hold-too-long", _day.Refusal(
            new HoldSlot("o1~1~a", 10, 0, Now + HoldId.TtlMax + TimeSpan.FromTicks(1))));
        _day.Given(Hold("o1~1~a", 10));
        _day.Now = Later;
        Assert.Equal("slot-expired", _day.Refusal(new ConfirmSlot("o1~1~a")));
        Assert.Equal("slot-expired", _day.Refusal(Hold("o2~1~a", 10)));
    }

    [Fact]
    public void Stays_below_64_KB_at_its_limits_and_then_refuses()
    {
        Open(1, (400, 1440));
        for (var i = 0; i < CellDayState.MovedMax + 5; i++)
        {
            _day.Given(Hold($"o-{i:00000000000000}~0~sewing", 1));
        }

        _day.Given(new OpenDay(2, [], "cell-broken: the belt is torn again"), new OpenDay(3, Shift(400, 1440), ""));
        for (var i = 0; i < CellDayState.SlotsMax; i++)
        {
            _day.Given(Hold($"o-{i:00000000000000}~1~sewing", 1), new ConfirmSlot($"o-{i:00000000000000}~1~sewing"));
            _day.Given(new ReleaseSlot($"o-{i:00000000000000}~2~sewing", Later));
        }

        Assert.Equal("cell-day-full", _day.Refusal(Hold("o1~1~a", 1)));
        Assert.Equal(CellDayState.MovedMax, _day.State.Moved.Length);
        var json = JsonSerializer.SerializeToUtf8Bytes(_day.State, EntityJson.Options);
        Assert.InRange(json.Length, 1, 64 * 1024);
        var read = JsonSerializer.Deserialize<CellDayState>(json, EntityJson.Options)!;
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(read, EntityJson.Options));
    }

    [Fact]
    public void Random_commands_never_sell_a_minute_twice()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var rig = new EntityRig<CellDayDecider, CellDayState>("sewer:2026-11-23", Now);
            for (var step = 0; step < 120; step++)
            {
                rig.Until(rig.Now.AddMinutes(random.Next(random.Next(3) == 0 ? 20 : 1)));
                rig.When(Any(random, rig, step));
                CheckSlots(seed, step, rig.State);
            }
        }
    }

    private static Command Any(Random random, EntityRig<CellDayDecider, CellDayState> rig, int step)
    {
        var id = $"o{random.Next(15)}~1~a";
        return random.Next(8) switch
        {
            0 => new OpenDay(
                step, [new(random.Next(400), 420 + random.Next(300)), new(760, 800 + random.Next(600))], "changed"),
            1 or 2 or 3 => new HoldSlot(
                id, random.Next(100), random.Next(900), rig.Now.AddMinutes(random.Next(60))),
            4 or 5 => new ConfirmSlot(id),
            6 => new CompleteSlot(id),
            _ => new ReleaseSlot(id, rig.Now.AddMinutes(30)),
        };
    }

    private static void CheckSlots(int seed, int step, CellDayState state)
    {
        var taken = new string?[PlantMinute.PerDay];
        foreach (var (id, slot) in state.Slots)
        {
            for (var minute = slot.Interval.From; minute < slot.Interval.Until; minute++)
            {
                Assert.True(taken[minute] is null, $"seed {seed} step {step}: minute {minute} sold twice");
                Assert.True(
                    slot.Status == SlotStatus.Completed
                        || state.Opening.Any(open => open.From <= minute && minute < open.Until),
                    $"seed {seed} step {step}: minute {minute} is closed");
                taken[minute] = id;
            }
        }

        var free = CellDayFree(state);
        for (var minute = 0; minute < PlantMinute.PerDay; minute++)
        {
            var isOpen = state.Opening.Any(open => open.From <= minute && minute < open.Until);
            Assert.Equal(isOpen && taken[minute] is null, free[minute]);
        }
    }

    /// <summary>Free minutes as the outlook sees them.</summary>
    private static bool[] CellDayFree(CellDayState state)
    {
        var builder = new OutlookBuilder([]);
        builder.Put(CellState.Initial(state.Cell) with { Terms = new CellTerms("s", ["sew"], true) });
        builder.Put(state);
        var free = new bool[PlantMinute.PerDay];
        foreach (var interval in builder.Build(Now).CellsByCapability["sew"][0].Free[0])
        {
            Array.Fill(free, true, interval.From, interval.Minutes);
        }

        return free;
    }

    private static System.Collections.Immutable.ImmutableArray<MinuteInterval> Shift(int from, int until) =>
        [new MinuteInterval(from, until)];

    private static HoldSlot Hold(string id, int minutes, int notBefore = 0) => new(id, minutes, notBefore, Later);

    private MinuteInterval Granted(Command command) => Assert.IsType<SlotHold>(_day.When(command)).Interval;

    private void Open(int revision, params ReadOnlySpan<(int From, int Until)> shifts) =>
        _day.Given(new OpenDay(revision, [.. shifts.ToArray().Select(s => new MinuteInterval(s.From, s.Until))], ""));
}
