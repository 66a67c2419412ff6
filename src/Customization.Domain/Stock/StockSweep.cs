using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>What time alone does to a component.</summary>
internal static class StockSweep
{
    /// <summary>When there is next something to do.</summary>
    public static DateTimeOffset? Due(StockState state)
    {
        var due = state.Ended.Due;
        var expiry = state.Claims.NextExpiry;
        due = expiry < due || due is null ? expiry : due;

        foreach (var (_, receipt) in state.Receipts)
        {
            var time = ReceiptDue(state, receipt);
            if (!(due <= time))
            {
                due = time;
            }
        }

        return due;
    }

    /// <summary>Does all that is due.</summary>
    public static Reply Run(StockTurn turn)
    {
        foreach (var holdId in turn.State.Claims.ExpiredAt(turn.Now))
        {
            turn.Record(new HoldExpired(holdId));
        }

        foreach (var (receiptId, receipt) in turn.State.Receipts)
        {
            if (ReceiptDue(turn.State, receipt) <= turn.Now)
            {
                turn.Record(turn.State.Terms!.AutomaticReceipts
                    ? new StockReceived(receiptId, receipt.Quantity)
                    : new ReceiptSlipped(receiptId, turn.Today.AddDays(1)));
            }
        }

        if (turn.State.Ended.Due <= turn.Now)
        {
            turn.Record(new EndedHoldsForgotten(turn.Now));
        }

        return Done.Instance;
    }

    /// <summary>An automatic receipt arrives when its day starts; another one is late when its day is over.</summary>
    private static DateTimeOffset ReceiptDue(StockState state, Receipt receipt) =>
        PlantMinute.Of(receipt.Date.AddDays(state.Terms!.AutomaticReceipts ? 0 : 1)).Instant;
}
