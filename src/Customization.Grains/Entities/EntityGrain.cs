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
    private readonly string _key;
    private readonly EntityStore<TDecider, TState> _store;
    private EntityWriter<TDecider, TState>? _writer;
    private EntityWork<TDecider, TState>? _work;
    private Task? _loading;
    private Exception? _fault;

    /// <summary>An entity of a silo.</summary>
    protected EntityGrain(GrainParts parts)
    {
        _key = this.GetPrimaryKeyString();
        _store = new EntityStore<TDecider, TState>(parts, this);
    }

    internal GrainParts Parts => _store.Parts;

    private EntityWork<TDecider, TState> Work => _work ??= new EntityWork<TDecider, TState>(_store, this, this);

    private IEntityGrain Self => Parts.Grains.Entity(Address);

    internal Task Retiring => _work?.Retiring ?? Task.CompletedTask;

    internal int Waiting => _work?.Waiting ?? 0;

    private StateMessage Latest => new(Address, Durable.Version, Durable.State);

    private EntityWriter<TDecider, TState> Writer =>
        _writer ??= new EntityWriter<TDecider, TState>(Parts, _store, this);

    /// <inheritdoc/>
    public EntityAddress Address => new(TDecider.Kind, _key);

    /// <inheritdoc/>
    public Envelope<TState> Current { get; private set; } = null!;

    /// <inheritdoc/>
    public Envelope<TState> Durable { get; private set; } = null!;

    /// <inheritdoc/>
    public Task Idle => Retiring.IsCompleted ? _writer?.Idle ?? Task.CompletedTask : Retiring;

    /// <summary>Begins to load: whoever asks waits for that, the activation does not.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var loading = Load();
        _loading = loading.IsCompleted ? null : loading;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Loaded(cancellationToken);
        _work?.Dispose();
        _writer?.Dispose();
        if (_fault is null && Current.Version > Durable.Version)
        {
            Writer.Start();
        }

        await Idle.WaitAsync(cancellationToken);
        _fault ??= new ObjectDisposedException(nameof(EntityGrain<TDecider, TState>));
    }

    /// <inheritdoc/>
    public ValueTask<ReplyMessage> Ask(CommandMessage command, CancellationToken cancellation) =>
        Answer(command.Command, isDelivery: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<ReplyMessage> Deliver(CommandMessage command) =>
        Answer(command.Command, isDelivery: true, CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask<ReplyMessage?[]> AskAll(CommandMessage[] commands, bool areDeliveries) =>
        EntityBatch.Answer(this, commands, areDeliveries);

    /// <inheritdoc/>
    public async ValueTask<long> Watch(IEntityWatcher watcher)
    {
        await Loaded();
        ThrowIfBroken();
        Work.Watchers.Add(watcher);
        return TDecider.Durability == Durability.Lazy && Waiting == 0 ? Current.Version : Durable.Version;
    }

    /// <inheritdoc/>
    public async ValueTask<StateMessage> Peek()
    {
        await Loaded();
        ThrowIfBroken();
        return Latest;
    }

    /// <inheritdoc/>
    public async ValueTask Wake()
    {
        await Loaded();
        CatchUp();
        _writer?.Flush();
    }

    /// <inheritdoc/>
    public async ValueTask<long?> Retire()
    {
        await Loaded();
        await Idle;
        ThrowIfBroken();
        var now = Parts.Time.GetUtcNow();
        switch (Envelope.RetentionOf<TDecider, TState>(Current, now, Parts.Limits.SessionRetention))
        {
            case Retention.IsDated:
                TakeUnasked(Decided<TState>.Dating<TDecider>(Parts, Current));
                break;
            case Retention.Goes when Current.Version == Durable.Version && Idle.IsCompleted:
                await (Work.Retiring = _store.Vanish());
                ThrowIfBroken();
                break;
        }

        LeaveUnlessUsed();
        return _store.IsStored || Current.Version > 0 ? Current.TouchedAt : null;
    }

    /// <summary>The reminder fired: catches up, then moves the reminder to where it is needed, or removes it.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await Loaded();
        CatchUp();
        await Idle;
        if (_fault is null && Current.Outbox.Count == 0)
        {
            Writer.Start(mayRelax: true);
            await Idle;
        }
    }

    /// <summary>Gives the replies and starts the sends of everything that became durable.</summary>
    void IWriteOwner<TState>.Stored(Envelope<TState> envelope)
    {
        Durable = envelope;
        _work?.Durable(envelope);
        Report();
        SetAlarm();
        if (TDecider.LeavesSoon(Current.State))
        {
            LeaveUnlessUsed();
        }
    }

    void IWriteOwner<TState>.Vanished() => Durable = Current = Envelope.New<TDecider, TState>(_key);

    void IWriteOwner<TState>.Failed(Exception fault) => Failed(fault);

    Task IWriteOwner<TState>.Remind(TimeSpan? due) => EntityReminder.Set(this, Address, due, Parts.Limits.RedriveDelay);

    void IWriteOwner<TState>.Rest() => _writer = null;

    /// <inheritdoc/>
    public bool IsBroken => _fault is not null;

    void ISender.Tell(Command command) => Tell(command);

    void ISender.SetAlarm() => SetAlarm();

    private async Task Load()
    {
        try
        {
            if (GrainParts.NeedsWorld(TDecider.Kind))
            {
                await Parts.World.Ready.WaitAsync(Parts.Limits.WorldTimeout);
            }

            Durable = Current = await _store.Load();
        }
        catch (Exception fault)
        {
            // Answered by Ask, so that callers get a reason instead of a broken activation.
            Failed(fault);
            return;
        }
        finally
        {
            _loading = null;
        }

        Report();
        if (Current.Outbox.Count > 0 || Current.Timers.Count > 0)
        {
            _ = Self.Wake().AsTask();
        }
    }

    /// <summary>Ends when the entity is loaded, or could not be.</summary>
    internal Task Loaded(CancellationToken cancellation = default) =>
        _loading?.WaitAsync(cancellation) ?? Task.CompletedTask;

    private async ValueTask<ReplyMessage> Answer(Command command, bool isDelivery, CancellationToken cancellation)
    {
        var began = GrainMetrics.Now;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (Waiting >= Parts.Limits.MailboxMax)
            {
                throw new UnavailableException(
                    UnavailableReason.Overloaded, $"{Address} has {Parts.Limits.MailboxMax} commands waiting");
            }

            await Loaded(cancellation);
            await Retiring.WaitAsync(cancellation);
            var decided = Decide(command);
            if (decided.HasMissed)
            {
                await Parts.World.Refresh().WaitAsync(cancellation);
                await Retiring.WaitAsync(cancellation);
                decided = Decide(command);
            }

            await Answerable(Take(decided), isDelivery).WaitAsync(cancellation);

            return GrainMetrics.Asked(TDecider.Kind, decided.Reply, began);
        }
        catch (UnavailableException unavailable)
        {
            return GrainMetrics.Refused(TDecider.Kind, unavailable, began);
        }
    }

    /// <summary>Decides on the state in memory; nothing changes yet. Never awaits.</summary>
    internal Decided<TState> Decide(Command command)
    {
        ThrowIfBroken();
        try
        {
            return Decided<TState>.On<TDecider>(Parts, Current, command);
        }
        catch (Exception bug)
        {
            LogBug(Parts.Log, bug, TDecider.Kind);
            Work.Stumbled(command);
            throw;
        }
    }

    /// <summary>Makes a decision the state in memory.</summary>
    /// <returns>Whether its reply must wait for a write.</returns>
    internal bool Take(Decided<TState> decided)
    {
        var change = _store.Decided(decided.Change);
        Current = decided.Next;
        if (TDecider.Durability == Durability.Lazy ? change?.Effects.Length > 0 : change is not null || Waiting > 0)
        {
            if (change?.Effects.Length > 0)
            {
                Work.Sends.Decided(change);
            }

            Work.Settlings.Add(Current.Version, change);
            return true;
        }

        if (change is not null)
        {
            _work?.Tell(change);
            _store.Announce(Current);
            Writer.StartWithin(Parts.Limits.LazyInterval);
        }

        return false;
    }

    /// <summary>Takes a decision whose reply nobody waits for.</summary>
    private void TakeUnasked(Decided<TState> decided)
    {
        if (Take(decided))
        {
            // A reply or a timer from which nothing follows yet may be lost: the same is sent, or fires, again.
            Writer.StartWithin(decided.Change?.Effects.Length > 0 ? TimeSpan.Zero : Parts.Limits.CompanyDelay);
        }
    }

    /// <summary>Ends when what was just taken may be answered.</summary>
    /// <param name="mustWait">As <see cref="Take"/> said.</param>
    internal Task Answerable(bool mustWait, bool isDelivery) => mustWait ? Settled()
        : isDelivery && TDecider.Durability != Durability.Lazy ? Proven(Current.Version)
        : Task.CompletedTask;

    /// <summary>Ends when all that is taken is durable.</summary>
    private Task Settled()
    {
        var settled = Work.Settlings.Wait(Current.Version);
        Writer.Start();
        return settled;
    }

    /// <summary>Ends when an answer that saw a version may be given to another entity.</summary>
    private async Task Proven(long version)
    {
        await Work.Proof.Prove(version);
        ThrowIfBroken();
    }

    private void CatchUp()
    {
        if (_fault is null && Retiring.IsCompleted)
        {
            if (Current.Outbox.Count + Current.Timers.Count > 0)
            {
                Work.CatchUp();
            }

            SetAlarm();
        }
    }

    /// <summary>Decides what the entity hears from its own timers and sends.</summary>
    private void Tell(Command command)
    {
        try
        {
            TakeUnasked(Decide(command));
        }
        catch (Exception)
        {
            // Logged where it was thrown, and repeated: the send stays pending, the timer set.
        }
    }

    private void LeaveUnlessUsed()
    {
        if (Waiting == 0 && Current.Outbox.Count == 0 && _work is not { IsWatched: true })
        {
            DeactivateOnIdle();
        }
    }

    private void SetAlarm()
    {
        if (_fault is null && (_work is not null || Current.Timers.Count > 0))
        {
            Work.SetAlarm(Self);
        }
    }

    private void Report()
    {
        if (IndexPartitions.IsFollowed(TDecider.Kind) && Durable.Version > 0)
        {
            Work.Reports.Offer(Latest);
        }
    }

    /// <summary>Gives up what is not durable: the next activation reads what is.</summary>
    private void Failed(Exception fault)
    {
        LogStorageFailed(Parts.Log, fault, TDecider.Kind);
        _fault = fault;
        _work?.GiveUp(new UnavailableException(
            UnavailableReason.StorageFault, $"{Address} could not be stored: {fault.Message}", fault));
        DeactivateOnIdle();
    }

    private void ThrowIfBroken()
    {
        if (_fault is not null)
        {
            throw new UnavailableException(
                UnavailableReason.StorageFault, $"{Address} is read from storage again: {_fault.Message}", _fault);
        }
    }
}
