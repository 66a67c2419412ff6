using System.Collections.Immutable;
using System.Diagnostics;
using Customization.Client.Listing;
using Customization.Client.Publishing;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Delivery;
using Customization.Domain.Demand;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Microsoft.Extensions.Logging;

namespace Customization.Client.World;

/// <summary>What decisions in this process look at besides their entity: catalog, outlook and demand, kept fresh from
/// the index.</summary>
/// <remarks>Every process has one, silos and front-ends alike. A refresh asks each partition of the followed kinds for
/// what changed since the last one, and loads what is newly published from storage. Safe for any number of threads.
/// </remarks>
public sealed partial class ClusterWorld : IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly DefinitionBlobs _blobs;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ClientMetrics _metrics;
    private readonly OutlookBuilder _builder;
    private readonly DemandOutlookBuilder _demand = new();
    private readonly Feed[] _feeds;
    private readonly ITimer _timer;
    private readonly TimeSpan _interval;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private Task? _next;
    private Task<DemandLearning>? _learning;
    private volatile CatalogSnapshot _catalog;
    private volatile Outlook _outlook = Outlook.Empty;
    private volatile DemandOutlook _demandOutlook = DemandOutlook.Empty;

    internal ClusterWorld(ClusterParts parts, DefinitionBlobs blobs, ClientMetrics metrics)
    {
        (_grains, _blobs, _time, _log, _metrics) = (parts.Grains, blobs, parts.Time, parts.Log, metrics);
        _interval = parts.Limits.OutlookInterval;
        _builder = new OutlookBuilder(parts.Lanes);
        var bytes = parts.Limits.AnswerBytesMax;
        _catalog = CatalogSnapshot.Empty with { Answers = bytes > 0 ? new RememberedAnswers(bytes) : null };
        _feeds = [.. Enum.GetValues<EntityKind>().Where(IndexPartitions.IsFollowed).SelectMany(kind =>
            Enumerable.Range(0, IndexPartitions.CountOf(kind))
                .Select(partition => new Feed(IndexPartitions.NameOf(kind, partition))))];
        _timer = _time.CreateTimer(_ => _ = RefreshQuietly(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The products as this process knows them now.</summary>
    public ICatalog Catalog => _catalog;

    /// <summary>Free stock and capacity as this process knows them now.</summary>
    public Outlook Outlook => _outlook;

    /// <summary>What sells with what as this process knows it now.</summary>
    public DemandOutlook Demand => _demandOutlook;

    /// <summary>Ends when the first refresh has succeeded.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Begins to refresh, once each <see cref="ClusterLimits.OutlookInterval"/>. The cluster must be
    /// reachable.</summary>
    public void Start() => _timer.Change(TimeSpan.Zero, _interval);

    /// <summary>Refreshes no more by itself: the silos are about to be out of reach.</summary>
    public void Stop() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>A refresh that starts after this call; calls that come while one runs share the next.</summary>
    /// <exception cref="UnavailableException">Silos or storage are away; everything is as it was.</exception>
    public Task Refresh()
    {
        lock (_gate)
        {
            return _next ??= RefreshAfter(_running);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _disposed.Cancel();
    }

    private async Task RefreshAfter(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _running = _next!;
            _next = null;
        }

        var (isDone, began) = (false, Stopwatch.GetTimestamp());
        try
        {
            await Read().ConfigureAwait(false);
            isDone = true;
        }
        catch (Exception fault) when (fault is not UnavailableException)
        {
            // Whatever a silo or the storage threw, on its way through grains that is no longer told apart.
            throw new UnavailableException(
                UnavailableReason.StorageFault, $"catalog and outlook are as they were: {fault.Message}", fault);
        }
        finally
        {
            _metrics.Refreshed(began, isDone);
        }
    }

    private async Task Read()
    {
        var news = await Task.WhenAll(_feeds.Select(feed =>
            _grains.GetGrain<IIndexGrain>(feed.Name).News(feed.Epoch, feed.Sequence).AsTask())).ConfigureAwait(false);
        for (var i = 0; i < news.Length; i++)
        {
            await Take(_feeds[i], news[i]).ConfigureAwait(false);
        }

        _outlook = _builder.Build(_time.GetUtcNow());
        BuildDemand();
        _ready.TrySetResult();
    }

    /// <summary>What is to be learned is learned beside the refreshes, one product at a time, and counts at the next.
    /// </summary>
    private void BuildDemand()
    {
        if (_learning is { IsCompleted: true, IsCanceled: false })
        {
            _demand.Take(_learning.GetAwaiter().GetResult());
            _learning = null;
        }

        _demandOutlook = _demand.Build(_catalog, _time.GetUtcNow());
        if (_learning is null && _demand.NextLearning() is { } next)
        {
            _learning = Task.Run(() => next.Learn(_disposed.Token), _disposed.Token);
        }
    }

    private async Task Take(Feed feed, IndexNews news)
    {
        foreach (var message in news.States)
        {
            switch (message.State)
            {
                case ProductModelState product:
                    await Follow(product).ConfigureAwait(false);
                    break;
                case StockState stock:
                    _builder.Put(stock);
                    break;
                case CellState cell:
                    _builder.Put(cell);
                    break;
                case CellDayState day:
                    _builder.Put(day);
                    break;
                case DemandState shard:
                    _demand.Put(shard);
                    break;
            }
        }

        (feed.Epoch, feed.Sequence) = (news.Epoch, news.Sequence);
    }

    private async Task Follow(ProductModelState product)
    {
        var ready = new Dictionary<int, ReadyDefinition>();
        foreach (var version in product.Versions)
        {
            if (_catalog.Version(product.Code, version.Version) is not null)
            {
                continue;
            }

            if (await _blobs.Read(version.DefinitionHash, CancellationToken.None).ConfigureAwait(false) is { } found)
            {
                ready.Add(version.Version, found);
            }
            else
            {
                LogVersionLost(_log, product.Code, version.Version);
            }
        }

        _catalog = _catalog.Follow(product, version => ready.GetValueOrDefault(version.Version));
    }

    private async Task RefreshQuietly()
    {
        try
        {
            await Refresh().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // Storage or silos are away for a moment; the next tick tries again.
            LogRefreshFailed(_log, fault);
        }
    }

    /// <summary>How far this process has read a partition.</summary>
    private sealed class Feed(string name)
    {
        public string Name { get; } = name;

        public long Epoch { get; set; }

        public long Sequence { get; set; }
    }
}
