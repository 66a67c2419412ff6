using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>What a kept picture or document is called: a SHA-256, as 43 URL-safe characters.</summary>
/// <remarks>Nobody can guess the reference of another one: it is all that is needed to look at it.</remarks>
public static class ImageReference
{
    /// <summary>Characters of a reference.</summary>
    public const int Length = 43;

    /// <summary>Where shells show the picture of a reference.</summary>
    public const string AddressPrefix = "/v1/images/";

    /// <summary>The reference of something that is nobody's alone: of its bytes. O(bytes).</summary>
    public static string Of(ReadOnlySpan<byte> content) => Base64Url.EncodeToString(SHA256.HashData(content));

    /// <summary>The reference of a picture that a customer sent: the same picture of another customer has another one,
    /// so that each can be deleted. O(bytes).</summary>
    public static string Of(string customer, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(customer));
        hash.AppendData([0]);
        hash.AppendData(content);
        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }

    /// <summary>The name under which shells keep the picture, apart from definitions.</summary>
    public static string BlobName(string reference) => $"image-{reference}";

    /// <summary>Whether the text has the form of a reference; it may still stand for nothing that is kept.</summary>
    public static bool IsReference(string text) =>
        text.Length == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
