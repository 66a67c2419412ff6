using Customization.Domain.Entities;

namespace Customization.Client.Listing;

/// <summary>Which partition of the index has which entity. The numbers are stored: they never change.</summary>
public static class IndexPartitions
{
    /// <summary>Number of partitions of a kind: one partition takes tens of thousands of new keys per second, but each
    /// holds all its keys in memory.</summary>
    public static int CountOf(EntityKind kind) => kind switch
    {
        EntityKind.ProductModel or EntityKind.ProductionCell or EntityKind.RuleSet => 1,
        EntityKind.ComponentStock or EntityKind.CellDay or EntityKind.Demand or EntityKind.Run => 4,
        _ => 32,
    };

    /// <summary>Whether every process keeps up with the states of this kind, for its catalog, its outlook or
    /// its recommendations.</summary>
    public static bool IsFollowed(EntityKind kind) => kind is EntityKind.ProductModel or EntityKind.ComponentStock
        or EntityKind.ProductionCell or EntityKind.CellDay or EntityKind.Demand;

    /// <summary>Grain key of the partition that has an entity.</summary>
    public static string NameOf(EntityAddress address) =>
        NameOf(address.Kind, (int)(HashOf(address.Key) % (uint)CountOf(address.Kind)));

    /// <summary>Grain key of a partition.</summary>
    public static string NameOf(EntityKind kind, int partition) => $"{kind}/{partition}";

    /// <summary>Grain key of the list of an owner.</summary>
    public static string NameOf(EntityKind kind, string owner) => $"{kind}@{owner}";

    /// <summary>Whether a grain key is of the list of an owner.</summary>
    public static bool IsOfOwner(string name) => name.AsSpan(0, name.IndexOfAny(['/', '@']) + 1) is [.., '@'];

    /// <summary>Of which kind a partition is.</summary>
    public static EntityKind KindOf(string name) => Enum.Parse<EntityKind>(name.AsSpan(0, name.IndexOfAny(['/', '@'])));

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
