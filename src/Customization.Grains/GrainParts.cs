using Customization.Client.Entities;
using Customization.Client.Publishing;
using Customization.Client.World;
using Customization.Domain.Entities;
using Customization.Grains.Entities;
using Customization.Grains.Secrets;
using Microsoft.Extensions.Logging;

namespace Customization.Grains;

/// <summary>What all grains of a silo share.</summary>
/// <param name="Time">The clock of decisions and of entities' timers.</param>
/// <param name="World">Catalog and outlook of this silo.</param>
public sealed record GrainParts(
    StoredRecords Records, IBlobStore Blobs, IGrainFactory Grains, EntityCalls Calls, ClusterWorld World,
    TimeProvider Time, GrainLimits Limits, ILogger<GrainParts> Log)
{
    /// <summary>The keys of customers; null where everything is stored in the open.</summary>
    public CustomerVault? Vault { get; init; }

    /// <summary>Name of the storage that entities and index use.</summary>
    public const string StorageName = "customization";

    /// <summary>Whether entities of a kind decide by catalog and outlook.</summary>
    public static bool NeedsWorld(EntityKind kind) => kind is EntityKind.ConfigurationSession or EntityKind.Order
        or EntityKind.Run or EntityKind.RunBatch;
}
