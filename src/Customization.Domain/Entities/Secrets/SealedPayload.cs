using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Entities.Secrets;

/// <summary>What is stored of an entity under a customer's key: the one form that both shells write.</summary>
/// <remarks><code>
///   byte 0     1, which no JSON begins with
///   8 bytes    the first of the SHA-256 of the key: whether it is the key that the customer has now
///   2 bytes    length of the customer's id in UTF-8, big-endian; then the id
///   12 bytes   nonce
///   16 bytes   tag
///   the rest   AES-256-GCM of the payload; associated data: all before the nonce, then kind and key of the entity
/// </code>
/// Pure: random bytes come from the caller. A nonce is random, so one key should seal no more than 2^32 payloads (NIST
/// SP 800-38D, 8.3); a customer is far below that.</remarks>
public static class SealedPayload
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes of a tag.</summary>
    internal const int TagBytes = 16;

    private const byte Form = 1;
    private const int MarkBytes = 8;
    private const int LengthAt = 1 + MarkBytes;
    private const int NameAt = LengthAt + sizeof(ushort);

    /// <summary>Whether bytes are sealed; stores of earlier releases have plain JSON.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> payload) => payload is [Form, ..];

    /// <summary>Whose key opens it.</summary>
    /// <exception cref="CryptographicException">The bytes are damaged.</exception>
    public static string CustomerOf(ReadOnlySpan<byte> payload) =>
        Encoding.UTF8.GetString(payload[NameAt..NonceAt(payload)]);

    /// <summary>Whether a key is the one that sealed a payload; otherwise that one is deleted, and its customer has
    /// another one since.</summary>
    public static bool IsSealedBy(byte[] key, ReadOnlySpan<byte> payload) =>
        payload.Length > LengthAt && payload[1..LengthAt].SequenceEqual(SHA256.HashData(key).AsSpan(0, MarkBytes));

    /// <summary>Seals a payload.</summary>
    /// <param name="nonce">12 random bytes.</param>
    public static byte[] Seal(
        string customer, byte[] key, EntityAddress address, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> nonce)
    {
        var name = Encoding.UTF8.GetBytes(customer);
        var nonceAt = NameAt + name.Length;
        var bytes = new byte[nonceAt + NonceBytes + TagBytes + payload.Length];
        bytes[0] = Form;
        SHA256.HashData(key).AsSpan(0, MarkBytes).CopyTo(bytes.AsSpan(1));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LengthAt), checked((ushort)name.Length));
        name.CopyTo(bytes, NameAt);
        nonce.CopyTo(bytes.AsSpan(nonceAt));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce, payload, bytes.AsSpan(nonceAt + NonceBytes + TagBytes), bytes.AsSpan(nonceAt + NonceBytes, TagBytes),
            Bound(bytes.AsSpan(0, nonceAt), address));
        return bytes;
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
        return opened;
    }

    private static int NonceAt(ReadOnlySpan<byte> payload)
    {
        if (payload.Length >= NameAt && payload[0] == Form)
        {
            var nonceAt = NameAt + BinaryPrimitives.ReadUInt16BigEndian(payload[LengthAt..]);
            if (payload.Length >= nonceAt + NonceBytes + TagBytes)
            {
                return nonceAt;
            }
        }

        throw new CryptographicException("a sealed payload is damaged");
    }

    private static byte[] Bound(ReadOnlySpan<byte> header, EntityAddress address) =>
        [.. header, .. Encoding.UTF8.GetBytes(address.ToString())];
}
