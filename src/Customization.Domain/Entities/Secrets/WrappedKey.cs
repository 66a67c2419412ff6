using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Entities.Secrets;

/// <summary>A customer's key as it is stored: encrypted with a master key, bound to the customer.</summary>
/// <remarks><code>
///   4 bytes    version of the master key, big-endian
///   12 bytes   nonce
///   16 bytes   tag
///   32 bytes   AES-256-GCM of the key; associated data: the customer's id
/// </code>
/// Pure: random bytes come from the caller.</remarks>
public static class WrappedKey
{
    private const int Length = sizeof(int) + SealedPayload.NonceBytes + SealedPayload.TagBytes + MasterKeys.KeyBytes;

    /// <summary>Wraps a key with the current master key.</summary>
    /// <param name="nonce">12 random bytes.</param>
    public static byte[] Wrap(MasterKeys masters, string customer, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
    {
        var wrapped = new byte[Length];
        BinaryPrimitives.WriteInt32BigEndian(wrapped, masters.Current);
        nonce.CopyTo(wrapped.AsSpan(sizeof(int)));
        var rest = wrapped.AsSpan(sizeof(int) + SealedPayload.NonceBytes);
        using var aes = new AesGcm(masters.Find(masters.Current)!, SealedPayload.TagBytes);
        aes.Encrypt(
            nonce, key, rest[SealedPayload.TagBytes..], rest[..SealedPayload.TagBytes],
            Encoding.UTF8.GetBytes(customer));
        return wrapped;
    }

    /// <summary>The key.</summary>
    /// <exception cref="CryptographicException">The master key is missing or another one, or the bytes are damaged.
    /// </exception>
    public static byte[] Unwrap(MasterKeys masters, string customer, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != Length || masters.Find(VersionOf(wrapped)) is not { } master)
        {
            throw new CryptographicException(wrapped.Length != Length
                ? "a customer's key is damaged"
                : $"version {VersionOf(wrapped)} of the master key is missing");
        }

        var key = new byte[MasterKeys.KeyBytes];
        var rest = wrapped[(sizeof(int) + SealedPayload.NonceBytes)..];
        using var aes = new AesGcm(master, SealedPayload.TagBytes);
        aes.Decrypt(
            wrapped.Slice(sizeof(int), SealedPayload.NonceBytes), rest[SealedPayload.TagBytes..],
            rest[..SealedPayload.TagBytes], key, Encoding.UTF8.GetBytes(customer));
        return key;
    }

    /// <summary>The version of the master key that a key is wrapped with.</summary>
    public static int VersionOf(ReadOnlySpan<byte> wrapped) => BinaryPrimitives.ReadInt32BigEndian(wrapped);
}
