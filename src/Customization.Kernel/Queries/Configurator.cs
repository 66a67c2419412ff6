using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;
using Customization.Kernel.Satisfiability;

namespace Customization.Kernel.Queries;

/// <summary>Answers every question about a selection on a compiled model.</summary>
/// <remarks>Each query is one or two passes, O(E) for E diagram edges, unless it says otherwise. Weights, prices and
/// days are given per literal (<see cref="ProductModel.Literal"/>); totals must stay within 2^61. Owns scratch memory:
/// one per thread, to be used again.</remarks>
public sealed class Configurator(CompiledModel compiled)
{
    /// <summary>The number of changes of a value that no configuration has.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The total where there is no completion.</summary>
    public const long Impossible = long.MaxValue;

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
        new(() => new(new ModelSolver(compiled.Model)));

    /// <summary>The model that is configured.</summary>
    public CompiledModel Compiled => compiled;

    /// <summary>Whether a selection has a completion.</summary>
    public bool IsPossible(Selection selection)
    {
        var pass = _possibility.Value;
        pass.Allow(selection, true, false);
        return pass.Up();
    }

    /// <summary>The values that occur in at least one completion: exact, so following them is never a dead end.
    /// </summary>
    /// <remarks>Of a characteristic with a choice, that choice only.</remarks>
    public LiteralSet PossibleValues(Selection selection)
    {
        var pass = _possibility.Value;
        pass.Allow(selection, true, false);
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

    /// <summary>For every literal at once, what choosing it would mean.</summary>
    /// <param name="pricePerLiteral">Price of each literal.</param>
    /// <param name="changes">Set per literal: 0 where it is open, k where k choices of other characteristics must
    /// change, <see cref="Never"/> where no configuration has it.</param>
    /// <param name="price">Set per literal: least total price of a completion after that many changes;
    /// <see cref="Impossible"/> with <see cref="Never"/>.</param>
    public void Answer(Selection selection, ReadOnlySpan<long> pricePerLiteral, Span<int> changes, Span<long> price)
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

    /// <summary>The cheapest completion; null where there is none.</summary>
    public Completion? Cheapest(Selection selection, ReadOnlySpan<long> costPerLiteral) =>
        Best(_total.Value, selection, costPerLiteral);

    /// <summary>The completion whose longest duration is shortest; null where there is none.</summary>
    public Completion? Fastest(Selection selection, ReadOnlySpan<long> daysPerLiteral) =>
        Best(_maximum.Value, selection, daysPerLiteral);

    /// <summary>The completion with the greatest sum of logarithmic weights; its cost is 0. Null where there is none.
    /// </summary>
    public Completion? Likeliest(Selection selection, ReadOnlySpan<double> logWeightPerLiteral)
    {
        var pass = _likely.Value;
        pass.Allow(selection, logWeightPerLiteral, double.NegativeInfinity);
        return double.IsNegativeInfinity(pass.Up()) ? null : new Completion([.. pass.Best()], 0);
    }

    /// <summary>For every literal the least total over the completions that contain it; <see cref="Impossible"/> where
    /// there is none.</summary>
    public void LeastPerLiteral(Selection selection, ReadOnlySpan<long> costPerLiteral, Span<long> least) =>
        PerLiteral(_total.Value, selection, costPerLiteral, least);

    /// <summary>For every literal the least maximum over the completions that contain it.</summary>
    public void LeastMaximumPerLiteral(Selection selection, ReadOnlySpan<long> daysPerLiteral, Span<long> least) =>
        PerLiteral(_maximum.Value, selection, daysPerLiteral, least);

    /// <summary>The fewest choices to change, then the least price, so that a value can be chosen; null where no
    /// configuration has the value.</summary>
    public Repair? Repair(
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

    /// <summary>The fewest choices to change, then the least price, so that a selection has a completion; null where
    /// the model has no configuration.</summary>
    public Repair? Repair(Selection selection, ReadOnlySpan<long> pricePerLiteral) =>
        Repaired(WeighChanges(selection, pricePerLiteral), selection, null);

    /// <summary>A minimal set of choices and rules that exclude a value: leaving out any one of them, the rest does not
    /// exclude it.</summary>
    /// <remarks>By a satisfiability search, exponential in the worst case. Choices are minimal under all rules, rules
    /// are minimal for these choices. Empty where the value is possible.</remarks>
    public Explanation Explain(Selection selection, CharacteristicIndex characteristic, int value) =>
        _explanations.Value.Find(selection, characteristic, value);

    /// <summary>How many completions a selection has.</summary>
    public BigInteger Count(Selection selection)
    {
        var pass = _counting.Value;
        pass.Allow(selection, BigInteger.One, BigInteger.Zero);
        return pass.Up();
    }

    /// <summary>For every literal how many completions contain it.</summary>
    public BigInteger[] CountPerLiteral(Selection selection)
    {
        Count(selection);
        return [.. _counting.Value.Down()];
    }

    /// <summary>The <paramref name="k"/> cheapest completions, cheapest first; fewer where there are fewer.</summary>
    /// <remarks>O(E k log k) time, O(E k) memory.</remarks>
    public IReadOnlyList<Completion> KBest(Selection selection, ReadOnlySpan<long> costPerLiteral, int k) =>
        CheapestList.Find(compiled, selection, costPerLiteral, k);

    /// <summary>A completion drawn uniformly; null where there is none.</summary>
    public Completion? Sample(Selection selection, Random random)
    {
        if (Count(selection).IsZero)
        {
            return null;
        }

        var pass = _counting.Value;
        return new Completion([.. Witness.Draw(_model, _diagram, pass.Fold, pass.Weights, random)], 0);
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

        var values = pass.Best();
        var repaired = before;
        var changed = new List<CharacteristicIndex>();
        foreach (var (characteristic, choice) in before.Choices)
        {
            if (values[characteristic.Value] != choice)
            {
                repaired = repaired.With(characteristic, values[characteristic.Value]);
                changed.Add(characteristic);
            }
        }

        Invariant.Check(wanted is null || repaired[wanted.Value] == values[wanted.Value.Value], "repair keeps the wish");
        return new Repair(repaired, [.. changed], new Completion([.. values], best.Price));
    }
}
