using System.Runtime.CompilerServices;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Follows which sold configurations one customer can still take again, and what that says of the next value.
/// </summary>
/// <remarks>
/// <para>The customer is one of two kinds. Who repeats has each configuration that fits all choices as likely as it
/// sold. Who wants something new has none of them: a value gets of what was foreseen the part that leads to
/// configurations that are not known. How likely each kind is follows from the choices (Bayes).</para>
/// <para>Optimised at once, as the kernel's queries are: a first question looks at every configuration, long before
/// there were enough questions for the compiler to come back. O(P) a question for P sold configurations; no
/// allocation after construction. Owned by one thread.</para>
/// </remarks>
internal sealed class RepeatVote
{
    /// <summary>Part of a value below which what is left of it for new configurations is an error of rounding.
    /// </summary>
    private const double PartMin = 1e-9;

    private readonly DemandModel _demand;
    private readonly RepeatSales _repeats;
    private readonly DistributionPass _pass;
    private readonly int[] _fitting;
    private readonly double[] _probability;
    private readonly double[] _sales;
    private int _count;

    /// <summary>Before any choice.</summary>
    /// <param name="pass">Has taken in the same choices whenever <see cref="Mix"/> is called.</param>
    public RepeatVote(DemandModel demand, RepeatSales repeats, DistributionPass pass)
    {
        (_demand, _repeats, _pass, _fitting) = (demand, repeats, pass, new int[demand.Count]);
        var values = demand.Model.Characteristics.Max(each => each.Values.Length);
        (_probability, _sales) = (new double[values], new double[values]);
        Reset();
    }

    /// <summary>Whether any sold configuration fits all choices; without one there is nothing to mix.</summary>
    public bool IsAny => _count > 0;

    /// <summary>Forgets all choices.</summary>
    public void Reset()
    {
        _count = 0;
        for (var i = 0; i < _repeats.Sales.Length; i++)
        {
            if (_repeats.Sales[i] > 0)
            {
                _fitting[_count++] = i;
            }
        }
    }

    /// <summary>Takes in which values are possible now, of those that were before. O(P L) for L words of literals, less
    /// with every choice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Follow(ReadOnlySpan<ulong> possible)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            _fitting[kept] = _fitting[i];
            kept += Fits(_repeats.Literals(_fitting[i]), possible) ? 1 : 0;
        }

        _count = kept;
    }

    /// <summary>Turns what was foreseen of customers in general into what is foreseen of both kinds.</summary>
    /// <param name="shares">One per value, together 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mix(CharacteristicIndex characteristic, Span<float> shares)
    {
        var (repeat, sales) = Weigh(characteristic, shares.Length);
        if (sales == 0)
        {
            return;
        }

        Exclude(_demand.Model.Offset(characteristic), shares);
        for (var value = 0; value < shares.Length; value++)
        {
            shares[value] = (float)(((1 - repeat) * shares[value]) + (repeat * _sales[value] / sales));
        }
    }

    /// <summary>The sum over configurations of the square of what each counts, by its sales: its inverse is how many
    /// sales stand behind what was foreseen.</summary>
    /// <param name="voted">The same sum for customers in general.</param>
    /// <param name="votes">What each configuration counts for them.</param>
    /// <param name="total">Sum of the votes, above 0.</param>
    public double Squares(
        CharacteristicIndex characteristic, double voted, ReadOnlySpan<float> votes, double total)
    {
        var (repeat, sales) = Weigh(characteristic, _demand.Model.Characteristics[characteristic.Value].Values.Length);
        var values = _demand.ValuesOf(characteristic);
        var squares = (1 - repeat) * (1 - repeat) * voted;
        foreach (var each in _fitting.AsSpan(0, sales == 0 ? 0 : _count))
        {
            var own = values[each] >= 0 ? repeat * _repeats.Sales[each] / sales : 0;
            squares += own * (own + (2 * (1 - repeat) * votes[each] / total)) / _demand.Weights[each];
        }

        return squares;
    }

    /// <summary>How likely the customer repeats, and the part of all sales that is still possible and says something of
    /// a characteristic; 0 where there is none.</summary>
    private (double Repeat, double Sales) Weigh(CharacteristicIndex characteristic, int count)
    {
        if (!IsAny)
        {
            return (0, 0);
        }

        var (probability, sales) = Add(characteristic, count);
        var isNew = (1 - _repeats.Share) * Math.Max(0, _pass.Probability - probability) / _repeats.NewProbability;
        var isRepeat = _repeats.Share * sales;
        return (isRepeat > 0 ? isRepeat / (isRepeat + isNew) : 0, sales);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fits(ReadOnlySpan<ulong> literals, ReadOnlySpan<ulong> possible)
    {
        for (var word = 0; word < literals.Length; word++)
        {
            if ((literals[word] & ~possible[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds up by value what fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Probability, double Sales) Add(CharacteristicIndex characteristic, int count)
    {
        Array.Clear(_probability, 0, count);
        Array.Clear(_sales, 0, count);
        var (probability, sales) = (0.0, 0.0);
        var values = _demand.ValuesOf(characteristic);
        foreach (var each in _fitting.AsSpan(0, _count))
        {
            var value = values[each];
            if (value >= 0)
            {
                _probability[value] += _repeats.Probability[each];
                _sales[value] += _repeats.Sales[each];
                probability += _repeats.Probability[each];
                sales += _repeats.Sales[each];
            }
        }

        return (probability, sales);
    }

    /// <summary>Leaves of each value the part of new configurations; all of it where no value has any.</summary>
    private void Exclude(int offset, Span<float> shares)
    {
        var total = 0.0;
        for (var value = 0; value < shares.Length; value++)
        {
            total += shares[value] * NewPart(offset, value);
        }

        for (var value = 0; total > 0 && value < shares.Length; value++)
        {
            shares[value] = (float)(shares[value] * NewPart(offset, value) / total);
        }
    }

    private double NewPart(int offset, int value)
    {
        var all = _pass.Probability * _pass.Of(offset + value);
        var part = all > 0 ? 1 - (_probability[value] / all) : 1;
        return part > PartMin ? part : 0;
    }
}
