using System.Globalization;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity;
using Customization.Kernel.Model;

namespace Customization.Gateway.Authoring;

/// <summary>The complexity report of a product version by names. Amounts are minor units; entropies are bits.</summary>
/// <param name="Configurations">Exact number, as decimal text; absent where the version is configured by search.
/// </param>
/// <param name="OrdersRead">Quotes and orders that were looked at, of all products.</param>
/// <param name="IsDemandComplete">Whether those were all there are.</param>
public sealed record ComplexityResource(
    string Product, int Version, string? Configurations, string Currency, int OrdersRead, bool IsDemandComplete,
    DemandSpread Demand, IReadOnlyList<CharacteristicComplexityResource> Characteristics,
    IReadOnlyList<DecisionEffort> Effort, IReadOnlyList<PruningResource> Pruning)
{
    /// <summary>Stock of standard variants beside making to order; absent without orders.</summary>
    public StockResource? Stock { get; init; }

    /// <summary>The report by names.</summary>
    public static ComplexityResource Of(PublishedProduct product, ComplexityReport report, SoldOrders sold) => new(
        product.Code, product.Version, Text(report.Configurations), report.Currency, sold.OrdersRead, sold.IsAll,
        report.Demand,
        [.. report.Characteristics.Select(each => CharacteristicComplexityResource.Of(product.Model, each))],
        report.Effort, [.. report.Pruning.Select(each => PruningResource.Of(product.Model, each))])
    {
        Stock = report.Stock is { } stock ? StockResource.Of(product, stock) : null,
    };

    internal static string? Text(System.Numerics.BigInteger? count) =>
        count?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A characteristic in the report.</summary>
/// <param name="Possible">Values that some configuration has.</param>
/// <param name="Bits">Entropy of its values in what is bought; absent without orders.</param>
/// <param name="Effective">Equally wanted values of the same entropy.</param>
public sealed record CharacteristicComplexityResource(
    string Name, int Possible, double? Bits, double? Effective, IReadOnlyList<ValueComplexityResource> Values)
{
    /// <summary>The characteristic by names.</summary>
    public static CharacteristicComplexityResource Of(ProductModel model, CharacteristicComplexity about)
    {
        var characteristic = model.Characteristics[about.Characteristic.Value];
        return new CharacteristicComplexityResource(
            characteristic.Name, about.Possible, about.Bits, about.Effective,
            [
                .. characteristic.Values.Zip(about.Values, (value, each) => new ValueComplexityResource(
                    value.Name, each.Offer, each.Share, each.Orders, each.Price, each.Cost, each.Margin)),
            ]);
    }
}

/// <summary>A value in the report.</summary>
/// <param name="Share">Of all configurations; absent where their number is unknown.</param>
/// <param name="Price">What it alone adds to the price, before a premium.</param>
/// <param name="Cost">What it alone adds to the cost.</param>
public sealed record ValueComplexityResource(
    string Name, ValueOffer Offer, double? Share, long Orders, long Price, long Cost, long Margin);

/// <summary>What leaving out a value would save, and lose at most.</summary>
/// <param name="VarietySaved">Configurations that have it, as decimal text.</param>
/// <param name="AlsoDead">Other values that no configuration would have any more.</param>
/// <param name="Settled">Questions that would leave nothing to decide.</param>
public sealed record PruningResource(
    string Characteristic, string Value, long Orders, long Revenue, long Margin, string VarietySaved,
    IReadOnlyList<LiteralResource> AlsoDead, IReadOnlyList<string> Settled, IReadOnlyList<string> Components,
    IReadOnlyList<string> Operations)
{
    /// <summary>The candidate by names.</summary>
    public static PruningResource Of(ProductModel model, PruningCandidate candidate)
    {
        var literal = LiteralResource.Of(model, model.Literal(candidate.Characteristic, candidate.Value));
        return new PruningResource(
            literal.Characteristic, literal.Value, candidate.Orders, candidate.Revenue, candidate.Margin,
            ComplexityResource.Text(candidate.VarietySaved)!,
            [.. candidate.AlsoDead.Select(other => LiteralResource.Of(model, other))],
            [.. candidate.Settled.Select(each => model.Characteristics[each.Value].Name)],
            candidate.Components, candidate.Operations);
    }
}

/// <summary>A value of a characteristic.</summary>
public sealed record LiteralResource(string Characteristic, string Value)
{
    /// <summary>The literal by names.</summary>
    public static LiteralResource Of(ProductModel model, int literal)
    {
        var characteristic = model.Characteristics[model.CharacteristicOf(literal).Value];
        return new LiteralResource(characteristic.Name, characteristic.Values[model.ValueOf(literal)].Name);
    }
}
