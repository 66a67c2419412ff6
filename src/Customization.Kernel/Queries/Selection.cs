using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>What a customer chose so far: for each characteristic one of its values, or nothing yet.</summary>
/// <remarks>Immutable; equality is by content. O(characteristics) memory.</remarks>
public sealed class Selection : IEquatable<Selection>
{
    private readonly short[] _values;
    private int _hash;

    private Selection(short[] values, int count)
    {
        _values = values;
        Count = count;
    }

    /// <summary>Number of characteristics that have a choice.</summary>
    public int Count { get; }

    /// <summary>Number of characteristics of the model.</summary>
    public int Length => _values.Length;

    /// <summary>The chosen value position, or -1.</summary>
    public int this[CharacteristicIndex characteristic] => _values[characteristic.Value];

    /// <summary>The choices in model order.</summary>
    public IEnumerable<(CharacteristicIndex Characteristic, int Value)> Choices
    {
        get
        {
            for (var i = 0; i < _values.Length; i++)
            {
                if (_values[i] >= 0)
                {
                    yield return (new CharacteristicIndex(i), _values[i]);
                }
            }
        }
    }

    /// <summary>Nothing chosen.</summary>
    public static Selection Empty(ProductModel model)
    {
        var values = new short[model.Characteristics.Length];
        Array.Fill(values, (short)-1);
        return new Selection(values, 0);
    }

    /// <summary>A selection from one value position per characteristic, -1 for none.</summary>
    public static Selection From(ReadOnlySpan<int> values)
    {
        var copy = new short[values.Length];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            copy[i] = checked((short)values[i]);
            count += values[i] >= 0 ? 1 : 0;
        }

        return new Selection(copy, count);
    }

    /// <summary>This selection with one choice made or replaced; -1 takes the choice back.</summary>
    public Selection With(CharacteristicIndex characteristic, int value)
    {
        var copy = (short[])_values.Clone();
        copy[characteristic.Value] = checked((short)value);
        var change = (value >= 0 ? 1 : 0) - (_values[characteristic.Value] >= 0 ? 1 : 0);
        return new Selection(copy, Count + change);
    }

    /// <summary>This selection with one choice taken back.</summary>
    public Selection Without(CharacteristicIndex characteristic) => With(characteristic, -1);

    /// <inheritdoc/>
    public bool Equals(Selection? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Selection);

    /// <summary>O(characteristics) the first time.</summary>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = default(HashCode);
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_values.AsSpan()));
            _hash = hash.ToHashCode() | 1;
        }

        return _hash;
    }
}
