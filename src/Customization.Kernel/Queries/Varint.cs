using System.Buffers;

namespace Customization.Kernel.Queries;

/// <summary>Integers from 0 to 2^31 - 1 in as many bytes as they need: 7 bits per byte, the lowest first; bit 7 says that
/// another byte follows.</summary>
public static class Varint
{
    private const int BytesMax = 5;

    /// <summary>Appends a number, which is not negative.</summary>
    public static void Write(IBufferWriter<byte> bytes, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var span = bytes.GetSpan(BytesMax);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)(number | 0x80);
        }

        span[length++] = (byte)number;
        bytes.Advance(length);
    }

    /// <summary>Takes a number off the front; false where there is none that fits.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out int number)
    {
        var value = 0L;
        for (var i = 0; i < bytes.Length && i < BytesMax; i++)
        {
            value |= (long)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                number = value <= int.MaxValue ? (int)value : 0;
                return value <= int.MaxValue;
            }
        }

        number = 0;
        return false;
    }
}
