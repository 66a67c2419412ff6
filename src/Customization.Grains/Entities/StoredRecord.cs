namespace Customization.Grains.Entities;

/// <summary>What the storage keeps of one entity or of one page of an index.</summary>
[GenerateSerializer]
[Alias("customization.stored")]
public sealed class StoredRecord
{
    /// <summary>UTF-8 JSON of <c>EntityJson</c>: an envelope, or the keys of a page.</summary>
    [Id(0)]
    public byte[] Payload { get; set; } = [];

    /// <summary>Number of the entity's latest change; of a page of an index, the Unix second before which nobody
    /// touched any entity of it last, 0 where that is not known.</summary>
    [Id(1)]
    public long Version { get; set; }

    /// <summary>In whose list the entity is; null for nobody's.</summary>
    [Id(2)]
    public string? Owner { get; set; }

    /// <summary>When its reminder fires first; null where it needs none.</summary>
    [Id(3)]
    public DateTimeOffset? RemindAt { get; set; }
}
