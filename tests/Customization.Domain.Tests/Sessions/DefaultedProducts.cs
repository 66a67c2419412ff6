using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Tests.Sessions;

/// <summary>Small random products with prices, defaults and preferences, and what those mean by enumeration.</summary>
internal static class DefaultedProducts
{
    /// <summary>A product and all its configurations, from a seed.</summary>
    public static (PublishedProduct Product, List<int[]> Configurations) Create(int seed)
    {
        var (plain, configurations) = RandomProducts.Create(seed);
        var random = new Random(seed);
        var model = new ProductModel(
            "test", plain.Model.Characteristics, plain.Model.Rules,
            [.. Enumerable.Range(0, random.Next(0, 5)).Select(i => new Preference(
                $"p{i}", Formula(plain.Model, random), random.Next(1, 4), "", SourceSpan.None)
            {
                Priority = random.Next(0, 3),
            })]);
        var defaults = Enumerable.Range(0, random.Next(1, 6)).Select(_ => DefaultOf(model, random))
            .OrderByDescending(each => each.Priority);
        var details = model.Characteristics.Select(each => new CharacteristicDetail(
            LocalizedText.Empty, LocalizedText.Empty,
            [.. each.Values.Select(_ => ValueDetail.Empty with { Price = Amount(random.Next(0, 50)) })]));
        var definition = plain.Definition with
        {
            Model = model,
            Details = [.. details],
            Defaults = [.. defaults],
        };
        return (
            new PublishedProduct(definition, 1, Kernel.Compilation.ModelCompiler.Compile(model).Compiled!),
            configurations);
    }

    /// <summary>The completions that are left when every default that stands is taken, by enumeration.</summary>
    public static List<int[]> Filled(PublishedProduct product, IEnumerable<int[]> completions, Func<int, bool> isChosen)
    {
        var left = completions.ToList();
        var taken = Enumerable.Range(0, product.Model.Characteristics.Length).Where(isChosen).ToHashSet();
        foreach (var each in product.Definition.Defaults)
        {
            var c = each.Characteristic.Value;
            var with = left.Where(all => all[c] == each.Value).ToList();
            if (!taken.Contains(c) && with.Count > 0 && Holds(each.When, left))
            {
                left = with;
                taken.Add(c);
            }
        }

        return left;
    }

    /// <summary>Price of a configuration, surcharges only.</summary>
    public static long Price(PublishedProduct product, int[] values) => values
        .Select((value, c) => product.Definition.Details[c].Values[value].Price.PerList[0]).Sum();

    /// <summary>Weights of unmet preferences, highest priority first.</summary>
    public static IEnumerable<long> Unmet(PublishedProduct product, int[] values) => product.Model.Preferences
        .GroupBy(each => each.Priority).OrderByDescending(level => level.Key)
        .Select(level => level.Where(each => !Evaluation.Holds(each.Formula, values)).Sum(each => each.Weight));

    /// <summary>A random formula over a model: comparisons of positions, disjunctions, negations.</summary>
    public static Formula Formula(ProductModel model, Random random)
    {
        var atoms = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Atom(model, random)).ToImmutableArray();
        return random.Next(4) switch
        {
            0 => new Formula.Or(atoms),
            1 => new Formula.And(atoms),
            2 => new Formula.Not(new Formula.And(atoms)),
            _ => new Formula.Cardinality(1, random.Next(1, 3), atoms),
        };
    }

    private static Formula Atom(ProductModel model, Random random)
    {
        var c = random.Next(model.Characteristics.Length);
        var d = random.Next(model.Characteristics.Length);
        return random.Next(4) == 0
            ? new Formula.Comparison(
                PositionOf(model, c), (Comparator)random.Next(6), PositionOf(model, d))
            : TestProducts.Is(c, random.Next(model.Characteristics[c].Values.Length));
    }

    private static Term PositionOf(ProductModel model, int characteristic) => new Term.Of(
        new CharacteristicIndex(characteristic),
        [.. Enumerable.Range(0, model.Characteristics[characteristic].Values.Length).Select(value => (long)value)]);

    private static DefaultValue DefaultOf(ProductModel model, Random random)
    {
        var c = random.Next(model.Characteristics.Length);
        var when = random.Next(3) == 0
            ? new Condition("random", Formula(model, random), SourceSpan.None)
            : null;
        return new DefaultValue(
            new CharacteristicIndex(c), random.Next(model.Characteristics[c].Values.Length), when, random.Next(3),
            SourceSpan.None);
    }

    /// <summary>Whether every combination of possible values makes a condition true.</summary>
    private static bool Holds(Condition? when, List<int[]> left)
    {
        var combinations = Enumerable.Range(0, left[0].Length).Aggregate(
            (IEnumerable<int[]>)[[]],
            (all, c) => all.SelectMany(_ => left.Select(each => each[c]).Distinct(), (head, v) => (int[])[.. head, v]));
        return when is null || combinations.All(values => Evaluation.Holds(when.Formula, values));
    }

    private static Amounts Amount(long minor) => new([minor, minor, minor]);
}
