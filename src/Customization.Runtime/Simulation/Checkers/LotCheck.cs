using System.Globalization;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;
using Customization.Domain.Ordering;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Follows lots: each leaves once, when its own work is done and the one before it has left, and arrives once;
/// the order leaves and arrives with the last. Dates are kept or promised anew, and stand once it has left. What is
/// cancelled after a lot was made leaves and costs nothing any more, and all that was made comes. Components of a lot
/// are taken when it is begun.</summary>
/// <remarks>Which work is whose follows from the names of operations: it does not ask what the order thinks.</remarks>
internal sealed class LotCheck(Verdict verdict)
{
    private readonly Dictionary<(string Order, int Lot), DateOnly> _left = [];
    private readonly HashSet<(string Order, int Lot)> _arrived = [];
    private readonly Dictionary<string, int> _coming = [];
    private readonly HashSet<(string Order, int Lot)> _begun = [];
    private readonly HashSet<(string Order, int Lot)> _taken = [];

    /// <summary>Whether some of its lots will not come.</summary>
    public bool HasCancelled(string order) => _coming.ContainsKey(order);

    /// <summary>Whether all lots have left of an order of which others will not come.</summary>
    public bool HaveLeft(string order) => _left.ContainsKey((order, _coming[order]));

    /// <summary>Whether an operation belongs to what comes.</summary>
    public bool IsToCome(OrderState state, string operation) =>
        !_coming.TryGetValue(state.Id, out var lots) || LotOf(operation) <= lots;

    /// <summary>How much of a line an order takes that arrives: all of it; but of what goes into lots, where some of
    /// them are cancelled, at least for those that come and at most for those that were begun.</summary>
    public (int Least, int Most) Takes(OrderState state, BomLine line) =>
        line.Component == SimulatedProducts.OfLots && _coming.TryGetValue(state.Id, out var lots)
            ? (lots, _taken.Count(lot => lot.Order == state.Id))
            : (line.Quantity, line.Quantity);

    /// <summary>Enters a change of an order.</summary>
    public void Take(Deed deed)
    {
        var (before, after) = ((OrderState)deed.Before, (OrderState)deed.After);
        if (!IsOfLots(after))
        {
            return;
        }

        var lots = ComingOf(after);
        Takes(before, after, deed);
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
                case OrderEnded:
                    verdict.Require(
                        !_left.ContainsKey((after.Id, 1)), "lots", $"{after.Id} was cancelled after a lot had left");
                    break;
                case LotsCancelled cancelled:
                    Cancelled(cancelled.Lots, after);
                    lots = ComingOf(after);
                    break;
            }
        }

        CheckPromise(after, lots);
    }

    /// <summary>No lot is promised before its work can be done.</summary>
    public void CheckDates(OrderState state)
    {
        if (!IsOfLots(state))
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

    /// <summary>What left or is made is never cancelled, and what is cancelled takes its share of the price along.
    /// </summary>
    private void Cancelled(CancelledLots cancelled, OrderState state)
    {
        var (id, first) = (state.Id, cancelled.From);
        var isSound = first > 1 && first <= ComingOf(state) && cancelled.Code.Length > 0
            && !_left.ContainsKey((id, first));
        verdict.Require(isSound, "lots", $"lots from {first} on of {id} were cancelled, of {ComingOf(state)}");
        var missing = state.Item!.Work.Routing.FirstOrDefault(operation =>
            LotOf(operation.Id) < first && !IsDone(state, operation.Id));
        verdict.Require(missing is null, "lots", $"{id} keeps lots before {first} without {missing?.Id}");
        var isMade = state.Item.Work.Routing.All(operation =>
            LotOf(operation.Id) != first || IsDone(state, operation.Id))
            && state.Claims.Values.OfType<ComponentClaim>().Any(claim =>
                claim.Plan.Lot == first && claim.Phase == ClaimPhase.Consumed);
        verdict.Require(
            !isMade || cancelled.Code == "not-shipped", "lots", $"{id} cancelled lot {first}, which is made");
        var tiles = state.Item.Work.Routing.Count(operation => IsTile(operation.Id));
        var cut = state.Item.Work.Routing.Count(operation => IsTile(operation.Id) && LotOf(operation.Id) >= first);
        var share = state.Item.Price.Total.Minor * cut / (decimal)tiles;
        verdict.Require(
            cancelled.Price.Minor >= share && cancelled.Price.Minor < share + 1, "lots",
            $"{id} takes {cancelled.Price} off {state.Item.Price.Total} for {cut} of {tiles} tiles");
        _coming[id] = first - 1;
    }

    /// <summary>What goes into a lot is taken for it alone, not before its first slot or a report of work on it.
    /// </summary>
    private void Takes(OrderState before, OrderState after, Deed deed)
    {
        foreach (var slot in before.Claims.Values.OfType<SlotClaim>())
        {
            if (slot.Plan.Start.Instant <= deed.At
                || (deed.Command is CompleteOperation report && report.Operation == slot.Plan.Operation))
            {
                _begun.Add((after.Id, LotOf(slot.Plan.Operation)));
            }
        }

        foreach (var claim in after.Claims.Values.OfType<ComponentClaim>())
        {
            if (claim.Plan.Component == SimulatedProducts.OfLots
                && claim.Phase is ClaimPhase.Consuming or ClaimPhase.Consumed)
            {
                var lot = (after.Id, claim.Plan.Lot);
                _taken.Add(lot);
                verdict.Require(
                    claim.Plan.Quantity == 1 && _begun.Contains(lot), "lots",
                    $"{after.Id} took {claim.Plan.Quantity} {claim.Plan.Component} for lot {claim.Plan.Lot}, which "
                        + $"nobody has begun");
            }
        }
    }

    private void Leaves(LotShipped shipped, OrderState before, OrderState after, DateOnly today)
    {
        var (id, lot) = (after.Id, shipped.Lot);
        var missing = after.Item!.Work.Routing.FirstOrDefault(operation =>
            LotOf(operation.Id) == lot && !IsDone(after, operation.Id));
        verdict.Require(missing is null, "lots", $"lot {lot} of {id} left without {missing?.Id}");
        verdict.Require(
            lot == 1 || _left.ContainsKey((id, lot - 1)), "lots", $"lot {lot} of {id} left before the one before it");
        verdict.Require(
            lot >= 1 && lot <= ComingOf(after) && _left.TryAdd((id, lot), shipped.Promise.Lots[lot - 1].DeliveryDate),
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

    /// <summary>How many lots come, which are the first ones.</summary>
    private int ComingOf(OrderState state) =>
        _coming.TryGetValue(state.Id, out var lots) ? lots
        : state.Item!.Work.Routing.Max(operation => LotOf(operation.Id));

    private static bool IsOfLots(OrderState state) => state.Item?.ProductCode == SimulatedProducts.Tiles.Code;

    private static bool IsDone(OrderState state, string operation) => state.Claims.Values.OfType<SlotClaim>()
        .Any(claim => claim.Phase == ClaimPhase.Consumed && claim.Plan.Operation == operation);

    private static bool IsTile(string operation) => operation.StartsWith("tile", StringComparison.Ordinal);

    /// <summary><c>lot[2].pack</c> is work on lot 2, and so is <c>tile[3].print</c>.</summary>
    private static int LotOf(string operation)
    {
        var position = int.Parse(operation.Split('[', ']')[1], CultureInfo.InvariantCulture);
        return operation.StartsWith("lot", StringComparison.Ordinal)
            ? position
            : (position + SimulatedProducts.LotSize - 1) / SimulatedProducts.LotSize;
    }
}
