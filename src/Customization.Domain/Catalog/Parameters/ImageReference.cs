using System.Buffers.Text;
using System.Security.Cryptography;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>What a kept picture is called: the SHA-256 of its bytes, as 43 URL-safe characters.</summary>
/// <remarks>Whoever has the picture has the reference, and nobody can guess the reference of another one: it is all
/// that is needed to look at the picture.</remarks>
public static class ImageReference
{
    /// <summary>Characters of a reference.</summary>
    public const int Length = 43;

    /// <summary>Where shells show the picture of a reference.</summary>
    public const string AddressPrefix = "/v1/images/";

    /// <summary>The reference of a picture. O(bytes).</summary>
    public static string Of(ReadOnlySpan<byte> content) => Base64Url.EncodeToString(SHA256.HashData(content));

    /// <summary>The name under which shells keep the picture, apart from definitions.</summary>
    public static string BlobName(string reference) => $"image-{reference}";

    /// <summary>Whether the text has the form of a reference; it may still stand for nothing that is kept.</summary>
    public static bool IsReference(string text) =>
        text.Length == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
