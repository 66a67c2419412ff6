using System.Collections.Frozen;

namespace Customization.LoadTests.Profiles;

/// <summary>What customers like more than the rest: how many times likelier a value is drawn than one that nobody
/// named.</summary>
public sealed class Preferences
{
    /// <summary>All values alike.</summary>
    public static readonly Preferences None = new([]);

    private readonly FrozenDictionary<string, FrozenDictionary<string, double>> _byProduct;

    /// <summary>Takes what the file says.</summary>
    public Preferences(IEnumerable<(string Product, string Characteristic, string Value, double Weight)> weights) =>
        _byProduct = weights.GroupBy(each => each.Product).ToFrozenDictionary(
            group => group.Key,
            group => group.ToFrozenDictionary(each => Key(each.Characteristic, each.Value), each => each.Weight));

    /// <summary>Weight of a value; 1 where nothing is said.</summary>
    public double Of(string product, ReadOnlySpan<char> characteristic, ReadOnlySpan<char> value)
    {
        if (!_byProduct.TryGetValue(product, out var weights))
        {
            return 1;
        }

        Span<char> key = stackalloc char[Math.Min(256, characteristic.Length + 1 + value.Length)];
        return key.TryWrite($"{characteristic}={value}", out var length)
            && weights.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out var weight)
            ? weight
            : 1;
    }

    private static string Key(string characteristic, string value) => $"{characteristic}={value}";
}
