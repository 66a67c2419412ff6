using System.Collections.Concurrent;
using Customization.Domain.Entities;
using Orleans.Runtime;

namespace Customization.Client.Entities;

/// <summary>From addresses to grains.</summary>
public static class EntityReferences
{
    /// <summary>What Orleans calls the grains of a kind: it would look at attributes at each call, a twentieth of
    /// what an order costs.</summary>
    private static readonly ConcurrentDictionary<EntityKind, Names> Known = new();

    /// <summary>The grain of an entity.</summary>
    /// <exception cref="ArgumentException">The key is none.</exception>
    public static IEntityGrain Entity(this IGrainFactory grains, EntityAddress address)
    {
        if (address.Key is not { Length: > 0 and <= EntityAddress.KeyLengthMax } key)
        {
            throw new ArgumentException($"a key has 1 to {EntityAddress.KeyLengthMax} characters", nameof(address));
        }

        if (Known.TryGetValue(address.Kind, out var names))
        {
            return (IEntityGrain)grains.GetGrain(GrainId.Create(names.Grain, key), names.Interface);
        }

        var first = First(grains, address.Kind, key);
        var reference = (GrainReference)first;
        Known[address.Kind] = new Names(reference.GrainId.Type, reference.InterfaceType);
        return first;
    }

    private static IEntityGrain First(IGrainFactory grains, EntityKind kind, string key) => kind switch
    {
        EntityKind.ProductModel => grains.GetGrain<IProductModelGrain>(key),
        EntityKind.ConfigurationSession => grains.GetGrain<ISessionGrain>(key),
        EntityKind.Customer => grains.GetGrain<ICustomerGrain>(key),
        EntityKind.ComponentStock => grains.GetGrain<IComponentStockGrain>(key),
        EntityKind.ProductionCell => grains.GetGrain<IProductionCellGrain>(key),
        EntityKind.CellDay => grains.GetGrain<ICellDayGrain>(key),
        EntityKind.Order => grains.GetGrain<IOrderGrain>(key),
        EntityKind.RuleSet => grains.GetGrain<IRuleSetGrain>(key),
        EntityKind.Demand => grains.GetGrain<IDemandGrain>(key),
        EntityKind.Run => grains.GetGrain<IRunGrain>(key),
        EntityKind.RunBatch => grains.GetGrain<IRunBatchGrain>(key),
        EntityKind.OwnedProduct => grains.GetGrain<IOwnedProductGrain>(key),
        _ => throw new ArgumentException($"no entity of kind {kind} runs in a cluster", nameof(kind)),
    };

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface);
}
