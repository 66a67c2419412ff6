using System.Globalization;
using Customization.Domain.Delivery;
using Customization.Domain.Ordering;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Follows lots: each leaves once, when its own work is done and the one before it has left, and arrives once;
/// the order leaves and arrives with the last. Dates are kept or promised anew, and stand once it has left.</summary>
/// <remarks>Which work is whose follows from the names of operations: it does not ask what the order thinks.</remarks>
internal sealed class LotCheck(Verdict verdict)
{
    private readonly Dictionary<(string Order, int Lot), DateOnly> _left = [];
    private readonly HashSet<(string Order, int Lot)> _arrived = [];

    /// <summary>Enters a change of an order.</summary>
    public void Take(Deed deed)
    {
        var (before, after) = ((OrderState)deed.Before, (OrderState)deed.After);
        if (after.Item?.ProductCode != SimulatedProducts.Tiles.Code)
        {
            return;
        }

        var lots = CountOf(after);
        foreach (var happened in deed.Change.Events)
        {
            switch (happened)
            {
                case LotShipped shipped:
                    Leaves(shipped, before, after, DateOnly.FromDateTime(deed.At.UtcDateTime));
                    break;
                case LotDelivered delivered:
                    verdict.Require(
                        _left.ContainsKey((after.Id, delivered.Lot)) && _arrived.Add((after.Id, delivered.Lot)), "lots",
                        $"lot {delivered.Lot} of {after.Id} arrived twice or before it left");
                    break;
                case OrderShipped:
                    verdict.Require(
                        _left.ContainsKey((after.Id, lots)), "lots", $"{after.Id} left before its last lot");
                    break;
                case OrderDelivered:
                    verdict.Require(
                        Enumerable.Range(1, lots).All(lot => _arrived.Contains((after.Id, lot))), "lots",
                        $"{after.Id} arrived before all of its lots");
                    break;
                case OrderEnded { Code: "cancelled" }:
                    verdict.Require(
                        !_left.ContainsKey((after.Id, 1)), "lots", $"{after.Id} was cancelled after a lot had left");
                    break;
            }
        }

        CheckPromise(after, lots);
    }

    /// <summary>No lot is promised before its work can be done.</summary>
    public void CheckDates(OrderState state)
    {
        if (state.Item!.ProductCode != SimulatedProducts.Tiles.Code)
        {
            return;
        }

        foreach (var slot in state.Claims.Values.OfType<SlotClaim>().Where(claim => claim.IsLive))
        {
            var lot = LotOf(slot.Plan.Operation);
            var ships = LaneCalendar.Ships(state.Lane!, slot.Plan.End.Date, slot.Plan.End.OfDay);
            var promise = state.Promise!.Lots[lot - 1];
            verdict.Require(
                slot.Phase == ClaimPhase.Consumed || promise.ShipDate >= ships, "lots",
                $"lot {lot} of {state.Id} cannot leave before {ships} and is promised for {promise.ShipDate}");
        }
    }

    private void Leaves(LotShipped shipped, OrderState before, OrderState after, DateOnly today)
    {
        var (id, lot) = (after.Id, shipped.Lot);
        var missing = after.Item!.Work.Routing.FirstOrDefault(operation =>
            LotOf(operation.Id) == lot && !after.Claims.Values.OfType<SlotClaim>().Any(claim =>
                claim.Phase == ClaimPhase.Consumed && claim.Plan.Operation == operation.Id));
        verdict.Require(missing is null, "lots", $"lot {lot} of {id} left without {missing?.Id}");
        verdict.Require(
            lot == 1 || _left.ContainsKey((id, lot - 1)), "lots", $"lot {lot} of {id} left before the one before it");
        verdict.Require(
            lot >= 1 && lot <= CountOf(after) && _left.TryAdd((id, lot), shipped.Promise.Lots[lot - 1].DeliveryDate),
            "lots", $"lot {lot} of {id} left twice or does not exist");
        var arrives = LaneCalendar.Arrives(after.Lane!, today);
        verdict.Require(
            arrives <= shipped.Promise.Lots[lot - 1].DeliveryDate || today <= before.Promise!.Lots[lot - 1].ShipDate,
            "lots", $"lot {lot} of {id} left on {today}, arrives on {arrives} and is promised for "
                + $"{shipped.Promise.Lots[lot - 1].DeliveryDate}");
    }

    /// <summary>Each lot has dates, none before those of the lot before it; the last are the order's. What left keeps
    /// its date.</summary>
    private void CheckPromise(OrderState state, int lots)
    {
        if (state.Promise is not { } promise)
        {
            return;
        }

        var isInSequence = promise.Lots.Zip(promise.Lots.Skip(1)).All(pair =>
            pair.First.ShipDate <= pair.Second.ShipDate && pair.First.DeliveryDate <= pair.Second.DeliveryDate);
        verdict.Require(
            promise.Lots.Length == lots && isInSequence && promise.Lots[^1].DeliveryDate == promise.DeliveryDate
            && promise.Lots[^1].ShipDate == promise.ShipDate,
            "lots", $"{state.Id} promises {string.Join(' ', promise.Lots.Select(lot => lot.ShipDate))} for {lots} lots "
                + $"and {promise.ShipDate} for all");
        for (var lot = 1; lot <= lots; lot++)
        {
            verdict.Require(
                !_left.TryGetValue((state.Id, lot), out var told) || told == promise.Lots[lot - 1].DeliveryDate, "lots",
                $"lot {lot} of {state.Id} left for {told} and is now for {promise.Lots[lot - 1].DeliveryDate}");
        }
    }

    private static int CountOf(OrderState state) => state.Item!.Work.Routing.Max(operation => LotOf(operation.Id));

    /// <summary><c>lot[2].pack</c> is work on lot 2, and so is <c>tile[3].print</c>.</summary>
    private static int LotOf(string operation)
    {
        var position = int.Parse(operation.Split('[', ']')[1], CultureInfo.InvariantCulture);
        return operation.StartsWith("lot", StringComparison.Ordinal)
            ? position
            : (position + SimulatedProducts.LotSize - 1) / SimulatedProducts.LotSize;
    }
}
