using System.Numerics;
using System.Runtime.CompilerServices;

namespace Customization.Kernel.Queries;

/// <summary>A set of numbers below a bound that is emptied in order: work that waits its turn.</summary>
/// <remarks>One bit per number. Adding is O(1), taking O(bound / 64) at worst: taking goes on from where it was, and
/// while a set is being emptied from below only higher numbers may be added, from above only lower ones.</remarks>
internal sealed class NumberSet(int bound)
{
    private readonly ulong[] _words = new ulong[(bound + 63) / 64];
    private int _first = int.MaxValue;
    private int _last = -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int number)
    {
        var word = number >> 6;
        _words[word] |= 1UL << (number & 63);
        _first = Math.Min(_first, word);
        _last = Math.Max(_last, word);
    }

    public void AddAll()
    {
        for (var number = 0; number < bound; number++)
        {
            Add(number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryTakeLowest(out int number)
    {
        for (; _first <= _last; _first++)
        {
            var word = _words[_first];
            if (word != 0)
            {
                number = (_first << 6) + BitOperations.TrailingZeroCount(word);
                _words[_first] = word & (word - 1);
                return true;
            }
        }

        return Emptied(out number);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryTakeHighest(out int number)
    {
        for (; _last >= _first; _last--)
        {
            var word = _words[_last];
            if (word != 0)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(word);
                number = (_last << 6) + bit;
                _words[_last] = word & ~(1UL << bit);
                return true;
            }
        }

        return Emptied(out number);
    }

    private bool Emptied(out int number)
    {
        (_first, _last, number) = (int.MaxValue, -1, -1);
        return false;
    }
}
