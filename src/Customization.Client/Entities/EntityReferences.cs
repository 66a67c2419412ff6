using Customization.Domain.Entities;

namespace Customization.Client.Entities;

/// <summary>From addresses to grains.</summary>
public static class EntityReferences
{
    /// <summary>The grain of an entity.</summary>
    /// <exception cref="ArgumentException">The key is none.</exception>
    public static IEntityGrain Entity(this IGrainFactory grains, EntityAddress address)
    {
        if (address.Key is not { Length: > 0 and <= EntityAddress.KeyLengthMax } key)
        {
            throw new ArgumentException($"a key has 1 to {EntityAddress.KeyLengthMax} characters", nameof(address));
        }

        return address.Kind switch
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
            _ => throw new ArgumentException($"no entity of kind {address.Kind} runs in a cluster", nameof(address)),
        };
    }
}
