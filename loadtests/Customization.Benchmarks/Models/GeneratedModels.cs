using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Benchmarks.Models;

/// <summary>Models of any size from a seed, shaped like the three kinds that authors write.</summary>
internal static class GeneratedModels
{
    private const int Seed = 17;

    /// <summary>Options like those of a car: each table allows six in ten of the combinations of neighbours.</summary>
    /// <remarks>One planted configuration satisfies everything, so that the model is never empty.</remarks>
    public static ProductModel Options(int characteristics, int seed = Seed)
    {
        const int Reach = 5;
        var random = new Random(seed);
        var sizes = Enumerable.Range(0, characteristics).Select(_ => random.Next(2, 7)).ToArray();
        var planted = sizes.Select(size => random.Next(size)).ToArray();
        var rules = new List<Rule>();
        for (var i = 1; i < characteristics; i++)
        {
            var other = Math.Max(0, i - random.Next(1, Reach + 1));
            var rows =
                from a in Enumerable.Range(0, sizes[other])
                from b in Enumerable.Range(0, sizes[i])
                where (a == planted[other] && b == planted[i]) || random.Next(10) < 6
                select ImmutableArray.Create(a, b);
            rules.Add(Rule(rules, new Formula.Table([new(other), new(i)], [.. rows], Allowed: true)));
        }

        return new ProductModel($"options-{characteristics}", [.. sizes.Select(Option)], [.. rules]);
    }

    /// <summary>A feature tree: optional and mandatory children, groups of alternatives, one requirement between near
    /// features for every eighth of them.</summary>
    public static ProductModel Features(int features, int seed = Seed)
    {
        var random = new Random(seed);
        var rules = new List<Rule> { new("root", Yes(0), "", SourceSpan.None) };
        for (var i = 1; i < features;)
        {
            var parent = Math.Max(0, i - random.Next(1, 40));
            var count = Math.Min(features - i, random.Next(4) == 0 ? random.Next(2, 6) : 1);
            var members = Enumerable.Range(i, count).Select(Yes).ToImmutableArray();
            rules.Add(Rule(rules, count == 1 && random.Next(5) > 0
                ? new Formula.Implies(members[0], Yes(parent))
                : new Formula.Iff(Yes(parent), new Formula.Cardinality(1, 1, members))));
            if (count > 1)
            {
                rules.Add(Rule(rules, new Formula.Cardinality(0, 1, members)));
            }

            i += count;
        }

        for (var i = 0; i < features / 8; i++)
        {
            var from = random.Next(1, features);
            var to = Math.Clamp(from + random.Next(-30, 31), 1, features - 1);
            rules.Add(Rule(rules, new Formula.Implies(Yes(from), Yes(to))));
        }

        var characteristics = Enumerable.Range(0, features)
            .Select(i => Characteristic.Boolean($"f{i}", SourceSpan.None));
        return new ProductModel($"features-{features}", [.. characteristics], [.. rules]);
    }

    /// <summary>A mix of ingredients in steps of 5 g that fills a bag of 575 g.</summary>
    public static ProductModel Mix(int ingredients)
    {
        const int BagGrams = 575;
        const int StepGrams = 5;
        var grams = Enumerable.Range(0, (BagGrams / StepGrams) + 1).Select(step => (long)step * StepGrams).ToArray();
        var values = grams
            .Select(gram => new CharacteristicValue($"{gram}", gram, ImmutableSortedDictionary<string, long>.Empty))
            .ToImmutableArray();
        var total = Enumerable.Range(0, ingredients).Select(i => (Term)new Term.Of(new(i), [.. grams]));
        var fills = new Formula.Comparison(
            new Term.Sum([.. total]), Comparator.Equal, new Term.Constant(BagGrams));
        var characteristics = Enumerable.Range(0, ingredients)
            .Select(i => new Characteristic($"g{i}", CharacteristicKind.Quantity, values, SourceSpan.None));
        return new ProductModel(
            $"mix-{ingredients}", [.. characteristics], [new("fills", fills, "", SourceSpan.None)]);
    }

    private static Characteristic Option(int size, int index) => new(
        $"c{index}", CharacteristicKind.SingleChoice,
        [.. Enumerable.Range(0, size).Select(value => CharacteristicValue.Named($"v{value}"))], SourceSpan.None);

    private static Formula Yes(int feature) => new Formula.Is(new(feature), [1]);

    private static Rule Rule(List<Rule> before, Formula formula) =>
        new($"r{before.Count}", formula, "", SourceSpan.None);
}
