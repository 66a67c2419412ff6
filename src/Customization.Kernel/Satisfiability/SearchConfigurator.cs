using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>Answers by search, on models that have no diagram.</summary>
/// <remarks>Every query is a few calls of one incremental solver, exponential in the worst case; what one query learns
/// helps the next. A search for a best configuration that meets its limit of conflicts says that its answer may not be
/// the best.</remarks>
public sealed class SearchConfigurator(CompiledModel compiled) : Configurator(compiled)
{
    /// <summary>What doubles are multiplied by before they are added up as integers.</summary>
    private const double LikelihoodScale = 1L << 20;

    /// <summary>Conflicts that the search for a cheapest completion may meet, fewer the longer each takes: a customer
    /// waits.</summary>
    private readonly long _conflictsPerClick =
        Math.Clamp(250_000 / Math.Max(1, compiled.Model.LiteralCount), 10, 2_000);

    private readonly ModelSolver _whole = new(compiled.Model, compiled.Rules);
    private Parts? _parts;

    private sealed record Parts(
        PossibleValueSearch Possible, LeastCostSearch Costs, RepairSearch Repairs, ExplanationSearch Explanations);

    private Parts Search => _parts ??= Start();

    /// <inheritdoc/>
    public override bool IsPossible(Selection selection) =>
        _whole.Solver.Solve(_whole.Assume(selection)) == Verdict.Satisfiable;

    /// <inheritdoc/>
    public override LiteralSet PossibleValues(Selection selection) =>
        selection.Count == 0 ? Alive() : Search.Possible.Find(_whole.Assume(selection));

    /// <inheritdoc/>
    /// <remarks>Changes are 0, <see cref="Configurator.Some"/> or <see cref="Configurator.Never"/>.</remarks>
    public override void Answer(
        Selection selection, ReadOnlySpan<long> pricePerLiteral, Span<int> changes, Span<long> price)
    {
        var alive = Alive();
        var possible = PossibleValues(selection);
        var open = possible.Copy();
        Search.Possible.AddAlternatives(selection, alive, open);
        var cheapest = Search.Costs.FindForChoices(_whole.Assume(selection), pricePerLiteral, possible, 0);
        for (var literal = 0; literal < changes.Length; literal++)
        {
            changes[literal] = open.Contains(literal) ? 0 : alive.Contains(literal) ? Some : Never;
            price[literal] = changes[literal] == Never
                ? Impossible
                : Exchanged(cheapest, pricePerLiteral, literal);
        }
    }

    /// <inheritdoc/>
    public override Completion? Cheapest(Selection selection, ReadOnlySpan<long> costPerLiteral) =>
        Search.Costs.FindForChoices(
            _whole.Assume(selection), costPerLiteral, PossibleValues(selection), _conflictsPerClick);

    /// <inheritdoc/>
    public override Completion? Fastest(Selection selection, ReadOnlySpan<long> daysPerLiteral)
    {
        var assumptions = _whole.Assume(selection);
        if (_whole.Solver.Solve(assumptions) != Verdict.Satisfiable)
        {
            return null;
        }

        var best = _whole.Values();
        var least = MaximumOf(best, daysPerLiteral);
        foreach (var days in Distinct(daysPerLiteral).Where(days => days < least).Reverse())
        {
            if (days >= least)
            {
                continue;
            }

            if (_whole.Solver.Solve([.. assumptions, .. Above(daysPerLiteral, days)]) != Verdict.Satisfiable)
            {
                break;
            }

            best = _whole.Values();
            least = MaximumOf(best, daysPerLiteral);
        }

        return new Completion([.. best], least);
    }

    /// <inheritdoc/>
    /// <remarks>Weights count to 2^-20, and at most 2^20 apart.</remarks>
    public override Completion? Likeliest(Selection selection, ReadOnlySpan<double> logWeightPerLiteral)
    {
        var costs = new long[logWeightPerLiteral.Length];
        for (var literal = 0; literal < costs.Length; literal++)
        {
            var weight = Math.Clamp(logWeightPerLiteral[literal], -LikelihoodScale, LikelihoodScale);
            costs[literal] = -(long)Math.Round(weight * LikelihoodScale);
        }

        return Cheapest(selection, costs) is { } found ? found with { Cost = 0 } : null;
    }

