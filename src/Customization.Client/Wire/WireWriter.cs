using System.Runtime.InteropServices;
using System.Text;

namespace Customization.Client.Wire;

/// <summary>Writes what hot messages are made of.</summary>
/// <remarks><code>
///   number      7 bits a byte, lowest first, top bit set on all but the last
///   signed      a number, zigzag: 0, -1, 1, -2 ... as 0, 1, 2, 3
///   text        number of bytes, then UTF-8
///   sparse      runs until the count is reached: number of zeros, then one signed entry that is not zero
/// </code>
/// One writer a thread, used again.</remarks>
internal sealed class WireWriter
{
    private const int KeptMax = 1 << 20;
    private const int NumberBytesMax = 10;

    [ThreadStatic]
    private static WireWriter? _own;

    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>The thread's writer, empty. What it wrote must be taken before the next one is asked for.</summary>
    public static WireWriter Start()
    {
        var writer = _own ??= new WireWriter();
        writer._length = 0;
        return writer;
    }

    /// <summary>Number of bytes since the start.</summary>
    public int Length => _length;

    /// <summary>All bytes since the start.</summary>
    public byte[] Take()
    {
        var taken = _bytes.AsSpan(0, _length).ToArray();
        if (_bytes.Length > KeptMax)
        {
            _bytes = new byte[4096];
        }

        return taken;
    }

    public void Byte(byte value)
    {
        Grow(1);
        _bytes[_length++] = value;
    }

    public void Number(long value) => Number((ulong)value);

    public void Signed(long value) => Number(ZigZag(value));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Text(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        Number(count);
        Grow(count);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    /// <summary>Entries in sparse form, each after <typeparamref name="TMap"/>.</summary>
    public void Sparse<T, TMap>(ReadOnlySpan<T> entries)
        where T : unmanaged
        where TMap : struct, IEntryMap<T>
    {
        Grow((entries.Length + 1) * 2 * NumberBytesMax);
        var (bytes, at, zeros) = (_bytes, _length, 0u);
        foreach (var entry in entries)
        {
            var mapped = TMap.ToWire(entry);
            if (mapped == 0)
            {
                zeros++;
                continue;
            }

            at = Number(bytes, at, zeros);
            at = Number(bytes, at, ZigZag(mapped));
            zeros = 0;
        }

        _length = zeros > 0 ? Number(bytes, at, zeros) : at;
    }

    /// <summary>Values below 16, two a byte, the first one low.</summary>
    public void Nibbles<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        Grow((bytes.Length + 1) / 2);
        var pairs = _bytes.AsSpan(_length, (bytes.Length + 1) / 2);
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            pairs[i / 2] = (byte)(bytes[i] | (bytes[i + 1] << 4));
        }

        if (bytes.Length % 2 == 1)
        {
            pairs[^1] = bytes[^1];
        }

        _length += pairs.Length;
    }

    private void Number(ulong value)
    {
        Grow(NumberBytesMax);
        _length = Number(_bytes, _length, value);
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>Writes a number for which there is room, and tells where the next one starts.</summary>
    private static int Number(byte[] bytes, int at, ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            bytes[at++] = (byte)(value | 128);
        }

        bytes[at++] = (byte)value;
        return at;
    }

    private void Grow(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }
    }
}
