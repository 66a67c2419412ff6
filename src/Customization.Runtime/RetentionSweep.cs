using System.Data.Common;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Customization.Runtime.Mailboxes;
using Customization.Runtime.Scheduling;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime;

/// <summary>Walks over the stored entities of the kinds that are not kept for ever, a few at a time, and tells those
/// that may go.</summary>
/// <remarks>What is in memory is left out: somebody uses it, or it is looked at in the next walk. A walk that a stop
/// cuts off begins anew; it is nothing but looks. One thread at a time.</remarks>
internal sealed partial class RetentionSweep(EntityEngine engine, EntityType[] types) : IThreadPoolWorkItem
{
    /// <summary>Most looks in one piece of work: a few milliseconds.</summary>
    private const int LooksAtOnce = 50;

    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private string? _after;
    private int _left;
    private int _type = -1;
    private int _isRunning;

    /// <summary>Goes on for one sweep of the engine, or begins the next walk where that is due.</summary>
    public void Go()
    {
        if (types.Length == 0 || engine.Limits.SessionRetention == TimeSpan.Zero
            || Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            return;
        }

        var now = engine.Time.GetUtcNow();
        if (_type < 0 && now >= _began + engine.Limits.RetentionInterval)
        {
            (_began, _type, _after) = (now, 0, null);
        }

        _left = engine.Limits.RetentionLooksMax;
        Continue();
    }

    /// <summary>Some looks.</summary>
    public void Execute()
    {
        try
        {
            var kind = types[_type].Kind;
            var page = engine.Journal.List(new EntityQuery(kind, After: _after, Limit: Math.Min(_left, LooksAtOnce)));
            foreach (var key in page.Keys)
            {
                Look(types[_type], new EntityAddress(kind, key));
            }

            _left -= Math.Max(1, page.Keys.Length);
            _after = page.Next;
            if (page.Next is null)
            {
                _type = _type + 1 < types.Length ? _type + 1 : -1;
            }
        }
        catch (Exception fault) when (fault is IOException or DbException)
        {
            LogFailed(engine.Log, fault);
            _left = 0;
        }

        Continue();
        engine.Busy.Leave();
    }

    private void Continue()
    {
        if (_type < 0 || _left <= 0 || engine.IsDraining)
        {
            Volatile.Write(ref _isRunning, 0);
            return;
        }

        engine.Busy.Enter();
        engine.Scheduler.Post(Lane.Turns, this);
    }

    private void Look(EntityType type, EntityAddress address)
    {
        if (engine.IsActive(address))
        {
            return;
        }

        try
        {
            if (engine.Journal.Load(address) is { } stored
                && type.RetentionOf(address, stored, engine.Time.GetUtcNow(), engine.Limits.SessionRetention)
                    is not Retention.Stays)
            {
                engine.Signal(address, Signals.Retire);
            }
        }
        catch (Exception fault) when (fault is IOException or DbException or StoreException)
        {
            LogFailed(engine.Log, fault);
        }
    }

    [LoggerMessage(130, LogLevel.Warning, "Could not look whether entities may be deleted; the next walk does")]
    private static partial void LogFailed(ILogger log, Exception fault);
}
