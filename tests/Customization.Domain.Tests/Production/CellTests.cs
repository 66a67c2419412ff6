using System.Text.Json;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Tests.Entities;
using Xunit;

namespace Customization.Domain.Tests.Production;

public class CellTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly CellTerms Terms = new("Sewing", ["sew"], true);
    private static readonly CellCalendar Daily = CellCalendar.Daily(new MinuteInterval(480, 960));

    private readonly EntityRig<CellDecider, CellState> _cell = new("sewer", Now);

    [Fact]
    public void Opens_every_day_up_to_the_horizon()
    {
        _cell.Given(new DefineCell(Terms, Daily));

        Assert.Equal(PlanningLimits.PlanningHorizonDays + 1, _cell.Envelope.Outbox.Count);
        Assert.Equal(Today.AddDays(PlanningLimits.PlanningHorizonDays), _cell.State.OpenUntil);
        Answer();
        _cell.Given(new DefineCell(Terms, Daily));
        Assert.Empty(_cell.Events);
    }

    [Fact]
    public void Opens_one_more_day_at_each_midnight()
    {
        Define();

        _cell.Until(Now.AddDays(1));

        var send = Assert.Single(_cell.Envelope.Outbox.Values);
        Assert.Equal(CellDayState.AddressOf("sewer", Today.AddDays(PlanningLimits.PlanningHorizonDays + 1)), send.To);
    }

    [Fact]
    public void Tells_only_the_days_that_a_new_calendar_changes()
    {
        Define();

        _cell.Given(new ChangeCalendar(Daily.WithHoliday(Today.AddDays(3))));

        var send = Assert.Single(_cell.Envelope.Outbox.Values);
        Assert.Equal(CellDayState.AddressOf("sewer", Today.AddDays(3)), send.To);
        Assert.Empty(Assert.IsType<OpenDay>(send.Command).Opening);
    }

    [Fact]
    public void Closes_the_days_until_the_expected_repair()
    {
        Define();

        _cell.Given(new BreakCell("belt torn", Today.AddDays(1)), new BreakCell("belt torn", Today.AddDays(1)));

        Assert.Equal(2, _cell.Envelope.Outbox.Count);
        Assert.Equal(Now, _cell.State.BrokenSince);
        Answer();
        _cell.Given(new RepairCell(), new RepairCell());
        Assert.Equal(2, _cell.Envelope.Outbox.Count);
        Assert.Null(_cell.State.BrokenSince);
    }

    [Fact]
    public void Closes_one_more_day_when_the_repair_is_late()
    {
        Define();
        _cell.Given(new BreakCell("belt torn", Today));
        Answer();

        _cell.Until(Now.AddDays(1));

        Assert.Contains(
            _cell.Envelope.Outbox.Values,
            send => send.To == CellDayState.AddressOf("sewer", Today.AddDays(1))
                && send.Command is OpenDay { Opening.IsEmpty: true });
    }

    [Fact]
    public void Remembers_whom_it_moved()
    {
        Define();
        _cell.Given(new BreakCell("belt torn", Today));
        var key = Assert.Single(_cell.Envelope.Outbox).Key;
        var moved = new MovedOrder(
            "o1", "o1~1~sew", Today, new MinuteInterval(480, 500), "cell-broken: belt torn", Now, 2);

        _cell.When(new EffectReplied(key, new DayOpening([moved])));

        Assert.Equal([moved], Assert.IsType<CellView>(_cell.When(new ReadCell())).Moved.ToArray());
    }

    [Fact]
    public void Refuses_what_is_out_of_its_limits()
    {
        Assert.Equal("cell-unknown", _cell.Refusal(new BreakCell("x", null)));
        Assert.Equal("cell-terms-invalid", _cell.Refusal(new DefineCell(Terms with { Capabilities = [] }, Daily)));
        Assert.Equal("cell-terms-invalid", _cell.Refusal(
            new DefineCell(Terms with { Capabilities = ["sew", "sew"] }, Daily)));
        Assert.Equal("calendar-invalid", _cell.Refusal(
            new DefineCell(Terms, CellCalendar.Daily(new MinuteInterval(500, 400)))));
        Define();
        Assert.Equal("calendar-invalid", _cell.Refusal(
            new ChangeCalendar(CellCalendar.Daily(new MinuteInterval(1, 5), new MinuteInterval(4, 9)))));
    }

    [Fact]
    public void Survives_storage_within_64_KB_at_its_limits()
    {
        var calendar = Daily;
        for (var i = 0; i < CellCalendar.ExceptionsMax; i++)
        {
            calendar = calendar.WithHoliday(Today.AddDays(i));
        }

        _cell.Given(new DefineCell(Terms, calendar), new BreakCell("belt torn", null));
        var moved = new MovedOrder(
            "o-00000000000000", "o-00000000000000~1~sewing", Today, new MinuteInterval(480, 500),
            "cell-broken: belt torn", Now, 2);
        _cell.When(new EffectReplied(
            _cell.Envelope.Outbox.First().Key, new DayOpening([.. Enumerable.Repeat(moved, 150)])));

        var json = JsonSerializer.SerializeToUtf8Bytes(_cell.State, EntityJson.Options);
        Assert.InRange(json.Length, 1, 64 * 1024);
        var read = JsonSerializer.Deserialize<CellState>(json, EntityJson.Options)!;
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(read, EntityJson.Options));
    }

    private void Define()
    {
        _cell.Given(new DefineCell(Terms, Daily));
        Answer();
    }

    private void Answer()
    {
        foreach (var key in _cell.Envelope.Outbox.Keys)
        {
            _cell.When(new EffectReplied(key, new DayOpening([])));
        }
    }
}
