using Customization.Client.Entities;
using Customization.Client.Listing;
using Customization.Client.Watching;
using Customization.Client.Wire;
using Customization.Domain;
using Customization.Domain.Entities;
using Orleans.Concurrency;

namespace Customization.Grains.Entities;

/// <summary>One entity in the memory of a silo: load, decide, persist, send, answer; what is decided is the decider's.
/// </summary>
/// <remarks>Decides ahead of the storage: while a write is on its way, further commands decide on the state in memory
/// and share the next write; replies, sends and watchers wait for the write of their change. Where reading or writing
/// fails or conflicts, everything decided since is given up and a new activation reads again. Deciding never awaits, so
/// being reentrant interleaves only waits; no call waits for another entity, so calls make no cycles.</remarks>
[Reentrant]
public abstract partial class EntityGrain<TDecider, TState>
    : Grain, IEntityGrain, IRemindable, IWriteOwner<TState>, ISender
    where TDecider : IDecider<TState>
    where TState : class
{
    private readonly GrainParts _parts;
    private readonly EntityAddress _address;
    private EntityStore<TDecider, TState> _store = null!;
    private EntityWriter<TDecider, TState> _writer = null!;
    private EntityTimers? _timers;
    private EntitySends? _sends;
    private ActivationProof<TDecider, TState>? _proof;
    private Settlings? _settlings;
    private Watchers? _watchers;
    private StateReports? _reports;
    private EntityAlarm? _flush;
    private Envelope<TState> _current = null!;
    private Envelope<TState> _durable = null!;
    private Exception? _fault;

    /// <summary>An entity of a silo.</summary>
    protected EntityGrain(GrainParts parts)
    {
        _parts = parts;
        _address = new EntityAddress(TDecider.Kind, this.GetPrimaryKeyString());
    }

    /// <summary>How many decisions wait for their write.</summary>
    private int Waiting => _settlings?.Count ?? 0;

    /// <summary>Names the entity too: Azure's provider would give keys that differ in a slash one row.</summary>
    private string ReminderName => $"redrive:{_address.Key.Replace('/', '~')}";

    private StateMessage Durable => new(_address, _durable.Version, _durable.State);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _store = new EntityStore<TDecider, TState>(_parts, _address, this.GetGrainId());
        _writer = new EntityWriter<TDecider, TState>(_parts, _store, this);
        if (GrainParts.NeedsWorld(TDecider.Kind))
        {
            await _parts.World.Ready.WaitAsync(_parts.Limits.WorldTimeout, cancellationToken);
        }

        try
        {
            _durable = _current = await _store.Load();
        }
        catch (Exception fault)
        {
            // Answered by Ask, so that callers get a reason instead of a broken activation.
            Failed(fault);
            return;
        }

        Report();
        if (_current.Outbox.Count > 0 || _current.Timers.Count > 0)
        {
            _ = this.AsReference<IEntityGrain>().Wake().AsTask();
        }
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timers?.Dispose();
        _flush?.Dispose();
        if (_fault is null && _current.Version > _durable.Version)
        {
            _writer.Start();
        }

        await _writer.Idle.WaitAsync(cancellationToken);
        _fault ??= new ObjectDisposedException(nameof(EntityGrain<TDecider, TState>));
    }

    /// <inheritdoc/>
    public ValueTask<ReplyMessage> Ask(CommandMessage command, CancellationToken cancellation) =>
        Answer(command.Command, isDelivery: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<ReplyMessage> Deliver(CommandMessage command) =>
        Answer(command.Command, isDelivery: true, CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask<long> Watch(IEntityWatcher watcher)
    {
        ThrowIfBroken();
        (_watchers ??= new Watchers(_parts.Limits)).Add(watcher);
        return ValueTask.FromResult(
            TDecider.Durability == Durability.Lazy && Waiting == 0 ? _current.Version : _durable.Version);
    }

    /// <inheritdoc/>
    public ValueTask<StateMessage> Peek()
    {
        ThrowIfBroken();
        return ValueTask.FromResult(Durable);
    }

    /// <inheritdoc/>
    public ValueTask Wake()
    {
        CatchUp();
        Flush();
        return ValueTask.CompletedTask;
    }

    /// <summary>The reminder fired: catches up, then moves the reminder to where it is needed, or removes it.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        CatchUp();
        await _writer.Idle;
        if (_fault is null && _current.Outbox.Count == 0)
        {
            _writer.Start(mayRelax: true);
            await _writer.Idle;
        }
    }

    /// <inheritdoc/>
    Envelope<TState> IWriteOwner<TState>.Current => _current;

    /// <summary>Gives the replies and starts the sends of everything that became durable.</summary>
    void IWriteOwner<TState>.Durable(Envelope<TState> envelope)
    {
        _durable = envelope;
        _settlings?.Durable(envelope.Version, change =>
        {
            _watchers?.Tell(new ChangeMessage(_address, change));
            _sends?.Durable(change, _current.Outbox);
        });
        Report();
        SetAlarm();
        if (TDecider.LeavesSoon(_current.State) && Waiting == 0 && _current.Outbox.Count == 0 && _watchers is null)
        {
            DeactivateOnIdle();
        }
    }

    /// <inheritdoc/>
    void IWriteOwner<TState>.Failed(Exception fault) => Failed(fault);

    /// <inheritdoc/>
    async Task IWriteOwner<TState>.Remind(TimeSpan? due)
    {
        if (due is { } wait)
        {
            await this.RegisterOrUpdateReminder(
                ReminderName, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _parts.Limits.RedriveDelay);
        }
        else if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <inheritdoc/>
    long IWriteOwner<TState>.DurableVersion => _durable.Version;

    /// <inheritdoc/>
    public bool IsBroken => _fault is not null;

    /// <inheritdoc/>
    void ISender.Tell(Command command) => Tell(command);

    /// <inheritdoc/>
    void ISender.SetAlarm() => SetAlarm();

    private async ValueTask<ReplyMessage> Answer(Command command, bool isDelivery, CancellationToken cancellation)
    {
        var began = GrainMetrics.Now;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (Waiting >= _parts.Limits.MailboxMax)
            {
                throw new UnavailableException(
                    UnavailableReason.Overloaded, $"{_address} has {_parts.Limits.MailboxMax} commands waiting");
            }

            var decided = Decide(command, out var hasMissed);
            if (hasMissed)
            {
                await _parts.World.Refresh().WaitAsync(cancellation);
                decided = Decide(command, out _);
            }

            if (Take(decided, isAwaited: true) is { } settled)
            {
                await settled.WaitAsync(cancellation);
            }
            else if (isDelivery && TDecider.Durability != Durability.Lazy)
            {
                await (_proof ??= new ActivationProof<TDecider, TState>(_store, _writer, this))
                    .Prove(decided.Next.Version);
                ThrowIfBroken();
            }

            return GrainMetrics.Asked(TDecider.Kind, decided.Reply, began);
        }
        catch (UnavailableException unavailable)
        {
            return GrainMetrics.Refused(TDecider.Kind, unavailable, began);
        }
    }

    /// <summary>Decides on the state in memory; nothing changes yet. Never awaits.</summary>
    private Decided Decide(Command command, out bool hasMissed)
    {
        ThrowIfBroken();
        var catalog = new CatalogProbe(_parts.World.Catalog);
        var context = new DecisionContext(_parts.Time.GetUtcNow(), catalog, _parts.World.Outlook)
        {
            Demand = _parts.World.Demand,
        };
        try
        {
            var (change, reply) = Envelope.Decide<TDecider, TState>(_current, command, context);
            hasMissed = catalog.HasMissed && change is null && reply is Rejection;
            return new Decided(
                change, reply, change is null ? _current : Envelope.Apply<TDecider, TState>(_current, change));
        }
        catch (Exception bug)
        {
            Stumble(command, bug);
            throw;
        }
    }

    /// <summary>Makes a decision the state in memory.</summary>
    /// <returns>What the reply must wait for, or null.</returns>
    private Task? Take(Decided decided, bool isAwaited)
    {
        var change = _store.Decided(decided.Change);
        _current = decided.Next;
        var mustWait = TDecider.Durability == Durability.Lazy
            ? change?.Effects.Length > 0
            : change is not null || Waiting > 0;
        if (!mustWait)
        {
            if (change is not null)
            {
                _watchers?.Tell(new ChangeMessage(_address, change));
                // The first write comes at once, so that the entity appears in lists.
                WriteWithin(_durable.Version == 0 ? TimeSpan.Zero : _parts.Limits.LazyInterval);
            }

            return null;
        }

        if (change?.Effects.Length > 0)
        {
            (_sends ??= NewSends()).Decided(change);
        }

        var settled = (_settlings ??= new Settlings()).Add(_current.Version, change, isAwaited);
        // A reply or a timer from which nothing follows yet may be lost: the same is sent, or fires, again.
        WriteWithin(isAwaited || change?.Effects.Length > 0 ? TimeSpan.Zero : _parts.Limits.CompanyDelay);
        return settled;
    }

    private void WriteWithin(TimeSpan delay)
    {
        if (delay == TimeSpan.Zero)
        {
            _writer.Start();
        }
        else if (_flush is null)
        {
            // No timer of the grain: an activation that ever had one keeps a set for them.
            _flush = new EntityAlarm(TimeProvider.System, this.AsReference<IEntityGrain>());
            _flush.Set(TimeProvider.System.GetUtcNow() + delay);
        }
    }

    private void Flush()
    {
        if (_flush is { HasRung: true })
        {
            _flush.Dispose();
            _flush = null;
            if (_fault is null && _current.Version > _durable.Version)
            {
                _writer.Start();
            }
        }
    }

    /// <summary>Repeats due sends and fires due timers.</summary>
    private void CatchUp()
    {
        if (_fault is not null)
        {
            return;
        }

        if (_current.Outbox.Count > 0)
        {
            (_sends ??= NewSends()).DeliverDue(_current.Outbox);
        }

        if (_current.Timers.Count > 0)
        {
            foreach (var name in (_timers ??= new EntityTimers(_parts)).Due(_current.Timers))
            {
                Tell(new TimerFired(name));
            }
        }

        SetAlarm();
    }

    /// <summary>Decides what the entity hears from its own timers and sends.</summary>
    private void Tell(Command command)
    {
        try
        {
            Take(Decide(command, out _), isAwaited: false);
        }
        catch (Exception)
        {
            // Logged where it was thrown, and repeated: the send stays pending, the timer set.
        }
    }

    private EntitySends NewSends() => new(_parts, TDecider.Kind, this);

    private void SetAlarm()
    {
        if (_fault is null && (_timers is not null || _sends is not null || _current.Timers.Count > 0))
        {
            (_timers ??= new EntityTimers(_parts)).Set(
                this.AsReference<IEntityGrain>(), _current.Timers, _sends?.NextDue);
        }
    }

    private void Report()
    {
        if (IndexPartitions.IsFollowed(TDecider.Kind) && _durable.Version > 0)
        {
            (_reports ??= new StateReports(_parts)).Offer(Durable);
        }
    }

    /// <summary>Gives up what is not durable: the next activation reads what is.</summary>
    private void Failed(Exception fault)
    {
        LogStorageFailed(_parts.Log, fault, TDecider.Kind);
        _fault = fault;
        _settlings?.GiveUp(new UnavailableException(
            UnavailableReason.StorageFault, $"{_address} could not be stored: {fault.Message}", fault));
        DeactivateOnIdle();
    }

    /// <summary>A decider threw: nothing changed, but what the entity told itself must not be lost.</summary>
    private void Stumble(Command command, Exception bug)
    {
        LogBug(_parts.Log, bug, TDecider.Kind);
        switch (command)
        {
            case EffectReplied replied:
                _sends?.Failed(replied.Key);
                break;
            case TimerFired:
                (_timers ??= new EntityTimers(_parts)).Hold();
                break;
        }
    }

    private void ThrowIfBroken()
    {
        if (_fault is not null)
        {
            throw new UnavailableException(
                UnavailableReason.StorageFault, $"{_address} is read from storage again: {_fault.Message}", _fault);
        }
    }

    /// <summary>A decision that is not yet the state in memory.</summary>
    private readonly record struct Decided(Change? Change, Reply Reply, Envelope<TState> Next);
}
