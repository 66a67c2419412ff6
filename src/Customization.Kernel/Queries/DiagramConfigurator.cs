using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;
using Customization.Kernel.Satisfiability;

namespace Customization.Kernel.Queries;

/// <summary>Answers on a diagram.</summary>
/// <remarks>Each query is one or two passes, O(E) for E diagram edges, unless it says otherwise.</remarks>
public sealed class DiagramConfigurator(CompiledModel compiled) : Configurator(compiled)
{
    private readonly ProductModel _model = compiled.Model;
    private readonly DecisionDiagram _diagram = compiled.Diagram;
    private readonly Lazy<Pass<bool, Possibility>> _possibility = new(() => new(compiled));
    private readonly Lazy<Pass<BigInteger, Counting>> _counting = new(() => new(compiled));
    private readonly Lazy<Pass<long, LeastTotal>> _total = new(() => new(compiled));
    private readonly Lazy<Pass<long, LeastMaximum>> _maximum = new(() => new(compiled));
    private readonly Lazy<Pass<double, MostLikely>> _likely = new(() => new(compiled));
    private readonly Lazy<Pass<ChangesAndPrice, FewestChanges>> _changes = new(() => new(compiled));
    private readonly Lazy<ChangesAndPricePass> _packed = new(() => new(compiled));
    private readonly Lazy<ExplanationSearch> _explanations =
        new(() => new(new ModelSolver(compiled.Model, compiled.Rules)));

    /// <inheritdoc/>
    public override bool IsPossible(Selection selection)
    {
        if (_packed.IsValueCreated && _packed.Value.IsPossible(selection) is { } isPossible)
        {
            return isPossible;
        }

        var pass = _possibility.Value;
        pass.Allow(selection, true, false);
        return pass.Up();
    }

    /// <inheritdoc/>
    public override LiteralSet PossibleValues(Selection selection)
    {
        var pass = _possibility.Value;
        pass.Allow(selection, true, false);
        return Possible(pass);
    }

    /// <summary>The values that occur in at least one completion without a value: what would be left without it.
    /// </summary>
    public LiteralSet PossibleValuesWithout(Selection selection, CharacteristicIndex characteristic, int value)
    {
        var pass = _possibility.Value;
        pass.Allow(selection, true, false);
        pass.Weights[_model.Literal(characteristic, value)] = false;
        return Possible(pass);
    }

    /// <inheritdoc/>
    public override void Answer(
        Selection selection, ReadOnlySpan<long> pricePerLiteral, Span<int> changes, Span<long> price)
    {
        if (_packed.Value.TryAnswer(selection, pricePerLiteral, changes, price))
        {
            return;
        }

        var pass = WeighChanges(selection, pricePerLiteral);
        pass.Up();
        var perLiteral = pass.Down();
        for (var literal = 0; literal < perLiteral.Length; literal++)
        {
            var best = perLiteral[literal];
            var isNever = best.Changes >= FewestChanges.Never;
            var choice = selection[_model.CharacteristicOf(literal)];
            var own = choice >= 0 && choice != _model.ValueOf(literal) ? 1 : 0;
            changes[literal] = isNever ? Never : best.Changes - own;
            price[literal] = isNever ? Impossible : best.Price;
        }
    }

    /// <inheritdoc/>
    public override Completion? AnswerAndCheapest(
        Selection selection, ReadOnlySpan<long> pricePerLiteral, Span<int> changes, Span<long> price) =>
        _packed.Value.TryAnswer(selection, pricePerLiteral, changes, price)
            ? _packed.Value.Cheapest()
            : base.AnswerAndCheapest(selection, pricePerLiteral, changes, price);

    /// <inheritdoc/>
    public override Completion? Cheapest(Selection selection, ReadOnlySpan<long> costPerLiteral) =>
        Best(_total.Value, selection, costPerLiteral);

    /// <inheritdoc/>
    public override Completion? Fastest(Selection selection, ReadOnlySpan<long> daysPerLiteral) =>
        Best(_maximum.Value, selection, daysPerLiteral);

    /// <inheritdoc/>
    public override Completion? Likeliest(Selection selection, ReadOnlySpan<double> logWeightPerLiteral)
    {
        var pass = _likely.Value;
        pass.Allow(selection, logWeightPerLiteral, double.NegativeInfinity);
        return double.IsNegativeInfinity(pass.Up()) ? null : new Completion([.. pass.Best()], 0);
    }

    /// <inheritdoc/>
    public override void LeastPerLiteral(Selection selection, ReadOnlySpan<long> costPerLiteral, Span<long> least) =>
        PerLiteral(_total.Value, selection, costPerLiteral, least);

    /// <inheritdoc/>
    public override void LeastMaximumPerLiteral(
        Selection selection, ReadOnlySpan<long> daysPerLiteral, Span<long> least) =>
        PerLiteral(_maximum.Value, selection, daysPerLiteral, least);

