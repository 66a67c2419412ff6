using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Tests.Queries;

/// <summary>Small random models with every kind of characteristic and rule, from a seed.</summary>
internal static class RandomModels
{
    private const int AssignmentsMax = 4_096;

    public static ProductModel Create(int seed)
    {
        var random = new Random(seed);
        var characteristics = new List<Characteristic>();
        var assignments = 1;
        for (var i = 0; i < random.Next(1, 9); i++)
        {
            var characteristic = Characteristic($"c{i}", random);
            if (assignments * characteristic.Values.Length > AssignmentsMax)
            {
                break;
            }

            assignments *= characteristic.Values.Length;
            characteristics.Add(characteristic);
        }

        var formulas = new RandomFormulas(characteristics, random);
        var rules = Enumerable.Range(0, random.Next(0, 6))
            .Select(i => new Rule($"r{i}", formulas.Next(3), "", SourceSpan.None));
        return new ProductModel($"seed {seed}", [.. characteristics], [.. rules]);
    }

    /// <summary>All assignments that satisfy the rules, by trying each.</summary>
    public static List<int[]> Configurations(ProductModel model)
    {
        var found = new List<int[]>();
        var values = new int[model.Characteristics.Length];
        while (true)
        {
            if (Evaluation.Satisfies(model, values))
            {
                found.Add([.. values]);
            }

            var i = 0;
            while (i < values.Length && ++values[i] == model.Characteristics[i].Values.Length)
            {
                values[i++] = 0;
            }

            if (i == values.Length)
            {
                return found;
            }
        }
    }

    private static Characteristic Characteristic(string name, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return Model.Characteristic.Boolean(name, SourceSpan.None);
            case 1:
                var (min, step) = (random.Next(-3, 4), random.Next(1, 4));
                var numbers = Enumerable.Range(0, random.Next(1, 6)).Select(i => (long)(min + (i * step)));
                return new Characteristic(
                    name, CharacteristicKind.Quantity,
                    [.. numbers.Select(number => new CharacteristicValue(
                        number.ToString(), number, ImmutableSortedDictionary<string, long>.Empty))],
                    SourceSpan.None);
            default:
                var isOptional = random.Next(2) == 0;
                var values = Enumerable.Range(0, random.Next(1, 5)).Select(i => CharacteristicValue.Named($"v{i}"));
                return new Characteristic(
                    name, isOptional ? CharacteristicKind.Optional : CharacteristicKind.SingleChoice,
                    isOptional ? [CharacteristicValue.Named("none"), .. values] : [.. values], SourceSpan.None);
        }
    }
}

/// <summary>Random formulas over given characteristics.</summary>
internal sealed class RandomFormulas(IReadOnlyList<Characteristic> characteristics, Random random)
{
    public Formula Next(int depth)
    {
        if (depth == 0)
        {
            return Atom();
        }

        return random.Next(10) switch
        {
            0 => new Formula.Not(Next(depth - 1)),
            1 => new Formula.And(Several(depth - 1)),
            2 or 3 => new Formula.Or(Several(depth - 1)),
            4 => new Formula.Implies(Next(depth - 1), Next(depth - 1)),
            5 => new Formula.Iff(Next(depth - 1), Next(depth - 1)),
            6 => Cardinality(depth - 1),
            7 => new Formula.Comparison(Term(depth - 1), (Comparator)random.Next(6), Term(depth - 1)),
            8 => Table(),
            _ => Atom(),
        };
    }

    private Formula Atom()
    {
        if (random.Next(30) == 0)
        {
            return new Formula.Constant(random.Next(3) > 0);
        }

        var index = random.Next(characteristics.Count);
        var values = Enumerable.Range(0, characteristics[index].Values.Length).Where(_ => random.Next(2) == 0);
        return new Formula.Is(new CharacteristicIndex(index), [.. values]);
    }

    private ImmutableArray<Formula> Several(int depth) =>
        [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Next(depth))];

    private Formula.Cardinality Cardinality(int depth)
    {
        var operands = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(4) > 0 ? Atom() : Next(depth));
        var (a, b) = (random.Next(0, 4), random.Next(0, 6));
        return new Formula.Cardinality(Math.Min(a, b), Math.Max(a, b), [.. operands]);
    }

    private Term Term(int depth)
    {
        switch (random.Next(depth > 0 ? 6 : 3))
        {
            case 0:
                return new Term.Constant(random.Next(-4, 9));
            case 1 or 2:
                var index = random.Next(characteristics.Count);
                var perValue = characteristics[index].Values.Select(value => value.Number ?? random.Next(-3, 6));
                return new Term.Of(new CharacteristicIndex(index), [.. perValue]);
            case 3:
                return new Term.Product(Term(depth - 1), Term(depth - 1));
            case 4:
                return new Term.Where(Next(depth - 1), Term(depth - 1));
            default:
                return new Term.Sum([.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => Term(depth - 1))]);
        }
    }

    private Formula.Table Table()
    {
        var scope = Enumerable.Range(0, characteristics.Count).OrderBy(_ => random.Next())
            .Take(random.Next(1, 4)).ToArray();
        var rows = Enumerable.Range(0, random.Next(0, 12))
            .Select(_ => scope.Select(i => random.Next(characteristics[i].Values.Length)).ToImmutableArray());
        return new Formula.Table([.. scope.Select(i => new CharacteristicIndex(i))], [.. rows], random.Next(2) == 0);
    }
}
