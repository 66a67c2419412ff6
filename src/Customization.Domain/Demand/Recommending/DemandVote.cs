using System.Numerics;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Asks a <see cref="DemandModel"/> along one customer's choices: how likely is each value that is still
/// possible?</summary>
/// <remarks>Follows the possible values as they shrink, so that a whole configuration costs O(P N) for P sold
/// configurations of N characteristics, however many choices it takes. No allocation after construction. Owned by one
/// thread.</remarks>
public sealed class DemandVote
{
    /// <summary>Below this sum votes are scaled up again, before they run out of digits.</summary>
    private const float ScaleBelow = 1e-12f;

    /// <summary>Weight of sales as such beside votes, per sale: decides where the votes are silent.</summary>
    private const float PriorShare = 1e-9f;

    private readonly DemandModel _demand;
    private readonly float[] _start;
    private readonly float[] _factors;
    private readonly float[] _votes;
    private readonly ulong[] _possible;

    /// <summary>Votes before any choice. O(P) memory.</summary>
    public DemandVote(DemandModel demand)
    {
        _demand = demand;
        _start = [.. demand.Weights.Select(weight => (float)Math.Pow(weight, demand.Factors.CountExponent))];
        _factors = [.. demand.Factors.LogFactors.Select(MathF.Exp)];
        _votes = new float[demand.Count];
        _possible = new ulong[(demand.Model.LiteralCount + 63) / 64];
        Reset();
    }

    /// <summary>What each sold configuration counts now.</summary>
    public ReadOnlySpan<float> Votes => _votes;

    /// <summary>Forgets all choices.</summary>
    public void Reset()
    {
        _start.CopyTo(_votes, 0);
        Array.Fill(_possible, ulong.MaxValue);
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
                    Shrink(literal);
                }
            }

            _possible[word] = possible[word];
        }
    }

    /// <summary>The share of each value of a characteristic among customers like this one; 0 for what is not possible,
    /// together 1.</summary>
    /// <param name="shares">One per value.</param>
    public void Shares(CharacteristicIndex characteristic, Span<float> shares)
    {
        shares.Clear();
        var values = _demand.ValuesOf(characteristic);
        var total = Tally(values, shares);
        if (total is > 0 and < ScaleBelow)
        {
            Scale(1 / total);
            shares.Clear();
            Tally(values, shares);
        }

        Mask(characteristic, shares);
    }

    /// <summary>How many sales stand behind the shares of a characteristic: votes of unequal weight count as fewer.
    /// </summary>
    /// <remarks>Effective sample size, (sum of votes)² / sum of votes² per sale (Kish 1965).</remarks>
    public double SalesBehind(CharacteristicIndex characteristic)
    {
        var (total, squares) = (0.0, 0.0);
        var values = _demand.ValuesOf(characteristic);
        var offset = _demand.Model.Offset(characteristic);
        for (var pattern = 0; pattern < values.Length; pattern++)
        {
            if (values[pattern] >= 0 && IsPossible(offset + values[pattern]))
            {
                total += _votes[pattern];
                squares += (double)_votes[pattern] * _votes[pattern] / _demand.Weights[pattern];
            }
        }

        return squares > 0 ? total * total / squares : 0;
    }

    private bool IsPossible(int literal) => (_possible[literal >> 6] >> (literal & 63) & 1) != 0;

    private float Tally(ReadOnlySpan<short> values, Span<float> shares)
    {
        var total = 0f;
        for (var pattern = 0; pattern < values.Length; pattern++)
        {
            if (values[pattern] >= 0)
            {
                shares[values[pattern]] += _votes[pattern];
                total += _votes[pattern];
            }
        }

        return total;
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

    private void Shrink(int literal)
    {
        var factor = _factors[literal];
        foreach (var pattern in _demand.SoldWith(literal))
        {
            _votes[pattern] *= factor;
        }
    }

    private void Scale(float by)
    {
        for (var pattern = 0; pattern < _votes.Length; pattern++)
        {
            _votes[pattern] *= by;
        }
    }
}
