using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Production;

namespace Customization.Domain.Delivery;

/// <summary>Capable to promise (CTP): the first date by which components, capacity and a shipping lane cover a work
/// order.</summary>
/// <remarks>Components by ATP, receipts and lead time give the first day of work; operations are scheduled forward,
/// each into the free interval that ends first on any cell with its capability, after those it waits for; the lane counts
/// from the end of the last one. Greedy, so not always the least date, but what it finds fits. An operation lies in one
/// free interval: it is never split. Pure; O(o c d) for o operations, c cells of a capability and d days looked at;
/// a few microseconds for a typical work order.</remarks>
public static class PromisePlanner
{
    /// <summary>Plans a work order as of now.</summary>
    public static PlanResult Plan(WorkOrder work, string lane, Outlook outlook, DateTimeOffset now) =>
        outlook.Lanes.TryGetValue(lane, out var known)
            ? Plan(new PlanRequest(work, known, outlook, now))
            : new NoPromise.NoLane(lane);

    /// <summary>Plans what a request asks for.</summary>
    public static PlanResult Plan(PlanRequest request)
    {
        var work = request.Work;
        var lines = work.Bom.Length;
        foreach (var lot in work.Lots)
        {
            lines += lot.Bom.Length;
        }

        if (lines > PlanningLimits.BomLinesMax || work.Routing.Length > PlanningLimits.OperationsMax)
        {
            return new NoPromise.TooLarge(lines + work.Routing.Length);
        }

        var today = PlantMinute.DayOf(request.Now);
        var supplies = new (DateOnly Date, StockSource Source)[work.Bom.Length];
        if (Supply(request, today, supplies) is { } missing)
        {
            return missing;
        }

        var scarcest = IndexOfLatest(supplies);
        var start = PlantMinute.AtOrAfter(request.Now).Plus(PlanningLimits.FrozenMinutes);
        start = PlantMinute.Max(start, request.NotBefore);
        if (work.WaitDays > 0)
        {
            var waited = PlantMinute.DayOf(request.Asked).AddDays(work.WaitDays);
            start = PlantMinute.Max(start, PlantMinute.Of(waited));
        }

        start = scarcest < 0 ? start : PlantMinute.Max(start, PlantMinute.Of(supplies[scarcest].Date));

        var slots = ImmutableArray.CreateBuilder<PlannedSlot>(work.Routing.Length);
        var ready = start;
        foreach (var operation in work.Routing)
        {
            if (!request.Outlook.CellsByCapability.TryGetValue(operation.Capability, out var cells))
            {
                return new NoPromise.NoCapability(operation.Capability);
            }

            var earliest = PlantMinute.Max(start, LatestEnd(request, operation, slots));
            if (SlotSearch.First(request.Refusals, cells, operation, earliest, slots) is not { } slot)
            {
                var isStock = scarcest >= 0
                    && supplies[scarcest].Date > today.AddDays(PlanningLimits.PlanningHorizonDays);
                return new NoPromise.BeyondHorizon(isStock ? work.Bom[scarcest].Component : operation.Capability);
            }

            slots.Add(slot);
            ready = PlantMinute.Max(ready, slot.End);
        }

        foreach (var (_, end) in request.Ends)
        {
            ready = PlantMinute.Max(ready, end);
        }

        return Complete(request, today, supplies, slots.DrainToImmutable(), ready);
    }

    private static PlanResult Complete(
        PlanRequest request, DateOnly today, (DateOnly Date, StockSource Source)[] supplies,
        ImmutableArray<PlannedSlot> slots, PlantMinute ready)
    {
        var neededBy = slots.IsEmpty ? ready : slots[0].Start;
        foreach (var slot in slots)
        {
            neededBy = slot.Start < neededBy ? slot.Start : neededBy;
        }

        var stock = ImmutableArray.CreateBuilder<PlannedStock>(supplies.Length);
        for (var i = 0; i < supplies.Length; i++)
        {
            var line = request.Work.Bom[i];
            stock.Add(new PlannedStock(
                line.Component, line.Quantity, neededBy.Date, supplies[i].Source, supplies[i].Date));
        }

        var planned = stock.MoveToImmutable();
        ImmutableArray<LotPromise> lots = request.Work.Lots.IsEmpty
            ? []
            : LotPromises.Of(
                request.Work.Lots, request.Lane,
                request.Ends.SetItems(slots.Select(slot => KeyValuePair.Create(slot.Operation, slot.End))), [],
                neededBy, ready);
        return PromiseOf(request.Lane, today, request.Work.WaitDays, planned, slots, ready, lots) is { } promise
            ? new PromisePlan(promise, planned, slots)
            : new NoPromise.NoLane(request.Lane.Code);
    }

