using Customization.Client.Entities;
using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>Whose envelope is written.</summary>
internal interface IWriteOwner<TState> : IGrainBase
    where TState : class
{
    /// <summary>Which entity it is.</summary>
    EntityAddress Address { get; }

    /// <summary>The latest decided envelope.</summary>
    Envelope<TState> Current { get; }

    /// <summary>The latest durable envelope.</summary>
    Envelope<TState> Durable { get; }

    /// <summary>Ends when nothing is being written.</summary>
    Task Idle { get; }

    /// <summary>A read or write failed: nothing of this activation counts any more.</summary>
    bool IsBroken { get; }

    /// <summary>An envelope is durable.</summary>
    void Stored(Envelope<TState> envelope);

    /// <summary>Nothing is being written or waits to be.</summary>
    void Rest();

    /// <summary>Nothing of the entity is stored any more.</summary>
    void Vanished();

    /// <summary>A write failed: it is unknown what the storage has.</summary>
    void Failed(Exception fault);

    /// <summary>Sets the entity's reminder; null removes it.</summary>
    Task Remind(TimeSpan? due);
}

/// <summary>Writes one entity, one write at a time: what is decided while a write is on its way shares the next one.
/// </summary>
/// <remarks>Made when there is something to write and let go when nothing is, so an idle entity keeps none. The
/// reminder that a crash needs is set before the write that makes it necessary. Runs on the grain's scheduler.
/// </remarks>
internal sealed class EntityWriter<TDecider, TState>(
    GrainParts parts, EntityStore<TDecider, TState> store, IWriteOwner<TState> owner) : IDisposable
    where TDecider : IDecider<TState>
    where TState : class
{
    private EntityAlarm? _alarm;
    private bool _mustWrite;
    private bool _mayRelax;
    private bool _isRunning;

    /// <summary>Ends when nothing is being written.</summary>
    public Task Idle { get; private set; } = Task.CompletedTask;

    /// <summary>Writes the owner's envelope, after the write that is on its way if there is one.</summary>
    /// <param name="mayRelax">The reminder has fired: it may be put back to where it is needed, or removed.</param>
    public void Start(bool mayRelax = false)
    {
        _mustWrite = true;
        _mayRelax |= mayRelax;
        if (!_isRunning)
        {
            _isRunning = true;
            Idle = Run();
        }
        else
        {
            store.Prepare();
        }
    }

    /// <summary>Writes now, or after a delay or the one that is being waited for: wakes the entity, which calls
    /// <see cref="Flush"/>.</summary>
    public void StartWithin(TimeSpan delay)
    {
        if (delay == TimeSpan.Zero)
        {
            Start();
        }
        else if (_alarm is null)
        {
            // No timer of the grain: an activation that ever had one keeps a set for them.
            _alarm = new EntityAlarm(TimeProvider.System, parts.Grains.Entity(owner.Address));
            _alarm.Set(TimeProvider.System.GetUtcNow() + delay);
        }
    }

    /// <summary>Writes what was to be written after a delay, if that is over.</summary>
    public void Flush()
    {
        if (_alarm is { HasRung: true })
        {
            Dispose();
            if (!owner.IsBroken && owner.Current.Version > owner.Durable.Version)
            {
                Start();
            }

            RestIfDone();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _alarm?.Dispose();
        _alarm = null;
    }

    private async Task Run()
    {
        try
        {
            while (_mustWrite)
            {
                _mustWrite = false;
                await Write(owner.Current);
            }
        }
        catch (Exception fault)
        {
            owner.Failed(fault);
        }
        finally
        {
            _isRunning = false;
            RestIfDone();
        }
    }

    private void RestIfDone()
    {
        if (!_isRunning && _alarm is null)
        {
            owner.Rest();
        }
    }

    private async Task Write(Envelope<TState> envelope)
    {
        if (envelope.Version == 0)
        {
            // A reminder that outlived its entity.
            await owner.Remind(null);
            return;
        }

        var now = parts.Time.GetUtcNow();
        var redrive = parts.Limits.RedriveDelay;
        DateTimeOffset? timer = envelope.Timers.Count == 0 ? null : envelope.Timers.Values.Min();
        var needed = Redrive.Needed(envelope.Outbox.Count > 0, timer, now, redrive);
        var relaxes = _mayRelax;
        _mayRelax = false;
        if (!relaxes && Redrive.IsTooLate(store.RemindAt, needed, redrive))
        {
            await owner.Remind(needed - now);
        }

        var isMoved = relaxes || Redrive.IsTooLate(store.RemindAt, needed, redrive);
        await store.Write(envelope, isMoved ? needed : store.RemindAt);
        owner.Stored(envelope);
        if (relaxes)
        {
            await owner.Remind(needed - now);
        }
    }
}
