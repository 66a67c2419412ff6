using System.Runtime.CompilerServices;

namespace Customization.Kernel.Queries;

/// <summary>Prices of literals as what each exceeds the least of its characteristic by, so that they are never negative
/// and fit beside a count.</summary>
/// <param name="offsets">First literal of each characteristic, and one past the last.</param>
/// <param name="bits">An excess over all characteristics together must stay below half of 2^bits.</param>
/// <remarks>Owned by one pass.</remarks>
internal sealed class ExcessPrices(int[] offsets, int bits)
{
    private readonly long[] _prices = new long[offsets[^1]];

    /// <summary>Excess of each literal.</summary>
    public long[] Excess { get; } = new long[offsets[^1]];

    /// <summary>The least price of every characteristic together.</summary>
    public long Base { get; private set; }

    /// <summary>Whether all excesses together fit.</summary>
    public bool Fit { get; private set; } = true;

    /// <summary>Takes over prices; false where they are the last ones. O(literals).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReplace(ReadOnlySpan<long> prices)
    {
        if (prices.SequenceEqual(_prices))
        {
            return false;
        }

        prices.CopyTo(_prices);
        (Base, var spread) = (0L, 0L);
        for (var i = 0; i + 1 < offsets.Length; i++)
        {
            var own = prices[offsets[i]..offsets[i + 1]];
            var (least, most) = (own[0], own[0]);
            foreach (var price in own)
            {
                (least, most) = (Math.Min(least, price), Math.Max(most, price));
            }

            Base += least;
            spread = Math.Max(spread, spread + most - least);
            for (var value = 0; value < own.Length; value++)
            {
                Excess[offsets[i] + value] = own[value] - least;
            }
        }

        Fit = spread < 1L << (bits - 1);
        return true;
    }
}
