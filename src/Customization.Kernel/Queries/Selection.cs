using System.Runtime.InteropServices;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>What a customer chose so far: for each characteristic one of its values, or nothing yet.</summary>
/// <remarks>Immutable; equality is by content. One byte a characteristic, two where any chosen value has a position
/// above <see cref="NarrowMax"/>: millions of sessions keep one each.</remarks>
public sealed class Selection : IEquatable<Selection>
{
    /// <summary>Highest position that fits into a byte beside "none".</summary>
    private const int NarrowMax = byte.MaxValue - 1;

    /// <summary>Narrow: position plus 1. Wide: positions as 16-bit integers.</summary>
    private readonly byte[] _values;
    private readonly bool _isWide;
    private int _hash;

    private Selection(byte[] values, bool isWide, int count) =>
        (_values, _isWide, Count) = (values, isWide, count);

    /// <summary>Number of characteristics that have a choice.</summary>
    public int Count { get; }

    /// <summary>Number of characteristics of the model.</summary>
    public int Length => _isWide ? _values.Length / sizeof(short) : _values.Length;

    /// <summary>The chosen value position, or -1.</summary>
    public int this[CharacteristicIndex characteristic] => this[characteristic.Value];

    /// <summary>The choices in model order.</summary>
    public IEnumerable<(CharacteristicIndex Characteristic, int Value)> Choices
    {
        get
        {
            for (var i = 0; i < Length; i++)
            {
                if (this[i] >= 0)
                {
                    yield return (new CharacteristicIndex(i), this[i]);
                }
            }
        }
    }

    private int this[int characteristic] =>
        _isWide ? MemoryMarshal.Cast<byte, short>(_values)[characteristic] : _values[characteristic] - 1;

    /// <summary>Nothing chosen.</summary>
    public static Selection Empty(ProductModel model) =>
        new(new byte[model.Characteristics.Length], isWide: false, 0);

    /// <summary>A selection from one value position per characteristic, -1 for none.</summary>
    /// <exception cref="OverflowException">A position is below -1 or above 32,767.</exception>
    public static Selection From(ReadOnlySpan<int> values)
    {
        var (count, highest) = (0, -1);
        foreach (var value in values)
        {
            count += value >= 0 ? 1 : 0;
            highest = Math.Max(highest, value);
        }

        var isWide = highest > NarrowMax;
        var copy = new byte[isWide ? values.Length * sizeof(short) : values.Length];
        var wide = isWide ? MemoryMarshal.Cast<byte, short>(copy.AsSpan()) : [];
        for (var i = 0; i < values.Length; i++)
        {
            if (isWide)
            {
                wide[i] = checked((short)values[i]);
            }
            else
            {
                copy[i] = checked((byte)(values[i] + 1));
            }
        }

        return new Selection(copy, isWide, count);
    }

    /// <summary>One value position per characteristic, -1 for none: what <see cref="From"/> takes.</summary>
    public int[] ToArray()
    {
        var values = new int[Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = this[i];
        }

        return values;
    }

    /// <summary>This selection with one choice made or replaced; -1 takes the choice back.</summary>
    public Selection With(CharacteristicIndex characteristic, int value)
    {
        if (_isWide || value > NarrowMax)
        {
            var values = ToArray();
            values[characteristic.Value] = value;
            return From(values);
        }

        var copy = (byte[])_values.Clone();
        copy[characteristic.Value] = checked((byte)(value + 1));
        var change = (value >= 0 ? 1 : 0) - (_values[characteristic.Value] > 0 ? 1 : 0);
        return new Selection(copy, isWide: false, Count + change);
    }

    /// <summary>This selection with one choice taken back.</summary>
    public Selection Without(CharacteristicIndex characteristic) => With(characteristic, -1);

    /// <inheritdoc/>
    public bool Equals(Selection? other) =>
        other is not null && _isWide == other._isWide && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Selection);

    /// <summary>O(characteristics) the first time.</summary>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = default(HashCode);
            hash.AddBytes(_values);
            _hash = hash.ToHashCode() | 1;
        }

        return _hash;
    }
}
