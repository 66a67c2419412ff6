using System.Text.Json;
using Customization.Client.Entities;
using Customization.Client.Listing;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain.Entities;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>The storage of a silo.</summary>
public sealed class StoredByGrains(FaultyStorage storage, TestSilo silo) : IStored
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<GrainType, EntityKind> _kinds = Enum.GetValues<EntityKind>()
        .ToDictionary(kind => silo.Grains.Entity(new EntityAddress(kind, "any")).GetGrainId().Type);

    /// <inheritdoc/>
    public IReadOnlyList<EntityAddress> Due(DateTimeOffset now) =>
        [.. storage.Rows().Where(row => IsDue(row.Value.Payload, now)).Select(row => AddressOf(row.Key))];

    /// <inheritdoc/>
    public DateTimeOffset? NextDue(DateTimeOffset now) => storage.Rows().Values
        .SelectMany(row => TimersOf(row.Payload)).Where(due => due > now).Min(due => (DateTimeOffset?)due);

    /// <inheritdoc/>
    public long VersionOf(EntityAddress address) =>
        storage.Rows().GetValueOrDefault(silo.Grains.Entity(address).GetGrainId())?.Version ?? 0;

    /// <inheritdoc/>
    /// <remarks>The outlook is made of the index, which grains tell of their states after they are stored.</remarks>
    public async Task Refresh()
    {
        await Eventually.Holds(IsIndexed, Patience);
        await silo.Engine.World.Refresh();
    }

    private static bool IsDue(byte[] payload, DateTimeOffset now)
    {
        using var stored = JsonDocument.Parse(payload);
        return stored.RootElement.GetProperty("outbox").EnumerateObject().Any()
            || TimersOf(payload).Any(due => due <= now);
    }

    private static DateTimeOffset[] TimersOf(byte[] payload)
    {
        using var stored = JsonDocument.Parse(payload);
        return [.. stored.RootElement.GetProperty("timers").EnumerateObject()
            .Select(timer => timer.Value.GetDateTimeOffset())];
    }

    private async Task<bool> IsIndexed()
    {
        var followed = Enum.GetValues<EntityKind>().Where(IndexPartitions.IsFollowed).SelectMany(kind =>
            Enumerable.Range(0, IndexPartitions.CountOf(kind)).Select(part => IndexPartitions.NameOf(kind, part)));
        var news = await Task.WhenAll(followed.Select(name =>
            silo.Grains.GetGrain<IIndexGrain>(name).News(0, 0).AsTask()));
        var versions = news.SelectMany(each => each.States)
            .ToDictionary(state => state.Address, state => state.Version);
        return storage.Rows().Select(row => (Address: AddressOf(row.Key), row.Value.Version))
            .Where(row => IndexPartitions.IsFollowed(row.Address.Kind))
            .All(row => versions.GetValueOrDefault(row.Address) == row.Version);
    }

    private EntityAddress AddressOf(GrainId grain) => new(_kinds[grain.Type], grain.Key.ToString()!);
}
