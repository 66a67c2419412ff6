using System.Text;

namespace Customization.Client.Wire;

/// <summary>Reads what <see cref="WireWriter"/> wrote.</summary>
/// <remarks>Every count is checked against what is left, so that damaged bytes fail before they ask for memory.
/// </remarks>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Entries of an array may be absent from the bytes where they are zero; this many are believed.</summary>
    private const int EntriesMax = 1 << 20;

    /// <summary>Number of bytes that are left.</summary>
    public readonly int Left => _bytes.Length - _at;

    public byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw Damaged();

    public long Number()
    {
        var number = 0ul;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            number |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return (long)number;
            }
        }

        throw Damaged();
    }

    public int Int() => Number() is var number and >= 0 and <= int.MaxValue ? (int)number : throw Damaged();

    public long Signed()
    {
        var zigzag = (ulong)Number();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _bytes.Length - _at)
        {
            throw Damaged();
        }

        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Int()));

    /// <summary>A count of entries.</summary>
    public int Count()
    {
        var count = Int();
        return count is >= 0 and <= EntriesMax ? count : throw Damaged();
    }

    /// <summary>So many entries in sparse form, each after <typeparamref name="TMap"/>. Not to be changed: nothing but
    /// zeros is one array for all.</summary>
    public T[] Sparse<T, TMap>(int count)
        where T : unmanaged
        where TMap : struct, IEntryMap<T>
    {
        var zero = TMap.FromWire(0);
        var isPlain = EqualityComparer<T>.Default.Equals(zero, default);
        if (isPlain && count > 0 && TryTakeZeros(count))
        {
            return Zeros<T>.Of(count);
        }

        var entries = new T[count];
        if (!isPlain)
        {
            Array.Fill(entries, zero);
        }

        for (var i = 0; i < count; i++)
        {
            var zeros = Short() is var one and >= 0 ? one : Number();
            if (zeros < 0 || zeros > count - i)
            {
                throw Damaged();
            }

            i += (int)zeros;
            if (i < count)
            {
                var zigzag = Short() is var next and >= 0 ? (ulong)next : (ulong)Number();
                entries[i] = TMap.FromWire((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
            }
        }

        return entries;
    }

    /// <summary>So many values below 16, two a byte.</summary>
    public void Nibbles(Span<byte> values)
    {
        var bytes = Bytes((values.Length + 1) / 2);
        for (var i = 0; i < values.Length / 2; i++)
        {
            values[2 * i] = (byte)(bytes[i] & 15);
            values[(2 * i) + 1] = (byte)(bytes[i] >> 4);
        }

        if (values.Length % 2 == 1)
        {
            values[^1] = (byte)(bytes[^1] & 15);
        }
    }

    /// <summary>Takes a number where it is this one.</summary>
    private bool TryTakeZeros(int count)
    {
        var at = _at;
        if (Number() == count)
        {
            return true;
        }

        _at = at;
        return false;
    }

    /// <summary>A number of one byte; -1, and nothing is taken, where the next one is longer.</summary>
    private int Short() => _at < _bytes.Length && _bytes[_at] < 128 ? _bytes[_at++] : -1;

    /// <summary>Zeros of the length that a thread read last.</summary>
    private static class Zeros<T>
        where T : unmanaged
    {
        [ThreadStatic]
        private static T[]? _last;

        public static T[] Of(int count) => _last?.Length == count ? _last : _last = new T[count];
    }

    private static NotSupportedException Damaged() => new("the message is damaged: its counts and its bytes disagree");
}