    /// <inheritdoc/>
    public override Repair? Repair(
        Selection selection, CharacteristicIndex characteristic, int value, ReadOnlySpan<long> pricePerLiteral)
    {
        var pass = WeighChanges(selection, pricePerLiteral);
        for (var other = 0; other < _model.Characteristics[characteristic.Value].Values.Length; other++)
        {
            var literal = _model.Literal(characteristic, other);
            pass.Weights[literal] = other == value
                ? new ChangesAndPrice(0, pricePerLiteral[literal])
                : new ChangesAndPrice(FewestChanges.Never, 0);
        }

        return Repaired(pass, selection.With(characteristic, value), characteristic);
    }

    /// <inheritdoc/>
    public override Repair? Repair(Selection selection, ReadOnlySpan<long> pricePerLiteral) =>
        Repaired(WeighChanges(selection, pricePerLiteral), selection, null);

    /// <inheritdoc/>
    public override Explanation Explain(Selection selection, CharacteristicIndex characteristic, int value) =>
        _explanations.Value.Find(selection, characteristic, value);

    /// <inheritdoc/>
    public override BigInteger? Count(Selection selection)
    {
        var pass = _counting.Value;
        pass.Allow(selection, BigInteger.One, BigInteger.Zero);
        return pass.Up();
    }

    /// <inheritdoc/>
    public override BigInteger[]? CountPerLiteral(Selection selection)
    {
        Count(selection);
        return [.. _counting.Value.Down()];
    }

    /// <summary>The <paramref name="k"/> cheapest completions, cheapest first; fewer where there are fewer.</summary>
    /// <remarks>O(E k log k) time, O(E k) memory.</remarks>
    public IReadOnlyList<Completion> KBest(Selection selection, ReadOnlySpan<long> costPerLiteral, int k) =>
        CheapestList.Find(Compiled, selection, costPerLiteral, k);

    /// <summary>Completions drawn uniformly and independently, the same ones for a seed; empty where there is none.
    /// </summary>
    public IReadOnlyList<Completion> Sample(Selection selection, int seed, int count)
    {
        if (Count(selection) == BigInteger.Zero)
        {
            return [];
        }

        var pass = _counting.Value;
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new Completion(
                [.. Witness.Draw(_model, _diagram, pass.Fold, pass.Weights, random)], 0)),
        ];
    }

    /// <summary>A completion drawn uniformly; null where there is none.</summary>
    public Completion? Sample(Selection selection, Random random)
    {
        if (Count(selection) == BigInteger.Zero)
        {
            return null;
        }

        var pass = _counting.Value;
        return new Completion([.. Witness.Draw(_model, _diagram, pass.Fold, pass.Weights, random)], 0);
    }

    private LiteralSet Possible(Pass<bool, Possibility> pass)
    {
        pass.Up();
        var possible = new LiteralSet(_model);
        var perLiteral = pass.Down();
        for (var literal = 0; literal < perLiteral.Length; literal++)
        {
            if (perLiteral[literal])
            {
                possible.Add(literal);
            }
        }

        return possible;
    }

    private static Completion? Best<TSemiring>(
        Pass<long, TSemiring> pass, Selection selection, ReadOnlySpan<long> costPerLiteral)
        where TSemiring : struct, ISemiring<long>
    {
        pass.Allow(selection, costPerLiteral, LeastTotal.Impossible);
        var cost = pass.Up();
        return cost >= LeastTotal.Impossible ? null : new Completion([.. pass.Best()], cost);
    }

    private static void PerLiteral<TSemiring>(
        Pass<long, TSemiring> pass, Selection selection, ReadOnlySpan<long> costPerLiteral, Span<long> least)
        where TSemiring : struct, ISemiring<long>
    {
        pass.Allow(selection, costPerLiteral, LeastTotal.Impossible);
        pass.Up();
        var perLiteral = pass.Down();
        for (var literal = 0; literal < perLiteral.Length; literal++)
        {
            least[literal] = perLiteral[literal] >= LeastTotal.Impossible ? Impossible : perLiteral[literal];
        }
    }

    private Pass<ChangesAndPrice, FewestChanges> WeighChanges(Selection selection, ReadOnlySpan<long> pricePerLiteral)
    {
        var pass = _changes.Value;
        for (var literal = 0; literal < pass.Weights.Length; literal++)
        {
            var choice = selection[_model.CharacteristicOf(literal)];
            var isKept = choice < 0 || choice == _model.ValueOf(literal);
            pass.Weights[literal] = new ChangesAndPrice(isKept ? 0 : 1, pricePerLiteral[literal]);
        }

        return pass;
    }

    private Repair? Repaired(
        Pass<ChangesAndPrice, FewestChanges> pass, Selection before, CharacteristicIndex? wanted)
    {
        var best = pass.Up();
        if (best.Changes >= FewestChanges.Never)
        {
            return null;
        }

        var repair = Repaired(before, pass.Best(), best.Price, isOptimal: true);
        Invariant.Check(
            wanted is null || repair.Repaired[wanted.Value] == before[wanted.Value], "repair keeps the wish");
        return repair;
    }
}
