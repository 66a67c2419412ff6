using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Customization.Domain.Entities.Secrets;

/// <summary>The keys that customers' keys are wrapped with, by version. The highest is used for new ones; the others
/// open what is older.</summary>
/// <remarks>Written as a line for each: <c>1:BASE64</c> of 32 bytes. To rotate, append a line with a higher version
/// and keep the older ones.</remarks>
public sealed class MasterKeys
{
    /// <summary>Bytes of every key: AES-256.</summary>
    public const int KeyBytes = 32;

    private const int VersionsMax = 100;

    private readonly ImmutableSortedDictionary<int, byte[]> _keys;

    private MasterKeys(ImmutableSortedDictionary<int, byte[]> keys) => _keys = keys;

    /// <summary>The version that new keys are wrapped with.</summary>
    public int Current => _keys.Keys.Last();

    /// <summary>One key, as version 1.</summary>
    /// <param name="key">32 random bytes.</param>
    public static MasterKeys Of(byte[] key) => new(ImmutableSortedDictionary<int, byte[]>.Empty.Add(1, key));

    /// <summary>Reads the written form; false with the reason where it is malformed.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out MasterKeys? keys, [NotNullWhen(false)] out string? reason)
    {
        (keys, reason) = (null, null);
        var found = ImmutableSortedDictionary.CreateBuilder<int, byte[]>();
        foreach (var (line, number) in text.ReplaceLineEndings("\n").Split('\n').Select((line, i) => (line, i + 1)))
        {
            if (line.Trim() is not { Length: > 0 } entry || entry.StartsWith('#'))
            {
                continue;
            }

            var key = new byte[KeyBytes];
            var parts = entry.Split(':', 2);
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                || !Convert.TryFromBase64String(parts[1], key, out var length) || length != KeyBytes)
            {
                reason = string.Create(
                    CultureInfo.InvariantCulture,
                    $"line {number}: expected VERSION:BASE64 of {KeyBytes} bytes, such as 1:q83v...");
                return false;
            }

            if (!found.TryAdd(version, key) || found.Count > VersionsMax)
            {
                reason = string.Create(
                    CultureInfo.InvariantCulture, $"line {number}: version {version} again, or over {VersionsMax}");
                return false;
            }
        }

        reason = found.Count == 0 ? "there is no master key in it" : null;
        keys = found.Count == 0 ? null : new MasterKeys(found.ToImmutable());
        return keys is not null;
    }

    /// <summary>The written form of a first key.</summary>
    public static string Write(ReadOnlySpan<byte> key) => $"1:{Convert.ToBase64String(key)}\n";

    /// <summary>The key of a version, or null where it is not at hand.</summary>
    internal byte[]? Find(int version) => _keys.GetValueOrDefault(version);
}
