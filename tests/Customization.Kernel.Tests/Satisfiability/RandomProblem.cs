using Customization.Kernel.Satisfiability;
using Xunit;

namespace Customization.Kernel.Tests.Satisfiability;

/// <summary>Random clauses, groups and sums over up to nine variables, each of a rule of its own, put to a solver step
/// by step and compared with every assignment.</summary>
internal sealed class RandomProblem
{
    private const int Steps = 6;

    private readonly Random _random;
    private readonly Solver _solver = new();
    private readonly int _first;
    private readonly int _count;
    private readonly List<Func<int, bool>> _rules = [];
    private readonly int _guard;
    private readonly int _density;

    public RandomProblem(int seed)
    {
        _random = new Random(seed);
        _count = _random.Next(3, 10);
        _density = _random.Next(1, 10);
        _first = _solver.VariableCount;
        for (var i = 0; i < _count; i++)
        {
            _solver.AddVariable();
        }

        _guard = 2 * _solver.AddVariable();
        AddGroup();
    }

    public void Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < _density; i++)
            {
                AddClause();
            }

            if (_random.Next(3) == 0)
            {
                AddSum();
            }

            for (var query = 0; query < 4; query++)
            {
                Compare();
            }
        }
    }

    private int Literal(int variable) => 2 * (_first + variable);

    private bool Holds(int assignment, int literal) =>
        ((assignment >> ((literal >> 1) - _first)) & 1) != (literal & 1);

    private int RandomLiteral() => Literal(_random.Next(_count)) + _random.Next(2);

    /// <summary>Some consecutive variables exclude each other; rule -1, so it is never left out.</summary>
    private void AddGroup()
    {
        var (first, size) = (_random.Next(_count - 1), _random.Next(2, 5));
        size = Math.Min(size, _count - first);
        _solver.AddGroup(_first + first, size);
        Group = (first, size);
    }

    private (int First, int Size) Group { get; set; }

    private void AddClause()
    {
        int[] literals = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => RandomLiteral())];
        literals = _rules.Count > 0 && literals.Length == 1 ? [literals[0], RandomLiteral()] : literals;
        _solver.AddClause(literals, _rules.Count);
        _rules.Add(assignment => literals.Any(literal => Holds(assignment, literal)));
    }

    /// <summary>A sum over pairs of opposite literals, and the group where it is closed by a clause.</summary>
    private void AddSum()
    {
        var variables = Enumerable.Range(0, _count).OrderBy(_ => _random.Next()).Take(_random.Next(2, 7)).ToArray();
        int[][] groups = [.. variables.Select(variable => new[] { Literal(variable), Literal(variable) + 1 })];
        long[][] weights = [.. variables.Select(_ => new long[] { _random.Next(-4, 9), _random.Next(-4, 9) })];
        var (min, max) = (_random.Next(-5, 10), _random.Next(0, 25));
        _solver.AddSum(new Sum(groups, weights, min, max, _guard, _rules.Count));
        _rules.Add(assignment =>
        {
            var total = groups.Select((group, i) => weights[i][Holds(assignment, group[0]) ? 0 : 1]).Sum();
            return min <= total && total <= max;
        });
    }

    private void Compare()
    {
        int[] assumptions =
            [_guard, .. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => RandomLiteral()).Distinct()];
        var expected = Solutions(assumptions[1..], _rules).ToArray();
        var implied = _solver.Assume(assumptions);
        for (var variable = 0; implied && variable < _count; variable++)
        {
            var value = _solver.Value(Literal(variable));
            Assert.All(
                expected, solution => Assert.True(value == 0 || Holds(solution, Literal(variable)) == value > 0));
        }

        Assert.True(implied || expected.Length == 0);
        var verdict = _solver.Solve(assumptions);
        Assert.Equal(expected.Length > 0 ? Verdict.Satisfiable : Verdict.Refuted, verdict);
        if (verdict == Verdict.Satisfiable)
        {
            var found = Enumerable.Range(0, _count).Sum(i => _solver.Holds(Literal(i)) ? 1 << i : 0);
            Assert.Contains(found, expected);
            return;
        }

        var core = _solver.Core.Where(literal => literal != _guard).ToArray();
        Assert.All(core, literal => Assert.Contains(literal, assumptions));
        Assert.Empty(Solutions(core, _rules));
        Assert.Empty(Solutions(core, [.. _solver.CoreRules.Select(rule => _rules[rule])]));
    }

    private IEnumerable<int> Solutions(int[] assumptions, IReadOnlyList<Func<int, bool>> rules) =>
        Enumerable.Range(0, 1 << _count).Where(assignment =>
            System.Numerics.BitOperations.PopCount(
                (uint)(assignment >> Group.First) & ((1u << Group.Size) - 1)) <= 1
            && assumptions.All(literal => Holds(assignment, literal))
            && rules.All(rule => rule(assignment)));
}
