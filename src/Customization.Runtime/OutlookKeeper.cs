using System.Collections.Concurrent;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Runtime;

/// <summary>Keeps the outlook of this process: takes the states of components, cells and days as they change, and makes
/// a new outlook of them at most once per <see cref="RuntimeLimits.OutlookInterval"/>.</summary>
/// <remarks><see cref="Take"/> is for any thread; the builder is touched under a lock.</remarks>
internal sealed class OutlookKeeper : IDisposable
{
    private readonly OutlookBuilder _builder;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<EntityAddress, object> _changed = new();
    private readonly Lock _refreshing = new();
    private readonly ITimer _timer;
    private volatile Outlook _current = Outlook.Empty;

    public OutlookKeeper(OutlookBuilder builder, TimeProvider time, RuntimeLimits limits)
    {
        (_builder, _time) = (builder, time);
        _timer = time.CreateTimer(_ => Refresh(), null, limits.OutlookInterval, limits.OutlookInterval);
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
