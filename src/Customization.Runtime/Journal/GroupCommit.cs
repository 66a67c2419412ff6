using Customization.Runtime.Scheduling;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Journal;

/// <summary>Who hears what became of a write.</summary>
internal interface IWriteOwner
{
    /// <summary>A write of this owner failed: what it submitted since builds on it and must not be written.</summary>
    bool Broken { get; }

    /// <summary>The write that brought the entity to a version is durable.</summary>
    void Committed(long version);

    /// <summary>A write failed or was dropped; the owner is broken from now on.</summary>
    void Failed(Exception fault);
}

/// <summary>The one writer: collects the writes of all entities while one batch is on its way to the disk, then sends
/// them as the next batch.</summary>
/// <remarks>With N entities writing at once a transaction carries up to N writes, so throughput grows with load while
/// the number of disk flushes does not. <see cref="Add"/> is for any thread; owners are told on the storage lane.
/// </remarks>
internal sealed partial class GroupCommit : IThreadPoolWorkItem, IDisposable
{
    private readonly IJournal _journal;
    private readonly IScheduler _scheduler;
    private readonly RuntimeLimits _limits;
    private readonly Busy _busy;
    private readonly TimeProvider _time;
    private readonly RuntimeMetrics _metrics;
    private readonly ILogger _log;
    private readonly ITimer _delay;
    private readonly Lock _gate = new();
    private readonly List<(EntityWrite Write, IWriteOwner Owner)> _batch = [];
    private readonly List<EntityWrite> _writes = [];
    private readonly Queue<(EntityWrite Write, IWriteOwner Owner)> _waiting = [];
    private bool _scheduled;
    private bool _delayed;

    public GroupCommit(
        IJournal journal, IScheduler scheduler, TimeProvider time, RuntimeLimits limits, Busy busy,
        RuntimeMetrics metrics, ILogger log)
    {
        (_journal, _scheduler, _time, _limits, _busy) = (journal, scheduler, time, limits, busy);
        (_metrics, _log) = (metrics, log);
        _delay = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Queues a write; one that is not urgent may wait <see cref="RuntimeLimits.CoalesceDelay"/> for company.
    /// </summary>
    public void Add(EntityWrite write, IWriteOwner owner, bool urgent)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && !_scheduled)
            {
                _busy.Enter();
            }

            _waiting.Enqueue((write, owner));
            if (_scheduled)
            {
                return;
            }

            if (!urgent)
            {
                if (!_delayed)
                {
                    _delayed = true;
                    _delay.Change(_limits.CoalesceDelay, Timeout.InfiniteTimeSpan);
                }

                return;
            }

            _scheduled = true;
        }

        _scheduler.Post(Lane.Storage, this);
    }

    /// <summary>Writes what waits now.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _delayed = false;
            if (_scheduled || _waiting.Count == 0)
            {
                return;
            }

            _scheduled = true;
        }

        _scheduler.Post(Lane.Storage, this);
    }

    /// <summary>One batch.</summary>
    public void Execute()
    {
        Take();
        Commit();
        _batch.Clear();
        _writes.Clear();
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _scheduled = false;
                _busy.Leave();
                return;
            }
        }

        _scheduler.Post(Lane.Storage, this);
    }

    /// <inheritdoc/>
    public void Dispose() => _delay.Dispose();

    private void Take()
    {
        lock (_gate)
        {
            while (_batch.Count < _limits.BatchMax && _waiting.TryDequeue(out var next))
            {
                _batch.Add(next);
            }
        }

        for (var i = 0; i < _batch.Count; i++)
        {
            if (_batch[i].Owner.Broken)
            {
                _batch[i].Owner.Failed(new IOException("an earlier write of this entity failed"));
                _batch[i] = default;
            }
            else
            {
                _writes.Add(_batch[i].Write);
            }
        }
    }

    private void Commit()
    {
        if (_writes.Count == 0)
        {
            return;
        }

        Exception? fault = null;
        var start = _time.GetTimestamp();
        try
        {
            _journal.Commit(_writes);
        }
        catch (Exception caught)
        {
            fault = caught;
            LogCommitFailed(_log, caught, _writes.Count);
        }

        _metrics.Committed(_time.GetElapsedTime(start), _writes, fault is null);
        foreach (var (write, owner) in _batch)
        {
            if (owner is null)
            {
                continue;
            }

            if (fault is null)
            {
                owner.Committed(write.Version);
            }
            else
            {
                owner.Failed(fault);
            }
        }
    }
}