    /// <inheritdoc/>
    public override void LeastPerLiteral(Selection selection, ReadOnlySpan<long> costPerLiteral, Span<long> least)
    {
        var possible = PossibleValues(selection);
        var cheapest = Cheapest(selection, costPerLiteral);
        for (var literal = 0; literal < least.Length; literal++)
        {
            least[literal] = possible.Contains(literal) ? Exchanged(cheapest, costPerLiteral, literal) : Impossible;
        }
    }

    /// <inheritdoc/>
    /// <remarks>One search for the possible values per distinct number of days.</remarks>
    public override void LeastMaximumPerLiteral(
        Selection selection, ReadOnlySpan<long> daysPerLiteral, Span<long> least)
    {
        least.Fill(Impossible);
        foreach (var days in Distinct(daysPerLiteral))
        {
            var possible = Search.Possible.Find([.. _whole.Assume(selection), .. Above(daysPerLiteral, days)]);
            for (var literal = 0; literal < least.Length; literal++)
            {
                least[literal] = possible.Contains(literal) ? Math.Min(least[literal], days) : least[literal];
            }
        }
    }

    /// <inheritdoc/>
    public override Repair? Repair(
        Selection selection, CharacteristicIndex characteristic, int value, ReadOnlySpan<long> pricePerLiteral)
    {
        var wanted = selection.With(characteristic, value);
        return Search.Repairs.Find(wanted, characteristic, pricePerLiteral, Alive(), out var isOptimal) is { } found
            ? Repaired(wanted, found.Values.AsSpan(), found.Cost, isOptimal)
            : null;
    }

    /// <inheritdoc/>
    public override Repair? Repair(Selection selection, ReadOnlySpan<long> pricePerLiteral) =>
        Search.Repairs.Find(selection, null, pricePerLiteral, Alive(), out var isOptimal) is { } found
            ? Repaired(selection, found.Values.AsSpan(), found.Cost, isOptimal)
            : null;

    /// <inheritdoc/>
    public override Explanation Explain(Selection selection, CharacteristicIndex characteristic, int value) =>
        Search.Explanations.Find(selection, characteristic, value);

    /// <inheritdoc/>
    /// <remarks>Null, unless there is none.</remarks>
    public override BigInteger? Count(Selection selection) => IsPossible(selection) ? null : BigInteger.Zero;

    /// <inheritdoc/>
    public override BigInteger[]? CountPerLiteral(Selection selection) =>
        IsPossible(selection) ? null : new BigInteger[Compiled.Model.LiteralCount];

    private static SortedSet<long> Distinct(ReadOnlySpan<long> perLiteral) => [.. perLiteral.ToArray()];

    /// <summary>That no value takes more days.</summary>
    private IEnumerable<int> Above(ReadOnlySpan<long> daysPerLiteral, long days)
    {
        var excluded = new List<int>();
        for (var literal = 0; literal < daysPerLiteral.Length; literal++)
        {
            if (daysPerLiteral[literal] > days)
            {
                excluded.Add(_whole.Literals[literal] ^ 1);
            }
        }

        return excluded;
    }

    private long MaximumOf(int[] values, ReadOnlySpan<long> perLiteral)
    {
        var most = long.MinValue;
        for (var i = 0; i < values.Length; i++)
        {
            most = Math.Max(most, perLiteral[Compiled.Model.Literal(new CharacteristicIndex(i), values[i])]);
        }

        return most;
    }

    private long Exchanged(Completion? cheapest, ReadOnlySpan<long> perLiteral, int literal)
    {
        var model = Compiled.Model;
        var characteristic = model.CharacteristicOf(literal);
        return cheapest is null
            ? perLiteral[literal]
            : cheapest.Cost - perLiteral[model.Literal(characteristic, cheapest.Values[characteristic.Value])]
                + perLiteral[literal];
    }

    private LiteralSet Alive() => Compiled.Alive ??= Search.Possible.Find([]);

    private Parts Start()
    {
        var costs = new LeastCostSearch(_whole);
        return new Parts(
            new PossibleValueSearch(_whole), costs, new RepairSearch(_whole, costs), new ExplanationSearch(_whole));
    }
}
