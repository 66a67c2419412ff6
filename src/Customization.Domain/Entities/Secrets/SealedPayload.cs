using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Entities.Secrets;

/// <summary>What is stored of an entity under a customer's key: the one form that both shells write.</summary>
/// <remarks><code>
///   byte 0     1, which no JSON begins with; 2 where a remainder is readable without the key
///   8 bytes    the first of the SHA-256 of the key: whether it is the key that the customer has now
///   2 bytes    length of the customer's id in UTF-8, big-endian; then the id
///   4 bytes    form 2 only: length of the remainder, big-endian; then the remainder
///   12 bytes   nonce
///   16 bytes   tag
///   the rest   AES-256-GCM of the payload; associated data: all before the nonce, then kind and key of the entity
/// </code>
/// In form 2 only what the remainder lacks is encrypted: two lengths of 4 bytes, how far the payload begins and ends as
/// the remainder does, then what is between.
/// Pure: random bytes come from the caller. A nonce is random, so one key should seal no more than 2^32 payloads (NIST
/// SP 800-38D, 8.3); a customer is far below that.</remarks>
public static class SealedPayload
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes of a tag.</summary>
    internal const int TagBytes = 16;

    private const byte Form = 1;
    private const byte SplitForm = 2;
    private const int MarkBytes = 8;
    private const int LengthAt = 1 + MarkBytes;
    private const int NameAt = LengthAt + sizeof(ushort);

    /// <summary>Whether bytes are sealed; stores of earlier releases have plain JSON.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> payload) => payload is [Form or SplitForm, ..];

    /// <summary>Whose key opens it.</summary>
    /// <exception cref="CryptographicException">The bytes are damaged.</exception>
    public static string CustomerOf(ReadOnlySpan<byte> payload) =>
        Encoding.UTF8.GetString(payload[NameAt..NameEnd(payload)]);

    /// <summary>What is readable without the key; null where nothing is.</summary>
    /// <exception cref="CryptographicException">The bytes are damaged.</exception>
    public static byte[]? RemainderOf(ReadOnlySpan<byte> payload) =>
        payload is [SplitForm, ..] ? Remainder(payload).ToArray() : null;

    /// <summary>Whether a key is the one that sealed a payload; otherwise that one is deleted, and its customer has
    /// another one since.</summary>
    public static bool IsSealedBy(byte[] key, ReadOnlySpan<byte> payload) =>
        payload.Length > LengthAt && payload[1..LengthAt].SequenceEqual(SHA256.HashData(key).AsSpan(0, MarkBytes));

    /// <summary>Seals a payload.</summary>
    /// <param name="nonce">12 random bytes.</param>
    public static byte[] Seal(
        string customer, byte[] key, EntityAddress address, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> nonce) =>
        Seal(Header(Form, customer, key), key, address, payload, nonce);

    /// <summary>Seals what a remainder lacks of a payload, and leaves the remainder readable.</summary>
    /// <param name="nonce">12 random bytes.</param>
    public static byte[] Seal(
        string customer, byte[] key, EntityAddress address, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> remainder,
        ReadOnlySpan<byte> nonce)
    {
        var begin = payload.CommonPrefixLength(remainder);
        var (end, endMax) = (0, Math.Min(payload.Length, remainder.Length) - begin);
        while (end < endMax && payload[^(end + 1)] == remainder[^(end + 1)])
        {
            end++;
        }

        return Seal(
            [.. Header(SplitForm, customer, key), .. Number(remainder.Length), .. remainder], key, address,
            [.. Number(begin), .. Number(end), .. payload[begin..^end]], nonce);
    }

    /// <summary>Opens a payload.</summary>
    /// <exception cref="CryptographicException">Another key, another entity, or damaged.</exception>
    public static byte[] Open(byte[] key, EntityAddress address, ReadOnlySpan<byte> payload)
    {
        var nonceAt = NonceAt(payload);
        var opened = new byte[payload.Length - nonceAt - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            payload.Slice(nonceAt, NonceBytes), payload[(nonceAt + NonceBytes + TagBytes)..],
            payload.Slice(nonceAt + NonceBytes, TagBytes), opened, Bound(payload[..nonceAt], address));
        if (payload[0] == Form)
        {
            return opened;
        }

        var remainder = Remainder(payload);
        var begin = BinaryPrimitives.ReadInt32BigEndian(opened);
        var end = BinaryPrimitives.ReadInt32BigEndian(opened.AsSpan(sizeof(int)));
        return [.. remainder[..begin], .. opened.AsSpan(2 * sizeof(int)), .. remainder[^end..]];
    }

    private static byte[] Seal(
        byte[] header, byte[] key, EntityAddress address, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> nonce)
    {
        var bytes = new byte[header.Length + NonceBytes + TagBytes + plain.Length];
        header.CopyTo(bytes, 0);
        nonce.CopyTo(bytes.AsSpan(header.Length));
        var rest = bytes.AsSpan(header.Length + NonceBytes);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, rest[TagBytes..], rest[..TagBytes], Bound(header, address));
        return bytes;
    }

    private static byte[] Header(byte form, string customer, byte[] key)
    {
        var name = Encoding.UTF8.GetBytes(customer);
        var header = new byte[NameAt + name.Length];
        header[0] = form;
        SHA256.HashData(key).AsSpan(0, MarkBytes).CopyTo(header.AsSpan(1));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(LengthAt), checked((ushort)name.Length));
        name.CopyTo(header, NameAt);
        return header;
    }

    private static int NameEnd(ReadOnlySpan<byte> payload) =>
        payload.Length >= NameAt && IsSealed(payload)
        && NameAt + BinaryPrimitives.ReadUInt16BigEndian(payload[LengthAt..]) is var end && end <= payload.Length
            ? end
            : throw Damaged();

    private static ReadOnlySpan<byte> Remainder(ReadOnlySpan<byte> payload) =>
        payload[(NameEnd(payload) + sizeof(int))..NonceAt(payload)];

    private static int NonceAt(ReadOnlySpan<byte> payload)
    {
        long end = NameEnd(payload);
        if (payload[0] == SplitForm)
        {
            end += end + sizeof(int) <= payload.Length
                ? sizeof(int) + BinaryPrimitives.ReadUInt32BigEndian(payload[(int)end..])
                : throw Damaged();
        }

        return payload.Length >= end + NonceBytes + TagBytes ? (int)end : throw Damaged();
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static CryptographicException Damaged() => new("a sealed payload is damaged");

    private static byte[] Bound(ReadOnlySpan<byte> header, EntityAddress address) =>
        [.. header, .. Encoding.UTF8.GetBytes(address.ToString())];
}
