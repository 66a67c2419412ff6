using System.Text.Json;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Stock;
using Customization.Domain.Tests.Entities;
using Xunit;

namespace Customization.Domain.Tests.Stock;

public class StockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddMinutes(30);
    private static readonly DateOnly Today = new(2026, 11, 23);

    private readonly EntityRig<StockDecider, StockState> _frame = new("frame", Now);

    [Fact]
    public void Defining_sets_the_stock_once_and_the_terms_each_time()
    {
        Define(onHand: 10);
        _frame.Given(new DefineComponent(Terms(leadTime: 9), 99));

        Assert.Equal((10, 9), (_frame.State.OnHand, _frame.State.Terms!.LeadTimeDays));
        _frame.Given(new DefineComponent(Terms(leadTime: 9), 99));
        Assert.Empty(_frame.Events);
    }

    [Fact]
    public void Holds_what_is_on_hand()
    {
        Define(onHand: 10);

        Assert.Equal(new StockHold("o1~1", 4, Today, Later), _frame.When(Hold("o1~1", 4)));

        Assert.Equal([new HoldPlaced("o1~1", 4, Today, Later)], _frame.Events);
        Assert.Equal(6, Free(Today));
    }

    [Fact]
    public void Repeats_the_answer_to_the_same_hold()
    {
        Define(onHand: 10);
        var first = _frame.When(Hold("o1~1", 4));

        Assert.Equal(first, _frame.When(Hold("o1~1", 4)));
        Assert.Empty(_frame.Events);
        Assert.Equal(6, Free(Today));
    }

    [Fact]
    public void Refuses_more_than_there_is_and_says_when_there_is_enough()
    {
        Define(onHand: 3);
        _frame.Given(new AnnounceReceipt("r1", 5, Today.AddDays(2)));

        var refusal = Assert.IsType<StockRejection.Short>(_frame.When(Hold("o1~1", 4)));

        Assert.Equal(("stock-short", 3, Today.AddDays(2)), (refusal.Code, refusal.Available, refusal.Earliest));
    }

    [Fact]
    public void Takes_nothing_from_a_later_claim()
    {
        Define(onHand: 10);
        _frame.Given(Hold("o1~1", 8, Today.AddDays(3)));

        Assert.Equal("stock-short", _frame.Refusal(Hold("o2~1", 3)));
        _frame.Given(Hold("o2~1", 2));
    }

    [Fact]
    public void Counts_a_receipt_from_its_day()
    {
        Define(onHand: 0);
        _frame.Given(new AnnounceReceipt("r1", 5, Today.AddDays(2)));

        Assert.Equal("stock-short", _frame.Refusal(Hold("o1~1", 5, Today.AddDays(1))));
        _frame.Given(Hold("o1~1", 5, Today.AddDays(2)));
    }

    [Fact]
    public void Orders_lots_from_the_supplier_beyond_the_lead_time()
    {
        Define(onHand: 1, leadTime: 5, lot: 10);

        _frame.Given(Hold("o1~1", 3, Today.AddDays(6)));

        var arrival = Today.AddDays(5);
        Assert.Equal(new ReplenishmentOrdered($"replenishment-{arrival:yyyy-MM-dd}", 10, arrival), _frame.Events[0]);
        Assert.Equal(8, Free(arrival));
    }

    [Fact]
    public void Receives_an_automatic_receipt_when_its_day_starts()
    {
        Define(onHand: 0);
        _frame.Given(new AnnounceReceipt("r1", 5, Today.AddDays(2)));

        _frame.Until(Now.AddDays(1));
        Assert.Equal(0, _frame.State.OnHand);
        _frame.Until(Now.AddDays(2));
        Assert.Equal(5, _frame.State.OnHand);
        Assert.Empty(_frame.State.Receipts);
    }

    [Fact]
    public void Slips_a_receipt_that_did_not_come_and_tells_who_waited_for_it()
    {
        Define(onHand: 0, automatic: false);
        _frame.Given(new AnnounceReceipt("r1", 5, Today), Hold("o1~1", 5), new ConfirmHold("o1~1"));

        _frame.Until(Now.AddDays(1));

        var tomorrow = Today.AddDays(1);
        Assert.Equal(tomorrow.AddDays(1), _frame.State.Receipts["r1"].Date);
        Assert.Equal([new StockLost("o1~1", "frame", tomorrow.AddDays(1), "stock-short")], _frame.Sent);
    }

    [Fact]
    public void Settles_an_announced_receipt_by_its_id_and_counts_a_retry_once()
    {
        Define(onHand: 0);
        _frame.Given(new AnnounceReceipt("r1", 5, Today.AddDays(2)), new ReceiveStock("r1", 4));
        _frame.Given(new ReceiveStock("r1", 4), new AnnounceReceipt("r1", 5, Today.AddDays(2)));

        Assert.Equal(4, _frame.State.OnHand);
        Assert.Empty(_frame.State.Receipts);
    }

    [Fact]
    public void Expires_a_hold_at_its_ttl()
    {
        Define(onHand: 5);
        _frame.Given(Hold("o1~1", 5));

        _frame.Until(Later.AddTicks(-1));
        Assert.Single(_frame.State.Claims);
        _frame.Until(Later);
        Assert.Empty(_frame.State.Claims);
        Assert.Equal([new HoldExpired("o1~1")], _frame.Events);
    }

    [Fact]
    public void Keeps_a_reservation_beyond_the_expiry_of_its_hold()
    {
        Define(onHand: 5);
        _frame.Given(Hold("o1~1", 5), new ConfirmHold("o1~1"), new ConfirmHold("o1~1"));

        _frame.Until(Later.AddDays(3));

        Assert.Equal(ClaimStatus.Reserved, _frame.State.Claims["o1~1"].Status);
    }

    [Fact]
    public void Refuses_to_confirm_an_expired_hold()
    {
        Define(onHand: 5);
        _frame.Given(Hold("o1~1", 5));
        _frame.Now = Later;

        Assert.Equal("hold-expired", _frame.Refusal(new ConfirmHold("o1~1")));
        Assert.Equal("hold-expired", _frame.Refusal(Hold("o2~1", 5)));
    }

    [Fact]
    public void Takes_reserved_goods_once()
    {
        Define(onHand: 5);
        _frame.Given(Hold("o1~1", 2), new ConfirmHold("o1~1"));

        _frame.Given(new ConsumeReservation("o1~1"), new ConsumeReservation("o1~1"));

        Assert.Equal((3, 3), (_frame.State.OnHand, Free(Today)));
        _frame.Given(new ReleaseHold("o1~1", Later));
        Assert.Equal(3, _frame.State.OnHand);
        Assert.Empty(_frame.State.Claims);
    }

    [Fact]
    public void Refuses_goods_that_have_not_arrived()
    {
        Define(onHand: 0);
        _frame.Given(new AnnounceReceipt("r1", 5, Today.AddDays(1)), Hold("o1~1", 2, Today.AddDays(1)));

        Assert.Equal("hold-not-reserved", _frame.Refusal(new ConsumeReservation("o1~1")));
        _frame.Given(new ConfirmHold("o1~1"));
        Assert.Equal("stock-not-arrived", _frame.Refusal(new ConsumeReservation("o1~1")));
    }

    [Fact]
    public void Claims_nothing_for_a_copy_that_arrives_after_the_release()
    {
        Define(onHand: 5);
        _frame.Given(Hold("o1~1", 5), new ReleaseHold("o1~1", Later), new ReleaseHold("o2~1", Later));

        Assert.Equal("hold-released", _frame.Refusal(Hold("o1~1", 5)));
        Assert.Equal("hold-released", _frame.Refusal(Hold("o2~1", 5)));
        _frame.Until(Later.AddHours(1));
        Assert.Empty(_frame.State.Ended);
        Assert.Empty(_frame.Envelope.Timers);
    }

    [Fact]
    public void Gives_up_holds_before_reservations_when_stock_is_scrapped()
    {
        Define(onHand: 6);
        _frame.Given(
            Hold("o1~1", 2), new ConfirmHold("o1~1"), Hold("o2~1", 2), Hold("o3~1", 2), new ConfirmHold("o3~1"));

        _frame.Given(new AdjustStock("a1", -3, "water"), new AdjustStock("a1", -3, "water"));

        Assert.Equal(["o1~1"], _frame.State.Claims.ById.Keys);
        Assert.Equal(3, _frame.State.OnHand);
        Assert.Equal(["o2~1", "o3~1"], _frame.Sent.Cast<StockLost>().Select(lost => lost.HoldId));
    }

    [Fact]
    public void Refuses_what_is_out_of_its_limits()
    {
        Assert.Equal("component-unknown", _frame.Refusal(Hold("o1~1", 1)));
        Assert.Equal("quantity-invalid", _frame.Refusal(new DefineComponent(Terms(leadTime: -1), 0)));
        Assert.Equal("quantity-invalid", _frame.Refusal(new DefineComponent(Terms(), -1)));
        Define(onHand: 5);
        Assert.Equal("quantity-invalid", _frame.Refusal(Hold("o1~1", 0)));
        Assert.Equal("quantity-invalid", _frame.Refusal(new ReceiveStock("r", 0)));
        Assert.Equal("quantity-invalid", _frame.Refusal(new AdjustStock("a", -6, "")));
        Assert.Equal("quantity-invalid", _frame.Refusal(new AnnounceReceipt("r", 1, Today.AddDays(-1))));
        Assert.Equal("hold-unknown", _frame.Refusal(new ConfirmHold("o1~1")));
        Assert.Equal("hold-unknown", _frame.Refusal(new ConsumeReservation("o1~1")));
        Assert.Equal("hold-too-long", _frame.Refusal(
            new PlaceHold("o1~1", 1, Today, Now + HoldId.TtlMax + TimeSpan.FromTicks(1))));
    }

    [Fact]
    public void Stays_below_600_KB_at_its_limits_and_then_refuses()
    {
        Define(onHand: 1_000_000);
        for (var i = 0; i < StockLimits.ReceiptsMax; i++)
        {
            _frame.Given(new AnnounceReceipt($"supplier-order-{i:000000}", 1000, Today.AddDays(i)));
        }

        for (var i = 0; i < StockLimits.ClaimsMax; i++)
        {
            var id = $"o-{i:00000000000000}~1";
            _frame.Given(Hold(id, 1), new ConfirmHold(id));
            if (i <= StockLimits.EndedMax)
            {
                _frame.Given(Hold(id + "0", 1), new ReleaseHold(id + "0", Later));
            }
        }

        Assert.Equal("component-full", _frame.Refusal(Hold("o1~1", 1)));
        Assert.Equal("component-full", _frame.Refusal(new AnnounceReceipt("r", 1, Today)));
        Assert.Equal(StockLimits.EndedMax, _frame.State.Ended.Count);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(_frame.State, EntityJson.Options).Length, 1, 600 * 1024);
    }

    [Fact]
    public void Survives_storage()
    {
        Define(onHand: 5, leadTime: 2, lot: 3);
        _frame.Given(Hold("o1~1", 2), new ConfirmHold("o1~1"), Hold("o2~1", 7, Today.AddDays(4)));

        var json = JsonSerializer.Serialize(_frame.State, EntityJson.Options);
        var read = JsonSerializer.Deserialize<StockState>(json, EntityJson.Options)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, EntityJson.Options));
        Assert.Equal(_frame.State.Claims, read.Claims);
    }

    [Fact]
    public void Shows_what_is_free_by_date()
    {
        Define(onHand: 5);
        _frame.Given(new AnnounceReceipt("r1", 4, Today.AddDays(3)), Hold("o1~1", 2));

        var view = Assert.IsType<StockView>(_frame.When(new ReadStock()));

        Assert.Equal([new AvailableStock(Today, 3), new AvailableStock(Today.AddDays(3), 7)], view.Available.ToArray());
    }

    private static ComponentTerms Terms(int leadTime = 300, int lot = 1, bool automatic = true) =>
        new("Frame", leadTime, lot, automatic);

    private static PlaceHold Hold(string id, int quantity, DateOnly? neededBy = null) =>
        new(id, quantity, neededBy ?? Today, Later);

    private void Define(int onHand, int leadTime = 300, int lot = 1, bool automatic = true) =>
        _frame.Given(new DefineComponent(Terms(leadTime, lot, automatic), onHand));

    private int Free(DateOnly date) => StockLedger.AvailableOn(_frame.State, date, PlantMinute.DayOf(_frame.Now));
}
