using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;

namespace Customization.Domain.Delivery;

/// <summary>The dates of lots: each leaves as soon as its own work is done, never before the lot before it.</summary>
public static class LotPromises
{
    /// <summary>The dates that the ends of operations make; none where there are no lots or the lane never runs.
    /// </summary>
    /// <param name="ends">By operation; an operation that is missing ends with the start.</param>
    /// <param name="kept">The dates that stand whatever the ends say, unless a lot before it leaves later; null for a
    /// lot that is still being worked on.</param>
    /// <param name="start">When work starts.</param>
    /// <param name="ready">When all of it ends.</param>
    public static ImmutableArray<LotPromise> Of(
        ImmutableArray<WorkLot> lots, ShippingLane lane, IReadOnlyDictionary<string, PlantMinute> ends,
        ImmutableArray<LotPromise?> kept, PlantMinute start, PlantMinute ready)
    {
        var promises = ImmutableArray.CreateBuilder<LotPromise>(lots.Length);
        var (done, ship) = (start, DateOnly.MinValue);
        for (var lot = 0; lot < lots.Length; lot++)
        {
            foreach (var operation in lots[lot].Operations)
            {
                done = PlantMinute.Max(done, ends.TryGetValue(operation, out var end) ? end : start);
            }

            done = lot == lots.Length - 1 ? PlantMinute.Max(done, ready) : done;
            var stands = lot < kept.Length ? kept[lot] : null;
            if ((stands?.ShipDate ?? lane.ShipDate(done)) is not { } first
                || lane.DeliveryDate(ship = first > ship ? first : ship) is not { } delivered)
            {
                return [];
            }

            promises.Add(stands is not null && stands.ShipDate == ship
                ? stands
                : new LotPromise(stands?.Ready ?? done, ship, delivered));
        }

        return promises.MoveToImmutable();
    }

    /// <summary>The promise where a lot leaves on a day at the earliest, and so do the lots after it; the same promise
    /// where it says so already, or the lane does not deliver.</summary>
    /// <param name="lot">From 0.</param>
    public static Promise NotBefore(Promise promise, ShippingLane lane, int lot, DateOnly ship)
    {
        if (promise.Lots[lot].ShipDate >= ship || lane.DeliveryDate(ship) is not { } delivered)
        {
            return promise;
        }

        ImmutableArray<LotPromise> lots =
        [
            .. promise.Lots.Select((each, i) => i < lot || each.ShipDate >= ship
                ? each
                : each with { ShipDate = ship, DeliveryDate = delivered }),
        ];
        return promise with
        {
            Lots = lots,
            ShipDate = lots[^1].ShipDate,
            DeliveryDate = lots[^1].DeliveryDate,
        };
    }
}
