using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Customization.Domain.Entities;

namespace Customization.Runtime.Journal;

/// <summary>CRC-32C over what a row belongs to and what it carries: finds damage, also bytes in the wrong row. No
/// protection against intent.</summary>
internal static class Checksum
{
    private const int BytesPerCharMax = 3;
    private const int KindLengthMax = 64;

    /// <summary>Of a payload of an entity at a version. O(bytes), eight at a time.</summary>
    public static uint Of(EntityAddress address, long version, ReadOnlySpan<byte> payload)
    {
        Span<byte> name = stackalloc byte[BytesPerCharMax * (KindLengthMax + EntityAddress.KeyLengthMax)];
        var written = Encoding.UTF8.GetBytes(address.Kind.ToString(), name);
        written += Encoding.UTF8.GetBytes(address.Key, name[written..]);
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)version);
        return ~Add(Add(crc, name[..written]), payload);
    }

    /// <summary>Of a blob.</summary>
    public static uint Of(ReadOnlySpan<byte> content) => ~Add(uint.MaxValue, content);

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
