using System.Collections.Immutable;
using Customization.Client.Entities;
using Customization.Client.Listing;
using Customization.Client.Publishing;
using Customization.Client.Watching;
using Customization.Client.World;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Customization.Client;

/// <summary>What a process brings along to work with a cluster.</summary>
/// <param name="Lanes">The shipping lanes of the plant, for the outlook.</param>
public sealed record ClusterParts(
    IGrainFactory Grains, EntityCalls Calls, IBlobStore Blobs, ImmutableArray<ShippingLane> Lanes, ClusterLimits Limits,
    TimeProvider Time, ILogger Log);

/// <summary>The engine of a cluster, as a process outside or inside of it sees it.</summary>
public sealed class ClusterCustomization : ICustomization, IDisposable
{
    private readonly ClusterParts _parts;
    private readonly ClusterWatch _watch;
    private readonly ClusterIndex _index;
    private readonly ClusterPublisher _publisher;
    private readonly ClientMetrics _metrics;
    private readonly LatencyCounter _latencies = new();
    private int _asks;

    /// <summary>Puts the parts together; <see cref="ClusterWorld.Start"/> comes when the cluster is
    /// reachable.</summary>
    public ClusterCustomization(ClusterParts parts)
    {
        _parts = parts;
        var blobs = new DefinitionBlobs(parts.Blobs);
        _watch = new ClusterWatch(parts.Grains, parts.Limits, parts.Time);
        _metrics = new ClientMetrics(() => _watch.Count);
        World = new ClusterWorld(parts, blobs, _metrics);
        _index = new ClusterIndex(parts.Grains);
        _publisher = new ClusterPublisher(blobs, World, parts.Limits, parts.Time, Ask);
    }

    /// <summary>Catalog and outlook of this process.</summary>
    public ClusterWorld World { get; }

    /// <inheritdoc/>
    public ICatalog Catalog => World.Catalog;

    /// <inheritdoc/>
    public Outlook Outlook => World.Outlook;

    /// <inheritdoc/>
    public async ValueTask<Reply> Ask(EntityAddress to, Command command, CancellationToken cancellation)
    {
        var start = _parts.Time.GetTimestamp();
        try
        {
            if (Interlocked.Increment(ref _asks) > _parts.Limits.AsksMax)
            {
                throw new UnavailableException(
                    UnavailableReason.Overloaded, $"{_parts.Limits.AsksMax} commands are waiting");
            }

            await _watch.Begun(to).WaitAsync(cancellation).ConfigureAwait(false);
            for (var delay = _parts.Limits.RerouteDelayMin; ; delay = Longer(delay))
            {
                try
                {
                    var message = await _parts.Calls.Ask(to, command, cancellation).ConfigureAwait(false);
                    return message.ReplyOrThrow();
                }
                catch (Exception fault) when (ClusterFaults.IsUndelivered(fault)
                    && _parts.Time.GetElapsedTime(start) + delay < _parts.Limits.RerouteWithin)
                {
                }

                await Task.Delay(delay, _parts.Time, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            // Orleans gave the call up at its end of time before this process did.
            throw new TimeoutException($"{to} did not answer in time", fault);
        }
        catch (Exception fault) when (ClusterFaults.Is(fault))
        {
            var unavailable = ClusterFaults.Of(fault, to.ToString());
            _metrics.CallFailed(unavailable.Reason);
            throw unavailable;
        }
        finally
        {
            Interlocked.Decrement(ref _asks);
            _latencies.Add(_parts.Time.GetElapsedTime(start));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Change> Watch(EntityAddress entity, CancellationToken cancellation) =>
        _watch.Watch(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<EntityPage> List(EntityQuery query, CancellationToken cancellation) =>
        _index.List(query, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<PublicationStep> Publish(
        DefinitionFiles definition, string by, CancellationToken cancellation) =>
        _publisher.Publish(definition, by, cancellation);

    /// <inheritdoc/>
    public ValueTask<DefinitionCheck> Check(DefinitionFiles definition, CancellationToken cancellation) =>
        _publisher.Check(definition, cancellation);

    /// <inheritdoc/>
    public ValueTask KeepImage(string reference, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        _parts.Blobs.Write(ImageReference.BlobName(reference), content, cancellation);

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadImage(string reference, CancellationToken cancellation) =>
        _parts.Blobs.Read(ImageReference.BlobName(reference), cancellation);

    /// <inheritdoc/>
    /// <remarks>Activations are those of the whole cluster; commands those of this process. Which entities are hot, and
    /// how writes are batched, the silos keep to their own metrics.</remarks>
    public async ValueTask<EngineHealth> Health(CancellationToken cancellation)
    {
        var grains = await Statistics(cancellation).ConfigureAwait(false);
        return new EngineHealth(
            _parts.Time.GetUtcNow(),
            [
                .. grains.GroupBy(grain => grain.SiloAddress.ToString())
                    .OrderBy(silo => silo.Key, StringComparer.Ordinal)
                    .Select(silo => new ProcessHealth(silo.Key, silo.Sum(grain => grain.ActivationCount))),
            ],
            grains.GroupBy(grain => grain.GrainType, StringComparer.Ordinal).ToImmutableSortedDictionary(
                kind => kind.Key, kind => kind.Sum(grain => grain.ActivationCount), StringComparer.Ordinal),
            _latencies.Read());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        _publisher.Dispose();
        World.Dispose();
        _metrics.Dispose();
    }

    private TimeSpan Longer(TimeSpan delay) =>
        delay * 2 < _parts.Limits.RerouteDelayMax ? delay * 2 : _parts.Limits.RerouteDelayMax;

    private async Task<SimpleGrainStatistic[]> Statistics(CancellationToken cancellation)
    {
        try
        {
            return await _parts.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics()
                .WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (ClusterFaults.Is(fault))
        {
            throw ClusterFaults.Of(fault, "the silos");
        }
    }
}
