using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Tests.Language;

/// <summary>Formulas of every form over products with names that try to be something else.</summary>
internal sealed class RandomFormulas(Random random)
{
    private static readonly string[] Names =
    [
        "a", "b", "a.b", "b.a", "a.n", "n", "g", "in", "none", "chosen", "5", "1.5", "x y", "\"", "'", "\"'", "-",
        "a-b", "a.", ".", "a..b", "g.*", "Å", "sum", "table", "#", "",
        "007", "1.5.2", "true", "no",
    ];

    private static readonly string[] Attributes = ["n", "b", "a.b", "g", "x y", "in", "5"];

    /// <summary>A product of two to six characteristics.</summary>
    public RuleScope Scope()
    {
        var names = Names.OrderBy(_ => random.Next()).Take(random.Next(2, 7));
        var symbols = new Dictionary<string, long> { ["a"] = 1, ["x y"] = 2 };
        return new RuleScope([.. names.Select(Characteristic)], symbols);
    }

    /// <summary>A formula of at most this depth.</summary>
    public Formula Formula(RuleScope scope, int depth)
    {
        var form = depth == 0 ? random.Next(2) : random.Next(11);
        var operands = random.Next(4);
        switch (form)
        {
            case 0:
                var index = Index(scope);
                var count = scope.Characteristics[index.Value].Values.Length;
                return new Formula.Is(index, [.. Enumerable.Range(0, count).Where(_ => random.Next(2) == 0)]);
            case 1:
                return random.Next(8) == 0 ? new Formula.Constant(random.Next(2) == 0) : Comparison(scope, depth);
            case 2:
                return new Formula.Not(Formula(scope, depth - 1));
            case 3:
                return new Formula.And(Many(scope, depth - 1, operands));
            case 4:
                return new Formula.Or(Many(scope, depth - 1, operands));
            case 5:
                return new Formula.Implies(Formula(scope, depth - 1), Formula(scope, depth - 1));
            case 6:
                return new Formula.Iff(Formula(scope, depth - 1), Formula(scope, depth - 1));
            case 7:
                return new Formula.Cardinality(
                    random.Next(-1, 4), random.Next(-1, 6), Many(scope, depth - 1, operands));
            case 8:
                return Table(scope);
            default:
                return Comparison(scope, depth - 1);
        }
    }

    /// <summary>One value position per characteristic.</summary>
    public int[] Assignment(RuleScope scope) =>
        [.. scope.Characteristics.Select(characteristic => random.Next(characteristic.Values.Length))];

    private ImmutableArray<Formula> Many(RuleScope scope, int depth, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Formula(scope, depth))];

    private Formula.Comparison Comparison(RuleScope scope, int depth) =>
        new(Term(scope, depth), (Comparator)random.Next(6), Term(scope, depth));

    private Term Term(RuleScope scope, int depth)
    {
        switch (random.Next(depth <= 0 ? 4 : 8))
        {
            case 0:
                return new Term.Constant(random.Next(-5, 6));
            case 1 or 2 or 3:
                return Of(scope);
            case 4 or 5:
                var operands = Enumerable.Range(0, random.Next(4)).Select(_ => Term(scope, depth - 1));
                return new Term.Sum([.. operands]);
            case 6:
                return new Term.Product(Term(scope, depth - 1), Term(scope, depth - 1));
            default:
                return new Term.Where(Formula(scope, depth - 1), Term(scope, depth - 1));
        }
    }

    /// <summary>The numbers of a characteristic, an attribute of it, or numbers out of nowhere.</summary>
    private Term.Of Of(RuleScope scope)
    {
        var index = Index(scope);
        var values = scope.Characteristics[index.Value].Values;
        var times = random.Next(3) == 0 ? random.Next(-2, 3) : 1;
        var attribute = Attributes[random.Next(Attributes.Length)];
        return random.Next(3) switch
        {
            0 => new(index, [.. values.Select(value => times * (value.Number ?? 0))]),
            1 => new(index, [.. values.Select(value => times * value.Attributes.GetValueOrDefault(attribute))]),
            _ => new(index, [.. values.Select(_ => (long)random.Next(-3, 4))]),
        };
    }

    private Formula.Table Table(RuleScope scope)
    {
        var columns = Enumerable.Range(0, scope.Characteristics.Count).OrderBy(_ => random.Next())
            .Take(random.Next(1, 4)).Select(i => new CharacteristicIndex(i)).ToImmutableArray();
        var rows = Enumerable.Range(0, random.Next(5)).Select(_ => columns
            .Select(column => random.Next(scope.Characteristics[column.Value].Values.Length)).ToImmutableArray());
        return new Formula.Table(columns, [.. rows], random.Next(2) == 0);
    }

    private CharacteristicIndex Index(RuleScope scope) => new(random.Next(scope.Characteristics.Count));

    private Characteristic Characteristic(string name)
    {
        var group = random.Next(3) == 0 ? Names[random.Next(Names.Length)] : "";
        var kind = (CharacteristicKind)random.Next(4);
        var values = kind switch
        {
            CharacteristicKind.Boolean => Model.Characteristic.NoYes,
            CharacteristicKind.Quantity =>
                [.. Enumerable.Range(random.Next(-3, 3), random.Next(1, 6)).Select(n => Value(n.ToString(), n))],
            _ => Names.OrderBy(_ => random.Next()).Take(random.Next(1, 5))
                .Select(value => Value(value, random.Next(6) == 0 ? random.Next(9) : null)).ToImmutableArray(),
        };
        return new Characteristic(name, kind, values, SourceSpan.None, group);
    }

    private CharacteristicValue Value(string name, long? number) =>
        new(name, number, Attributes.Where(_ => random.Next(3) == 0)
            .ToImmutableSortedDictionary(attribute => attribute, _ => (long)random.Next(-2, 5)));
}
