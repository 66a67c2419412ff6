using Customization.Kernel.Diagram;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation.Network;

/// <summary>Turns the rules of a model into a constraint network: normal form, then clauses, tables and sums.</summary>
/// <remarks>Nested parts that clauses cannot say compactly become auxiliary variables.</remarks>
internal sealed class NetworkBuilder
{
    /// <summary>Most clauses that distributing one disjunction may give before its parts are named instead.</summary>
    private const int ClausesPerDisjunctionMax = 24;

    private readonly ConstraintNetwork _network;
    private readonly Normalizer _normalizer;
    private readonly Reifier _reifier;
    private readonly Tabulator _tabulator;
    private readonly HashSet<ArrayKey> _known = [];
    private int _rule;

    private NetworkBuilder(ProductModel model)
    {
        _network = new ConstraintNetwork(model);
        _tabulator = new Tabulator(_network);
        _reifier = new Reifier(_network, Assert);
        _normalizer = new Normalizer(_network, _reifier);
    }

    /// <summary>The network of a model; null with a diagnostic at the rule whose arithmetic leaves 64 bits.</summary>
    /// <param name="isPerRule">Whether the constraints of each rule say all of it, although another rule may say part
    /// of it too: so that rules can be left out.</param>
    public static ConstraintNetwork? Build(
        ProductModel model, List<Diagnostic> diagnostics, bool isPerRule = false)
    {
        var builder = new NetworkBuilder(model);
        var simplifier = new Simplifier(builder._network);
        for (var i = 0; i < model.Rules.Length; i++)
        {
            builder._rule = i;
            if (isPerRule)
            {
                builder._known.Clear();
                builder._reifier.Forget();
            }

            try
            {
                builder.Assert(simplifier.Simplify(builder._normalizer.Normalize(model.Rules[i].Formula)));
            }
            catch (OverflowException)
            {
                diagnostics.Add(Diagnostic.Error(
                    "CC0003", model.Rules[i].Span, $"arithmetic of rule '{model.Rules[i].Name}' leaves 64 bits"));
            }
        }

        return diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error) ? null : builder._network;
    }

    private void Assert(Condition condition)
    {
        switch (condition)
        {
            case Condition.All all:
                foreach (var operand in all.Operands)
                {
                    Assert(operand);
                }

                break;
            case Condition.In atom:
                AddClause([atom]);
                break;
            case Condition.OneOf one:
                AddTable(one.Scope, one.Rows);
                break;
            case Condition.NoneOf none:
                AssertNone(none);
                break;
            case Condition.InRange range:
                AssertRange(range, null);
                break;
            case Condition.Any any:
                AssertAny(any);
                break;
        }
    }

    private void AssertNone(Condition.NoneOf none)
    {
        if (none.Rows.Length > 2 && _tabulator.TryTabulate(none, Tabulator.ComplementCellsMax, out var scope, out var rows))
        {
            AddTable(scope, rows);
            return;
        }

        foreach (var row in none.Rows)
        {
            AddClause(none.Scope.Select((variable, i) => Not(variable, row[i])));
        }
    }

    private void AssertRange(Condition.InRange range, Condition.In? unless)
    {
        if (unless is null && _tabulator.TryTabulate(range, Tabulator.SumCellsMax, out var scope, out var rows))
        {
            AddTable(scope, rows);
            return;
        }

        if (unless is null)
        {
            AddLinear(range.Sum, range.Min, range.Max);
            return;
        }

        // unless ∨ sum ≤ max becomes sum + (max − most)·[unless] ≤ max, which the exception makes trivially true.
        var (least, most) = range.Sum.Bounds();
        if (range.Max != long.MaxValue && most > range.Max)
        {
            AddLinear(WithExtra(range.Sum, unless, range.Max - most), long.MinValue, range.Max);
        }

        if (range.Min != long.MinValue && least < range.Min)
        {
            AddLinear(WithExtra(range.Sum, unless, range.Min - least), range.Min, long.MaxValue);
        }
    }

    private WeightedSum WithExtra(WeightedSum sum, Condition.In condition, long extra)
    {
        var extended = new WeightedSum();
        foreach (var (variable, weights) in sum.Weights)
        {
            extended.Add(variable, weights, 1);
        }

        var indicator = new long[_network.DomainSize(condition.Variable)];
        foreach (var value in condition.Values)
        {
            indicator[value] = 1;
        }

        extended.Add(condition.Variable, indicator, extra);
        return extended;
    }

    private void AssertAny(Condition.Any any)
    {
        var opaque = any.Operands.Where(operand => operand is Condition.InRange or Condition.OneOf).ToArray();
        if (opaque.Length > 0)
        {
            if (_tabulator.TryTabulate(any, Tabulator.SumCellsMax, out var scope, out var rows))
            {
                AddTable(scope, rows);
                return;
            }

            if (any.Operands is [Condition.In unless, Condition.InRange range])
            {
                AssertRange(range, unless);
                return;
            }

            if (any.Operands is [Condition.InRange rangeFirst, Condition.In unlessLast])
            {
                AssertRange(rangeFirst, unlessLast);
                return;
            }
        }

        foreach (var clause in Clauses(any))
        {
            AddClause(clause);
        }
    }

    /// <summary>The condition as a conjunction of clauses, by distribution.</summary>
    private List<List<Condition.In>> Clauses(Condition condition)
    {
        switch (condition)
        {
            case Condition.In atom:
                return [[atom]];
            case Condition.All all:
                return all.Operands.SelectMany(Clauses).ToList();
            case Condition.NoneOf none:
                return none.Rows
                    .Select(row => none.Scope.Select((variable, i) => Not(variable, row[i])).ToList()).ToList();
            case Condition.Any any:
                return Distribute(any);
            default:
                return [[_reifier.Literal(condition)]];
        }
    }

    private List<List<Condition.In>> Distribute(Condition.Any any)
    {
        var operands = any.Operands.Select(operand => (Operand: operand, Clauses: Clauses(operand)))
            .OrderBy(pair => pair.Clauses.Count);
        List<List<Condition.In>> product = [[]];
        foreach (var (operand, given) in operands)
        {
            var clauses = given;
            // One conjunction beside literals stays as it is: a clause each, so naming ends.
            if (product.Count > 1 && (long)product.Count * clauses.Count > ClausesPerDisjunctionMax)
            {
                clauses = [[_reifier.Literal(operand)]];
            }

            product = clauses.Count == 1
                ? product.Select(left => Extended(left, clauses[0])).ToList()
                : product.SelectMany(left => clauses.Select(right => Extended(left, right))).ToList();
        }

        return product;
    }

    private static List<Condition.In> Extended(List<Condition.In> left, List<Condition.In> right)
    {
        var both = new List<Condition.In>(left.Count + right.Count);
        both.AddRange(left);
        both.AddRange(right);
        return both;
    }

    private Condition.In Not(int variable, int value) =>
        new(variable, Enumerable.Range(0, _network.DomainSize(variable)).Where(other => other != value).ToArray());

    private void AddClause(IEnumerable<Condition.In> atoms)
    {
        var literals = new SortedSet<int>();
        var covered = new Dictionary<int, int>();
        foreach (var atom in atoms)
        {
            foreach (var value in atom.Values)
            {
                if (literals.Add(_network.Literal(atom.Variable, value)))
                {
                    covered[atom.Variable] = covered.GetValueOrDefault(atom.Variable) + 1;
                }
            }
        }

        if (!covered.Any(pair => pair.Value == _network.DomainSize(pair.Key))
            && _known.Add(new ArrayKey([.. literals])))
        {
            _network.Clauses.Add(new Clause([.. literals], _rule));
        }
    }

    private void AddTable(int[] scope, int[][] rows)
    {
        if (rows.Length == 0)
        {
            AddClause([]);
            return;
        }

        var distinct = rows.DistinctBy(row => string.Join(',', row)).ToArray();
        _network.Tables.Add(new Table(scope, distinct, _rule));
    }

    private void AddLinear(WeightedSum sum, long min, long max)
    {
        var (least, most) = sum.Bounds();
        if (Math.Max(Math.Abs(least), Math.Abs(most)) > long.MaxValue / 8)
        {
            throw new OverflowException();
        }

        _network.Linears.Add(new Linear(
            [.. sum.Weights.Keys], [.. sum.Weights.Values],
            min == long.MinValue ? least : min, max == long.MaxValue ? most : max, _rule));
    }
}
