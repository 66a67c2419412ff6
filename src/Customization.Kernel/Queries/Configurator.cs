using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Satisfiability;

namespace Customization.Kernel.Queries;

/// <summary>Answers every question about a selection of a model.</summary>
/// <remarks>Weights, prices and days are given per literal (<see cref="ProductModel.Literal"/>); totals must stay
/// within 2^61. Which values are possible, what excludes one and what repairs that is exact on either engine; where the
/// search engine knows less, its answer says so. Owns scratch memory: one per thread, to be used again.</remarks>
public abstract class Configurator
{
    /// <summary>The number of changes of a value that no configuration has.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The number of changes of an excluded value where it has not been worked out: at least one; a
    /// <see cref="Repair(Selection, CharacteristicIndex, int, ReadOnlySpan{long})"/> tells how many.</summary>
    public const int Some = int.MaxValue - 1;

    /// <summary>The total where there is no completion.</summary>
    public const long Impossible = long.MaxValue;

    private protected Configurator(CompiledModel compiled) => Compiled = compiled;

    /// <summary>The model that is configured.</summary>
    public CompiledModel Compiled { get; }

    /// <summary>What answers for a model: its diagram, or a search where it has none.</summary>
    public static Configurator For(CompiledModel compiled) => compiled.Engine == ConfigurationEngine.Diagram
        ? new DiagramConfigurator(compiled)
        : new SearchConfigurator(compiled);

    /// <summary>Whether a selection has a completion.</summary>
    public abstract bool IsPossible(Selection selection);

    /// <summary>The values that occur in at least one completion: exact, so following them is never a dead end.
    /// </summary>
    /// <remarks>Of a characteristic with a choice, that choice only.</remarks>
    public abstract LiteralSet PossibleValues(Selection selection);

    /// <summary>For every literal at once, what choosing it would mean.</summary>
    /// <param name="pricePerLiteral">Price of each literal.</param>
    /// <param name="changes">Set per literal: 0 where it is open, k where k choices of other characteristics must
    /// change (<see cref="Some"/> on the search engine), <see cref="Never"/> where no configuration has it.</param>
    /// <param name="price">Set per literal: least total price of a completion after that many changes;
    /// <see cref="Impossible"/> with <see cref="Never"/>. On the search engine the price of the cheapest completion
    /// known, with only this value exchanged.</param>
    public abstract void Answer(
        Selection selection, ReadOnlySpan<long> pricePerLiteral, Span<int> changes, Span<long> price);

    /// <summary>The cheapest completion; null where there is none.</summary>
    public abstract Completion? Cheapest(Selection selection, ReadOnlySpan<long> costPerLiteral);

    /// <summary><see cref="Answer"/> and <see cref="Cheapest"/> for the same prices, from one pass where the engine
    /// can.</summary>
    public virtual Completion? AnswerAndCheapest(
        Selection selection, ReadOnlySpan<long> pricePerLiteral, Span<int> changes, Span<long> price)
    {
        Answer(selection, pricePerLiteral, changes, price);
        return Cheapest(selection, pricePerLiteral);
    }

    /// <summary>The completion whose longest duration is shortest; null where there is none.</summary>
    public abstract Completion? Fastest(Selection selection, ReadOnlySpan<long> daysPerLiteral);

    /// <summary>The completion with the greatest sum of logarithmic weights; its cost is 0. Null where there is none.
    /// </summary>
    public abstract Completion? Likeliest(Selection selection, ReadOnlySpan<double> logWeightPerLiteral);

    /// <summary>For every literal the least total over the completions that contain it; <see cref="Impossible"/> where
    /// there is none.</summary>
    /// <remarks>On the search engine the total of the cheapest completion known, with only this value exchanged.
    /// </remarks>
    public abstract void LeastPerLiteral(Selection selection, ReadOnlySpan<long> costPerLiteral, Span<long> least);

    /// <summary>For every literal the least maximum over the completions that contain it.</summary>
    public abstract void LeastMaximumPerLiteral(
        Selection selection, ReadOnlySpan<long> daysPerLiteral, Span<long> least);

    /// <summary>The fewest choices to change, then the least price, so that a value can be chosen; null where no
    /// configuration has the value.</summary>
    public abstract Repair? Repair(
        Selection selection, CharacteristicIndex characteristic, int value, ReadOnlySpan<long> pricePerLiteral);

    /// <summary>The fewest choices to change, then the least price, so that a selection has a completion; null where
    /// the model has no configuration.</summary>
    public abstract Repair? Repair(Selection selection, ReadOnlySpan<long> pricePerLiteral);

    /// <summary>A minimal set of choices and rules that exclude a value: leaving out any one of them, the rest does not
    /// exclude it.</summary>
    /// <remarks>By a satisfiability search, exponential in the worst case. Choices are minimal under all rules, rules
    /// are minimal for these choices. Empty where the value is possible.</remarks>
    public abstract Explanation Explain(Selection selection, CharacteristicIndex characteristic, int value);

    /// <summary>How many completions a selection has; null where that is unknown.</summary>
    public abstract BigInteger? Count(Selection selection);

    /// <summary>For every literal how many completions contain it; null where that is unknown.</summary>
    public abstract BigInteger[]? CountPerLiteral(Selection selection);

    private protected Repair Repaired(Selection before, ReadOnlySpan<int> values, long price, bool isOptimal)
    {
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

        return new Repair(
            repaired, [.. changed], new Completion([.. values], price) { IsOptimal = isOptimal });
    }
}