    /// <summary>The promise that claims and a lane make, or null where the lane never runs.</summary>
    /// <param name="asked">The day from which lateness counts.</param>
    /// <param name="waitDays">Days that the values taken ask for before work starts.</param>
    /// <param name="lots">Of <see cref="LotPromises"/>; empty where everything ships at once.</param>
    public static Promise? PromiseOf(
        ShippingLane lane, DateOnly asked, int waitDays, ImmutableArray<PlannedStock> stock,
        ImmutableArray<PlannedSlot> slots, PlantMinute ready, ImmutableArray<LotPromise> lots)
    {
        if (lane.ShipDate(ready) is not { } shipped || lane.DeliveryDate(shipped) is not { } delivered)
        {
            return null;
        }

        if (!lots.IsEmpty)
        {
            (shipped, delivered) = (lots[^1].ShipDate, lots[^1].DeliveryDate);
        }

        var supplies = ImmutableArray.CreateBuilder<StockEvidence>(stock.Length);
        foreach (var line in stock)
        {
            supplies.Add(new StockEvidence(line.Component, line.Quantity, line.Source, line.Available));
        }

        var work = ImmutableArray.CreateBuilder<SlotEvidence>(slots.Length);
        foreach (var slot in slots)
        {
            var from = slot.Start.OfDay;
            work.Add(new SlotEvidence(
                slot.Operation, slot.Cell, slot.Start.Date, new MinuteInterval(from, from + slot.Minutes)));
        }

        return new Promise(
            delivered, shipped, lane.Code,
            new Evidence(
                supplies.MoveToImmutable(), work.MoveToImmutable(), ready,
                LatenessOf(lane, asked, waitDays, stock, slots, ready, delivered)))
        {
            Lots = lots,
        };
    }

    private static ImmutableArray<Lateness> LatenessOf(
        ShippingLane lane, DateOnly asked, int waitDays, ImmutableArray<PlannedStock> stock,
        ImmutableArray<PlannedSlot> slots, PlantMinute ready, DateOnly delivered)
    {
        var late = ImmutableArray.CreateBuilder<Lateness>(3);
        var start = asked.AddDays(waitDays);
        var scarcest = "";
        foreach (var line in stock)
        {
            if (line.Available > start)
            {
                (start, scarcest) = (line.Available, line.Component);
            }
        }

        var firstCause = scarcest.Length == 0 ? LatenessCause.Values : LatenessCause.Stock;
        Add(late, firstCause, scarcest, start.DayNumber - asked.DayNumber);
        if (!slots.IsEmpty)
        {
            var last = slots[0];
            foreach (var slot in slots)
            {
                last = slot.End > last.End ? slot : last;
            }

            Add(late, LatenessCause.Capacity, last.Cell, ready.Date.DayNumber - start.DayNumber);
        }

        var finished = ready.Date > start ? ready.Date : start;
        Add(late, LatenessCause.Lane, lane.Code, delivered.DayNumber - finished.DayNumber);
        late.Sort((left, right) => right.Days.CompareTo(left.Days));
        return late.DrainToImmutable();
    }

    private static void Add(ImmutableArray<Lateness>.Builder late, LatenessCause cause, string name, int days)
    {
        if (days > 0)
        {
            late.Add(new Lateness(cause, name, days));
        }
    }

    private static NoPromise? Supply(
        PlanRequest request, DateOnly today, Span<(DateOnly Date, StockSource Source)> supplies)
    {
        for (var i = 0; i < supplies.Length; i++)
        {
            var line = request.Work.Bom[i];
            if (!request.Outlook.Components.TryGetValue(line.Component, out var component))
            {
                return new NoPromise.UnknownComponent(line.Component);
            }

            supplies[i] = component.Earliest(line.Quantity, today);
            if (request.Refusals.StockFrom.TryGetValue(line.Component, out var refused) && refused > supplies[i].Date)
            {
                supplies[i] = (refused, StockSource.Replenishment);
            }
        }

        return null;
    }

    private static int IndexOfLatest(ReadOnlySpan<(DateOnly Date, StockSource Source)> supplies)
    {
        var latest = supplies.Length - 1;
        for (var i = latest - 1; i >= 0; i--)
        {
            latest = supplies[i].Date >= supplies[latest].Date ? i : latest;
        }

        return latest;
    }

    private static PlantMinute LatestEnd(
        PlanRequest request, RoutingOperation operation, ImmutableArray<PlannedSlot>.Builder slots)
    {
        var latest = default(PlantMinute);
        foreach (var before in operation.After)
        {
            if (request.Ends.TryGetValue(before, out var end))
            {
                latest = PlantMinute.Max(latest, end);
                continue;
            }

            foreach (var slot in slots)
            {
                if (string.Equals(slot.Operation, before, StringComparison.Ordinal))
                {
                    latest = PlantMinute.Max(latest, slot.End);
                }
            }
        }

        return latest;
    }
}
