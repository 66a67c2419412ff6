using System.Collections.Concurrent;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Runtime;

/// <summary>Keeps the outlook of this process: takes the states of components, cells and days as they change, and makes
/// a new outlook of them once per <see cref="RuntimeLimits.OutlookInterval"/>.</summary>
/// <remarks><see cref="Take"/> is for any thread; the builder is touched under a lock.</remarks>
internal sealed class OutlookKeeper : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly OutlookBuilder _builder;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<EntityAddress, object> _changed = new();
    private readonly Lock _refreshing = new();
    private readonly ITimer _timer;
    private volatile Outlook _current = Outlook.Empty;

    public OutlookKeeper(OutlookBuilder builder, TimeProvider time, RuntimeLimits limits)
    {
        (_builder, _time, _interval) = (builder, time, limits.OutlookInterval);
        _timer = time.CreateTimer(_ => Refresh(), null, _interval, _interval);
    }

    /// <summary>The latest outlook.</summary>
    public Outlook Current => _current;

    /// <summary>Remembers a state for the next outlook; states of other kinds do not matter.</summary>
    public void Take(EntityAddress address, object state)
    {
        if (state is StockState or CellState or CellDayState)
        {
            _changed[address] = state;
        }
    }

    /// <summary>Takes a state and makes the next outlook soon where a component is new or a cell has changed: that
    /// happens seldom, and somebody waits for it. Simulated processes do not hurry, so that more is decided by what is
    /// over.</summary>
    public void TakeSoon(EntityAddress address, object state)
    {
        Take(address, state);
        if (state is CellState || (state is StockState && !_current.Components.ContainsKey(address.Key)))
        {
            _timer.Change(Soon, _interval);
        }
    }

    /// <summary>Makes the outlook of what was taken.</summary>
    public void Refresh()
    {
        lock (_refreshing)
        {
            foreach (var address in _changed.Keys)
            {
                if (_changed.TryRemove(address, out var state))
                {
                    Put(state);
                }
            }

            _current = _builder.Build(_time.GetUtcNow());
        }
    }

    /// <summary>Takes a state directly, for filling at start.</summary>
    public void Put(object state)
    {
        lock (_refreshing)
        {
            switch (state)
            {
                case StockState stock:
                    _builder.Put(stock);
                    break;
                case CellState cell:
                    _builder.Put(cell);
                    break;
                case CellDayState day:
                    _builder.Put(day);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
