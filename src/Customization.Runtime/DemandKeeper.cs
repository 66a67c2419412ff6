using System.Collections.Concurrent;
using Customization.Domain.Catalog;
using Customization.Domain.Demand;
using Customization.Domain.Demand.Recommending;

namespace Customization.Runtime;

/// <summary>Keeps the recommendations of this process: takes the shards of Demand as they change, and makes a new
/// outlook of them at most once per <see cref="RuntimeLimits.DemandInterval"/>, beside the click path.</summary>
/// <remarks><see cref="Take"/> is for any thread; the builder is touched under a lock. What is to be learned is learned
/// outside it, one product at a time, and counts at the outlook after that.</remarks>
internal sealed class DemandKeeper : IDisposable
{
    private readonly DemandOutlookBuilder _builder = new();
    private readonly Func<ICatalog> _catalog;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, DemandState> _changed = new(StringComparer.Ordinal);
    private readonly Lock _refreshing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private Task<DemandLearning>? _learning;
    private volatile DemandOutlook _current = DemandOutlook.Empty;

    public DemandKeeper(Func<ICatalog> catalog, TimeProvider time, RuntimeLimits limits)
    {
        (_catalog, _time) = (catalog, time);
        _timer = time.CreateTimer(_ => Refresh(), null, limits.DemandInterval, limits.DemandInterval);
    }

    /// <summary>The latest outlook.</summary>
    public DemandOutlook Current => _current;

    /// <summary>Remembers a shard for the next outlook; states of other kinds do not matter.</summary>
    public void Take(object state)
    {
        if (state is DemandState shard)
        {
            _changed[shard.Key] = shard;
        }
    }

    /// <summary>Makes the outlook of what was taken. Where one is being made, that one has to do.</summary>
    public void Refresh()
    {
        if (!_refreshing.TryEnter())
        {
            return;
        }

        try
        {
            foreach (var key in _changed.Keys)
            {
                if (_changed.TryRemove(key, out var shard))
                {
                    _builder.Put(shard);
                }
            }

            if (_learning is { IsCompleted: true, IsCanceled: false })
            {
                _builder.Take(_learning.GetAwaiter().GetResult());
                _learning = null;
            }

            _current = _builder.Build(_catalog(), _time.GetUtcNow());
            if (_learning is null && _builder.NextLearning() is { } next)
            {
                _learning = Task.Run(() => next.Learn(_stop.Token), _stop.Token);
            }
        }
        finally
        {
            _refreshing.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _stop.Cancel();
    }
}
