using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Compilation.Propagation;

/// <summary>Bounds consistency of weighted sums.</summary>
internal sealed class LinearBounds
{
    private readonly Domains _domains;
    private readonly Linear[] _linears;
    private readonly long[] _least;
    private readonly long[] _most;

    public LinearBounds(ConstraintNetwork network, Domains domains)
    {
        _domains = domains;
        _linears = [.. network.Linears];
        var longest = _linears.Select(linear => linear.Scope.Length).DefaultIfEmpty().Max();
        _least = new long[longest];
        _most = new long[longest];
    }

    public Linear this[int linear] => _linears[linear];

    /// <summary>What fixed variables add up to, and the least and most that the free ones can add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (long Fixed, long Least, long Most) Sums(int linear)
    {
        var (scope, weights) = (_linears[linear].Scope, _linears[linear].Weights);
        var (settled, least, most) = (0L, 0L, 0L);
        for (var i = 0; i < scope.Length; i++)
        {
            var (low, high) = Bounds(scope[i], weights[i]);
            if (_domains.Size[scope[i]] == 1)
            {
                settled += low;
            }
            else
            {
                least += low;
                most += high;
            }
        }

        return (settled, least, most);
    }

    /// <summary>Removes values that no choice of the others can bring into the range; false when the range is out of
    /// reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Propagate(int index, int constraint)
    {
        var linear = _linears[index];
        var (scope, weights) = (linear.Scope, linear.Weights);
        var (totalLeast, totalMost) = (0L, 0L);
        for (var i = 0; i < scope.Length; i++)
        {
            (_least[i], _most[i]) = Bounds(scope[i], weights[i]);
            totalLeast += _least[i];
            totalMost += _most[i];
        }

        if (totalLeast > linear.Max || totalMost < linear.Min)
        {
            return false;
        }

        if (totalLeast >= linear.Min && totalMost <= linear.Max)
        {
            return true;
        }

        for (var i = 0; i < scope.Length; i++)
        {
            if (_least[i] == _most[i])
            {
                continue;
            }

            var ceiling = linear.Max - (totalLeast - _least[i]);
            var floor = linear.Min - (totalMost - _most[i]);
            if (_least[i] >= floor && _most[i] <= ceiling)
            {
                continue;
            }

            var offset = _domains.Offset(scope[i]);
            for (var value = 0; value < weights[i].Length; value++)
            {
                var weight = weights[i][value];
                if ((weight > ceiling || weight < floor) && _domains.Alive[offset + value]
                    && !_domains.Remove(offset + value, constraint))
                {
                    return false;
                }
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (long Least, long Most) Bounds(int variable, long[] weights)
    {
        var offset = _domains.Offset(variable);
        var (least, most) = (long.MaxValue, long.MinValue);
        for (var value = 0; value < weights.Length; value++)
        {
            if (_domains.Alive[offset + value])
            {
                least = Math.Min(least, weights[value]);
                most = Math.Max(most, weights[value]);
            }
        }

        return (least, most);
    }
}
