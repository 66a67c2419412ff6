using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Customization.Runtime.Journal;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>The journal of the embedded engine.</summary>
public sealed class StoredByMailboxes(string folder, ICustomization engine, ScriptTime time) : IStored, IDisposable
{
    private static readonly (EntityKind Kind, Command Read)[] Planned =
    [
        (EntityKind.ComponentStock, new ReadStock()),
        (EntityKind.ProductionCell, new ReadCell()),
        (EntityKind.CellDay, new ReadCellDay()),
    ];

    private readonly SqliteReader _reader =
        new(SqliteStore.OpenToLook(Path.Combine(folder, SqliteStore.FileName)));

    /// <inheritdoc/>
    public IReadOnlyList<EntityAddress> Due(DateTimeOffset now) =>
        [.. _reader.Wakes().Where(wake => wake.At <= now).Select(wake => wake.Address)];

    /// <inheritdoc/>
    public DateTimeOffset? NextDue(DateTimeOffset now) =>
        _reader.Wakes().Where(wake => wake.At > now).Min(wake => (DateTimeOffset?)wake.At);

    /// <inheritdoc/>
    public long VersionOf(EntityAddress address) => _reader.Load(address)?.Version ?? 0;

    /// <inheritdoc/>
    /// <remarks>An entity that answers has told the outlook of everything before.</remarks>
    public async Task Refresh()
    {
        foreach (var (kind, read) in Planned)
        {
            var known = await engine.List(new EntityQuery(kind, Limit: EntityQuery.LimitMax), default);
            Assert.Null(known.Next);
            await Task.WhenAll(known.Keys.Select(
                key => engine.Ask(new EntityAddress(kind, key), read, default).AsTask()));
        }

        time.Tick();
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
