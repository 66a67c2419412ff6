using System.Numerics;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Asks a <see cref="DemandModel"/> along one customer's choices: how likely is each value that is still
/// possible?</summary>
/// <remarks>Follows the possible values as they shrink: mismatches of a whole configuration cost O(P N) for P sold
/// configurations of N characteristics, however many choices it takes, and a question O(P), or O(E) once after each
/// change for E diagram edges where the distribution has a part in the answer. No allocation after construction. Owned
/// by one thread.</remarks>
public sealed class DemandVote
{
    /// <summary>Weight of sales as such beside votes, per sale: decides where the votes are silent.</summary>
    private const float PriorShare = 1e-9f;

    private readonly DemandModel _demand;
    private readonly float[] _start;
    private readonly float[] _mismatches;
    private readonly float[] _weights;
    private readonly ulong[] _possible;
    private readonly DistributionPass? _pass;
    private readonly RepeatVote? _repeats;
    private int _weighed;
    private bool? _isPassed;

    /// <summary>Votes before any choice. O(P + E) memory.</summary>
    public DemandVote(DemandModel demand)
    {
        _demand = demand;
        _start = [.. demand.Weights.Select(weight => demand.Factors.CountExponent * (float)Math.Log(weight))];
        (_mismatches, _weights) = (new float[demand.Count], new float[demand.Count]);
        _possible = new ulong[(demand.Model.LiteralCount + 63) / 64];
        _pass = demand.Distribution is { } distribution ? new DistributionPass(distribution) : null;
        _repeats = demand.Repeats is { } repeats ? new RepeatVote(demand, repeats, _pass!) : null;
        Reset();
    }

    /// <summary>A sold configuration that does not vote, or -1.</summary>
    internal int Without { get; set; } = -1;

    /// <summary>Forgets all choices.</summary>
    public void Reset()
    {
        Array.Clear(_mismatches);
        _repeats?.Reset();
        Array.Fill(_possible, ulong.MaxValue);
        (_weighed, _isPassed) = (-1, null);
    }

    /// <summary>Takes in which values are possible now.</summary>
    /// <param name="possible">Bit l % 64 of word l / 64 is literal l. Where a value came back, as after an undone
    /// choice, the votes begin anew.</param>
    public void Follow(ReadOnlySpan<ulong> possible)
    {
        for (var word = 0; word < _possible.Length; word++)
        {
            if ((possible[word] & ~_possible[word]) != 0)
            {
                Reset();
                break;
            }
        }

        for (var word = 0; word < _possible.Length; word++)
        {
            for (var gone = _possible[word] & ~possible[word]; gone != 0; gone &= gone - 1)
            {
                var literal = (word * 64) + BitOperations.TrailingZeroCount(gone);
                if (literal < _demand.Model.LiteralCount)
                {
                    Miss(literal);
                }

                (_weighed, _isPassed) = (-1, null);
            }

            _possible[word] = possible[word];
        }

        if (_isPassed is null)
        {
            _repeats?.Follow(possible);
        }
    }

    /// <summary>The share of each value of a characteristic among customers like this one; 0 for what is not possible,
    /// together 1.</summary>
    /// <param name="shares">One per value.</param>
    public void Shares(CharacteristicIndex characteristic, Span<float> shares)
    {
        VotedShares(characteristic, shares);
        var part = _demand.Factors.DistributionShares[characteristic.Value];
        if (part == 0 ? !IsMixed : !IsPassed)
        {
            return;
        }

        var offset = _demand.Model.Offset(characteristic);
        for (var value = 0; value < shares.Length; value++)
        {
            shares[value] = ((1 - part) * shares[value]) + (part * (float)_pass!.Of(offset + value));
        }

        _repeats?.Mix(characteristic, shares);
    }

    /// <summary>How many sales stand behind the shares of a characteristic: those of unequal weight count as fewer.
    /// </summary>
    /// <remarks>Effective sample size, (sum of votes)² / sum of votes² per sale (Kish 1965), over what counts for
    /// customers in general and for those who repeat.</remarks>
    public double SalesBehind(CharacteristicIndex characteristic)
    {
        Weigh(characteristic);
        var (total, squares) = (0.0, 0.0);
        for (var pattern = 0; pattern < _weights.Length; pattern++)
        {
            total += _weights[pattern];
            squares += (double)_weights[pattern] * _weights[pattern] / _demand.Weights[pattern];
        }

        if (total == 0)
        {
            return 0;
        }

        squares /= total * total;
        return 1 / (IsMixed ? _repeats!.Squares(characteristic, squares, _weights, total) : squares);
    }

    /// <summary>The shares of the votes alone.</summary>
    internal void VotedShares(CharacteristicIndex characteristic, Span<float> shares)
    {
        Weigh(characteristic);
        shares.Clear();
        var values = _demand.ValuesOf(characteristic);
        for (var pattern = 0; pattern < values.Length; pattern++)
        {
            if (values[pattern] >= 0)
            {
                shares[values[pattern]] += _weights[pattern];
            }
        }

        Mask(characteristic, shares);
    }

    /// <summary>Whether the distribution has taken in the choices, and they have a probability.</summary>
    private bool IsPassed => _pass is not null && (_isPassed ??= _pass.Follow(_possible));

    private bool IsMixed => _repeats is { IsAny: true } && IsPassed;

    private bool IsPossible(int literal) => (_possible[literal >> 6] >> (literal & 63) & 1) != 0;

    /// <summary>What each configuration counts for a characteristic.</summary>
    private void Weigh(CharacteristicIndex characteristic)
    {
        if (_weighed == characteristic.Value)
        {
            return;
        }

        var offset = _demand.Model.Offset(characteristic);
        Span<bool> isPossible = stackalloc bool[_demand.Model.Characteristics[characteristic.Value].Values.Length];
        for (var value = 0; value < isPossible.Length; value++)
        {
            isPossible[value] = IsPossible(offset + value);
        }

        VoteWeights.Of(
            _demand.ValuesOf(characteristic), isPossible, _mismatches, _start,
            _demand.Factors.Sharpness[characteristic.Value], Without, _weights);
        _weighed = characteristic.Value;
    }

    private void Mask(CharacteristicIndex characteristic, Span<float> shares)
    {
        var (offset, total) = (_demand.Model.Offset(characteristic), 0f);
        for (var value = 0; value < shares.Length; value++)
        {
            var literal = offset + value;
            shares[value] = IsPossible(literal) ? shares[value] + (PriorShare * _demand.Prior(literal)) : 0;
            total += shares[value];
        }

        for (var value = 0; total > 0 && value < shares.Length; value++)
        {
            shares[value] /= total;
        }
    }

    private void Miss(int literal)
    {
        var factor = _demand.Factors.LogFactors[_demand.Model.CharacteristicOf(literal).Value];
        foreach (var pattern in _demand.SoldWith(literal))
        {
            _mismatches[pattern] += factor;
        }
    }
}
