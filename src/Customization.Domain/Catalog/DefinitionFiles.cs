using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Catalog;

/// <summary>The text of a product definition and of the files that it imports. Self-contained: reading it again needs
/// nothing else.</summary>
/// <param name="FileName">Named in diagnostics; no part of the identity.</param>
/// <param name="Text">The definition.</param>
/// <param name="Imports">Text of each imported file by the path that the definition calls it by.</param>
public sealed record DefinitionFiles(
    string FileName, string Text, ImmutableSortedDictionary<string, string> Imports)
{
    /// <summary>A definition that imports nothing.</summary>
    public static DefinitionFiles Of(string fileName, string text) =>
        new(fileName, text, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>SHA-256 over all texts in lower-case hexadecimal: two sources with the same hash mean the same. O(text)
    /// at each call.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Text);
        foreach (var (path, text) in Imports)
        {
            Append(hash, path);
            Append(hash, text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Length first, so that no two lists of texts give the same bytes.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
        hash.AppendData(bytes);
    }
}
