namespace Customization.Domain.Entities;

/// <summary>The kinds of entity; each has one decider.</summary>
public enum EntityKind
{
    ProductModel,
    ConfigurationSession,
    Customer,
    ComponentStock,
    ProductionCell,
    CellDay,
    Order,
    RuleSet,
    Demand,
    Run,
    RunBatch,
    OwnedProduct,
}

/// <summary>Names one entity: a kind and a key, e.g. an order and its id. Keys are 1-128 characters of
/// letters, digits, <c>- _ . : /</c>.</summary>
public readonly record struct EntityAddress(EntityKind Kind, string Key)
{
    /// <summary>Most characters of a key.</summary>
    public const int KeyLengthMax = 128;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Key}";
}
