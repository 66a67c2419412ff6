using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Customization.Domain.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>What sells with what, ready to answer for one version of a product: sold configurations that vote.
/// </summary>
/// <remarks>
/// <para>Every distinct sold configuration votes for its values. For each of its values that is no longer
/// possible, whether the customer chose another or the rules now exclude it, its vote shrinks by a factor of that
/// characteristic, to a power of the one that is asked for. So the hard rules count twice: they tell early which sold
/// configurations are out of reach, and no vote goes to what they exclude. Beside the votes stands
/// <see cref="SoldDistribution"/>, as far as that foresees a characteristic better, and where it is known how many
/// customers take what was sold before, <see cref="RepeatSales"/>.</para>
/// <para>Immutable and safe for any number of threads; <see cref="DemandVote"/> asks it. O(P N) memory for P
/// configurations of N characteristics. Source: kernel density over categorical data (Aitchison, Aitken 1976), with the
/// kernel's evidence extended from choices to exact domains.</para>
/// </remarks>
public sealed class DemandModel
{
    /// <summary>What a value gets that nobody bought, as a share of one sale: only decides where no vote is left.
    /// </summary>
    private const float Unsold = 1e-3f;

    private readonly ProductModel _model;
    private readonly int[] _preferred;
    private readonly short[] _values;
    private readonly int[] _soldStart;
    private readonly int[] _soldWith;
    private readonly float[] _prior;

    /// <summary>Prepares the votes. O(P N) time.</summary>
    /// <param name="preferred">Literals that the author prefers, which decide where nothing was sold.</param>
    public DemandModel(
        CompiledModel compiled, IReadOnlyList<SoldConfiguration> sold, VoteFactors factors,
        IEnumerable<int>? preferred = null)
    {
        var model = compiled.Model;
        (Compiled, _model, Sold, Factors, Count) = (compiled, model, sold, factors, sold.Count);
        _preferred = [.. preferred ?? []];
        Distribution = factors.RepeatShare is not null || factors.DistributionShares.Any(share => share > 0)
            ? SoldDistribution.Learn(compiled, sold)
            : null;
        Repeats = factors.RepeatShare is { } share && Distribution is not null
            ? RepeatSales.Of(share, Distribution, model, sold)
            : null;
        Weights = [.. sold.Select(each => each.Weight)];
        _values = new short[model.Characteristics.Length * sold.Count];
        _prior = new float[model.LiteralCount];
        _soldStart = new int[model.LiteralCount + 1];
        Array.Fill(_prior, Unsold);
        foreach (var literal in _preferred)
        {
            _prior[literal] += Unsold;
        }

        Index(sold);
        _soldWith = new int[_soldStart[^1]];
        Invert();
    }

    /// <summary>How many sold configurations vote.</summary>
    public int Count { get; }

    /// <summary>How votes shrink.</summary>
    public VoteFactors Factors { get; }

    /// <summary>Sales per configuration.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The product model that values are positions of.</summary>
    public ProductModel Model => _model;

    internal CompiledModel Compiled { get; }

    internal IReadOnlyList<SoldConfiguration> Sold { get; }

    /// <summary>Null where the votes stand alone.</summary>
    internal DiagramDistribution? Distribution { get; }

    /// <summary>Null where nothing is known of repeats.</summary>
    internal RepeatSales? Repeats { get; }

    /// <summary>What was said under which answer, as long as anybody has the answer.</summary>
    internal ConditionalWeakTable<SessionAnswer, Popularity> Remembered { get; } = [];

    /// <summary>The same sales with other factors.</summary>
    internal DemandModel With(VoteFactors factors) => new(Compiled, Sold, factors, _preferred);

    /// <summary>Value position per configuration, -1 where unknown.</summary>
    internal ReadOnlySpan<short> ValuesOf(CharacteristicIndex characteristic) =>
        _values.AsSpan(characteristic.Value * Count, Count);

    /// <summary>The configurations that were sold with a literal.</summary>
    internal ReadOnlySpan<int> SoldWith(int literal) =>
        _soldWith.AsSpan(_soldStart[literal], _soldStart[literal + 1] - _soldStart[literal]);

    /// <summary>What a literal gets besides votes; grows with its sales.</summary>
    internal float Prior(int literal) => _prior[literal];

    private void Index(IReadOnlyList<SoldConfiguration> sold)
    {
        for (var i = 0; i < _model.Characteristics.Length; i++)
        {
            for (var pattern = 0; pattern < sold.Count; pattern++)
            {
                var value = sold[pattern].Values[i];
                _values[(i * Count) + pattern] = (short)value;
                if (value >= 0)
                {
                    var literal = _model.Literal(new CharacteristicIndex(i), value);
                    _soldStart[literal + 1]++;
                    _prior[literal] += (float)sold[pattern].Weight;
                }
            }
        }

        for (var literal = 0; literal < _model.LiteralCount; literal++)
        {
            _soldStart[literal + 1] += _soldStart[literal];
        }
    }

    private void Invert()
    {
        var next = _soldStart.ToArray();
        for (var i = 0; i < _model.Characteristics.Length; i++)
        {
            for (var pattern = 0; pattern < Count; pattern++)
            {
                var value = _values[(i * Count) + pattern];
                if (value >= 0)
                {
                    _soldWith[next[_model.Literal(new CharacteristicIndex(i), value)]++] = pattern;
                }
            }
        }
    }
}
