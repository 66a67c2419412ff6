using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pictures;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Gateway.Products;

/// <summary>What a shop window says about a product before anybody chose anything.</summary>
/// <param name="From">Price of the cheapest configuration, without delivery.</param>
/// <param name="Variety">Exact number of configurations; null where the model is configured by search.</param>
/// <param name="Picture">Of the configuration that the author would propose.</param>
/// <remarks>Worked out once per version and period, and kept as long as the version is.</remarks>
public sealed record Showcase(Money From, BigInteger? Variety, Picture Picture)
{
    private static readonly ConditionalWeakTable<PublishedProduct, Showcase> Kept = [];

    /// <summary>The showcase of a version as it is in effect now.</summary>
    public static Showcase Of(PublishedProduct product, DateTimeOffset now)
    {
        var current = product.At(now);
        return Kept.GetValue(current, each => Make(each, now));
    }

    private static Showcase Make(PublishedProduct product, DateTimeOffset now)
    {
        var model = product.Model;
        var nothing = Selection.Empty(model);
        var table = product.PriceTable(null, null, now) ?? product.PriceTables[0];
        var cheapest = product.Configurators.Use(configurator => configurator.Cheapest(nothing, table.PerLiteral))!;
        var proposed = product.Propose(nothing, table.PerLiteral) ?? cheapest;
        var unanswered = ImmutableSortedDictionary<string, ParameterValue>.Empty;
        return new Showcase(
            product.Price(cheapest.Values.AsSpan(), unanswered, table, null, LocalizedText.FallbackLanguage).Total,
            product.Configurators.Use(configurator => configurator.Count(nothing)),
            Picture.Of(
                product.Definition, Enumerable.Repeat(-1, model.Characteristics.Length).ToArray(),
                proposed.Values.AsSpan(), unanswered));
    }
}
