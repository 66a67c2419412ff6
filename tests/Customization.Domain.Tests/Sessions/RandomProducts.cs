using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Kernel.Model;

namespace Customization.Domain.Tests.Sessions;

/// <summary>Products small enough to list all their configurations, each from a seed.</summary>
internal static class RandomProducts
{
    /// <summary>A product with at least one configuration, and all of them.</summary>
    public static (PublishedProduct Product, List<int[]> Configurations) Create(int seed, int version = 1)
    {
        for (var attempt = 0; ; attempt++)
        {
            var random = new Random((seed * 1_000) + (version * 100_000_000) + attempt);
            var characteristics = Enumerable.Range(0, random.Next(2, 6)).Select(c => TestProducts.Of(
                $"c{c}", [.. Enumerable.Range(0, random.Next(1, 5)).Select(v => $"v{v}")])).ToImmutableArray();
            var rules = Enumerable.Range(0, random.Next(0, 7)).Select(
                r => TestProducts.Rule($"r{r}", $"message {r}", RandomFormula(characteristics, random)));
            var model = TestProducts.ModelOf(characteristics, [.. rules]);
            var configurations = Configurations(model);
            if (configurations.Count > 0)
            {
                return (TestProducts.Of("random", version, model), configurations);
            }
        }
    }

    private static Formula RandomFormula(ImmutableArray<Characteristic> characteristics, Random random)
    {
        var atoms = Enumerable.Range(0, random.Next(2, 4)).Select(_ =>
        {
            var c = random.Next(characteristics.Length);
            var atom = TestProducts.Is(c, random.Next(characteristics[c].Values.Length));
            return random.Next(2) == 0 ? atom : new Formula.Not(atom);
        });
        return new Formula.Or([.. atoms]);
    }

    private static List<int[]> Configurations(ProductModel model)
    {
        var found = new List<int[]>();
        var values = new int[model.Characteristics.Length];
        while (true)
        {
            if (Evaluation.Satisfies(model, values))
            {
                found.Add([.. values]);
            }

            var c = 0;
            while (c < values.Length && ++values[c] == model.Characteristics[c].Values.Length)
            {
                values[c++] = 0;
            }

            if (c == values.Length)
            {
                return found;
            }
        }
    }
}
