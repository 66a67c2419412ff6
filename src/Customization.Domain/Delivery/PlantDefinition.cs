using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Domain.Delivery;

/// <summary>The plant as its file describes it: what it keeps, where it makes, how it ships.</summary>
public sealed record PlantDefinition(
    ImmutableArray<ComponentDefinition> Components, ImmutableArray<CellDefinition> Cells,
    ImmutableArray<ShippingLane> Lanes)
{
    /// <summary>No plant.</summary>
    public static readonly PlantDefinition Empty = new([], [], []);

    /// <summary>What to send at every start: loading again changes only what differs in the file, never the stock.
    /// Lanes are no entities: they go to <see cref="OutlookBuilder"/>.</summary>
    public IEnumerable<(EntityAddress To, Command Command)> Commands()
    {
        foreach (var component in Components)
        {
            yield return (
                new EntityAddress(EntityKind.ComponentStock, component.Code),
                new DefineComponent(component.Terms, component.OnHand));
        }

        foreach (var cell in Cells)
        {
            yield return (
                new EntityAddress(EntityKind.ProductionCell, cell.Id), new DefineCell(cell.Terms, cell.Calendar));
        }
    }
}

/// <summary>A component of the plant.</summary>
/// <param name="OnHand">Stock when it is defined for the first time.</param>
public sealed record ComponentDefinition(string Code, ComponentTerms Terms, int OnHand);

/// <summary>A production cell of the plant.</summary>
public sealed record CellDefinition(string Id, CellTerms Terms, CellCalendar Calendar);
