using Customization.Domain.Catalog.Pricing;

namespace Customization.Domain.Ordering;

/// <summary>How the plant gives up some lots of an order and not the others.</summary>
internal static class LotCancellation
{
    /// <summary>Cancels the lots that are not made or, where all are, that have not left: no date is found for them or
    /// nobody ships them. What the order still claims is given up. False, and nothing done, where the first lot is one
    /// of them.</summary>
    public static bool OfRest(OrderTurn turn, string code, string detail)
    {
        var lots = OrderLots.LotsOf(turn.State);
        var isMade = turn.State.Status == OrderStatus.Produced;
        var coming = 0;
        while (coming < lots.Length
            && (isMade ? OrderLots.HasLeft(turn.State, coming + 1) : turn.State.LotAt(coming).Finished is not null))
        {
            coming++;
        }

        if (coming == 0)
        {
            return false;
        }

        foreach (var (_, claim) in turn.State.Claims)
        {
            if (claim.Phase != ClaimPhase.Consumed)
            {
                OrderClaims.GiveUp(turn, claim);
            }
        }

        var promise = turn.State.Promise!;
        var last = promise.Lots[coming - 1];
        turn.Record(new LotsCancelled(
            new CancelledLots(coming + 1, code, detail, ShareOf(turn.State.Item!, coming)),
            promise with
            {
                Lots = promise.Lots[..coming],
                ShipDate = last.ShipDate,
                DeliveryDate = last.DeliveryDate,
            },
            turn.Now));
        OrderLots.EndIfArrived(turn, presumed: false);
        return true;
    }

    /// <summary>What the lots after the first so many cost.</summary>
    private static Money ShareOf(OrderItem item, int lots)
    {
        var (total, all) = (item.Price.Total, item.Work.Lots[^1].To);
        var missing = all - item.Work.Lots[lots - 1].To;
        return total with { Minor = (long)((((Int128)total.Minor * missing) + all - 1) / all) };
    }
}
