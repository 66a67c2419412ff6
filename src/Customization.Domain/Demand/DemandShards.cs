using System.Globalization;
using Customization.Domain.Entities;

namespace Customization.Domain.Demand;

/// <summary>Which entity counts which sale.</summary>
public static class DemandShards
{
    /// <summary>The shard of a product that a sale belongs to: that of its configuration, so that each is counted in
    /// one place.</summary>
    public static EntityAddress AddressOf(string product, Sale sale) =>
        AddressOf(product, (int)(HashOf(sale.Configuration) % DemandLimits.ShardsPerProduct));

    /// <summary>A shard of a product by its number.</summary>
    public static EntityAddress AddressOf(string product, int shard) => new(
        EntityKind.Demand, string.Create(CultureInfo.InvariantCulture, $"{product}/{shard}"));

    /// <summary>The product of a shard's key.</summary>
    public static string ProductOf(string key) => key[..Math.Max(0, key.LastIndexOf('/'))];

    /// <summary>FNV-1a over UTF-16 code units: stable over processes and versions.</summary>
    private static uint HashOf(string key)
    {
        var hash = 2166136261u;
        foreach (var unit in key)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return hash;
    }
}
