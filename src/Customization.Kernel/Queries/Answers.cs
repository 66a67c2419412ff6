using System.Collections.Immutable;
using System.Numerics;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>A set of literals of one model, as a bit set.</summary>
public sealed class LiteralSet(ProductModel model)
{
    private readonly ulong[] _words = new ulong[(model.LiteralCount + 63) / 64];

    /// <summary>Bit l % 64 of word l / 64 tells whether literal l is in.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Whether a literal is in. O(1).</summary>
    public bool Contains(int literal) => (_words[literal / 64] >> (literal % 64) & 1) != 0;

    /// <summary>Whether a value of a characteristic is in. O(1).</summary>
    public bool Contains(CharacteristicIndex characteristic, int value) =>
        Contains(model.Literal(characteristic, value));

    /// <summary>How many values of a characteristic are in. O(values).</summary>
    public int CountOf(CharacteristicIndex characteristic)
    {
        var count = 0;
        var end = model.Literal(characteristic, model.Characteristics[characteristic.Value].Values.Length);
        for (var literal = model.Offset(characteristic); literal < end; literal++)
        {
            count += Contains(literal) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The value positions of a characteristic that are in, rising. O(values).</summary>
    public int[] ValuesOf(CharacteristicIndex characteristic)
    {
        var values = new int[CountOf(characteristic)];
        var at = 0;
        for (var value = 0; at < values.Length; value++)
        {
            if (Contains(characteristic, value))
            {
                values[at++] = value;
            }
        }

        return values;
    }

    internal LiteralSet Copy()
    {
        var copy = new LiteralSet(model);
        _words.CopyTo(copy._words, 0);
        return copy;
    }

    /// <summary>How many literals are in.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    internal void Add(int literal) => _words[literal / 64] |= 1UL << (literal % 64);
}

/// <summary>A full configuration that extends a selection.</summary>
/// <param name="Values">One value position per characteristic.</param>
/// <param name="Cost">Its total in the measure that was asked for.</param>
public sealed record Completion(ImmutableArray<int> Values, long Cost)
{
    /// <summary>Whether no better one exists for certain. Always so on a diagram; a search may stop before it has shown
    /// that.</summary>
    public bool IsOptimal { get; init; } = true;
}

/// <summary>The least that must change in a selection to make something possible.</summary>
/// <param name="Repaired">The selection after the change.</param>
/// <param name="Changed">Characteristics whose choice differs from before, in model order; a new choice is not among
/// them.</param>
/// <param name="Completion">The cheapest full configuration that the repair leads to, with its price; whether it is
/// optimal covers the number of changes too.</param>
public sealed record Repair(
    Selection Repaired, ImmutableArray<CharacteristicIndex> Changed, Completion Completion);

/// <summary>Why a value is excluded: these choices and these rules together, and not without any one of them.</summary>
public sealed record Explanation(
    ImmutableArray<(CharacteristicIndex Characteristic, int Value)> Choices, ImmutableArray<Rule> Rules);
