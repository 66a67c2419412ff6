using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;

namespace Customization.Domain.Tests.Complexity;

/// <summary>Small random products with prices, days, defaults and lines, and what was bought of them.</summary>
internal static class ComplexProducts
{
    /// <summary>A product and all its configurations, from a seed.</summary>
    public static (PublishedProduct Product, List<int[]> Configurations) Create(int seed, bool hasLines)
    {
        var (plain, configurations) = DefaultedProducts.Create(seed);
        var random = new Random(seed);
        var definition = plain.Definition with
        {
            Details =
            [
                .. plain.Definition.Details.Select(detail => detail with
                {
                    Values =
                    [
                        .. detail.Values.Select(value =>
                            value with { Days = random.Next(0, 3), Cost = random.Next(9) }),
                    ],
                }),
            ],
            Bom = hasLines ? [.. Enumerable.Range(0, 4).Select(i => Line(plain, i, random))] : [],
        };
        return (new PublishedProduct(definition, 1, ModelCompiler.Compile(definition.Model).Compiled!), configurations);
    }

    /// <summary>Random orders of some of the configurations.</summary>
    public static SalesHistory Sales(List<int[]> configurations, Random random) => new(
        [
            .. configurations.Where(_ => random.Next(3) == 0)
                .Select(values => new SoldConfiguration([.. values], random.Next(1, 9)))
                .OrderByDescending(sold => sold.Orders),
        ],
        0);

    /// <summary>The longest wait of a configuration.</summary>
    public static int Days(PublishedProduct product, int[] values) =>
        values.Select((value, c) => product.Definition.Details[c].Values[value].Days).Max();

    private static SuperBomLine Line(PublishedProduct product, int number, Random random) => new(
        $"part-{number}", Expression.Of(random.Next(1, 3)),
        new Condition("random", DefaultedProducts.Formula(product.Model, random), SourceSpan.None), null, null);
}
