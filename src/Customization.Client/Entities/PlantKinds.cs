using Customization.Domain.Entities;

namespace Customization.Client.Entities;

/// <summary>The entities of the plant: few, large, and wanted by all orders at once.</summary>
public static class PlantKinds
{
    /// <summary>Whether a kind is one of theirs.</summary>
    public static bool Has(EntityKind kind) =>
        kind is EntityKind.ComponentStock or EntityKind.ProductionCell or EntityKind.CellDay;
}
