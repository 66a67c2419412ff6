using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong between memory and disk.</summary>
internal static class StoreBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Storing("the store ignores versions", (batch, store) =>
        {
            foreach (var write in batch)
            {
                store.Commit([write with { Before = store.Load(write.Address)?.Version ?? 0 }]);
            }
        }),
        Storing("the store acknowledges a write that it drops", (batch, store) =>
            store.Commit([.. batch.Where(write => write.Before == 0 || write.Version % 5 != 0)])),
        Storing("a batch is torn", (batch, store) =>
        {
            store.Commit([.. batch.Take((batch.Count + 1) / 2)]);
            if (batch.Count > 1)
            {
                throw new IOException("planted: torn");
            }
        }),
        Storing("the store forgets whom to wake", (batch, store) =>
            store.Commit([.. batch.Select(write => write with { Wake = null })])),
        Hasty("an order replies before it is stored", EntityKind.Order),
        Hasty("a component replies before it is stored", EntityKind.ComponentStock),
        Hasty("a cell-day replies before it is stored", EntityKind.CellDay),
        Hasty("a product replies before it is stored", EntityKind.ProductModel),
        Forgetting("an outbox entry is lost in the store", outbox: true, timers: false),
        Trusting("an activation out of date answers from memory"),
        Forgetting("timers are lost in the store", outbox: false, timers: true),
    ];
}
