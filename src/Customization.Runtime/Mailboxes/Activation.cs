using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Mailboxes;

/// <summary>One entity in memory, from loading it to leaving memory or to a failed write.</summary>
/// <remarks>Decides ahead of the store: while a write is on its way, further commands decide on the state in memory and
/// share the next write; replies and sends wait for the write of their change. Where a write fails, everything decided
/// since is given up, and a new activation starts from the store. All members but <see cref="IWriteOwner"/>'s run
/// inside turns.</remarks>
internal sealed class Activation<TDecider, TState> : IWriteOwner
    where TDecider : IDecider<TState>
    where TState : class
{
    private readonly Mailbox _mailbox;
    private readonly EntityEngine _engine;
    private readonly EntityType<TDecider, TState> _type;
    private readonly Outbox _outbox;
    private readonly Queue<Settling> _settling = new();
    private readonly EntityWriter<TDecider, TState> _writer;
    private Envelope<TState> _current;
    private DecisionContext _context;
    private DateTimeOffset? _registered;
    private DateTimeOffset _timersHeldUntil;
    private bool _isNew = true;
    private bool _isLooked;
    private Exception? _fault;

    public Activation(
        Mailbox mailbox, EntityEngine engine, EntityType<TDecider, TState> type, Restored<TState> restored)
    {
        (_mailbox, _engine, _type) = (mailbox, engine, type);
        _current = restored.Envelope;
        _outbox = new Outbox(
            send => engine.Deliver(send.To, new Message(send.Command, new Delivery(mailbox, this, send.Key))),
            engine.RetryDelay);
        _writer = new EntityWriter<TDecider, TState>(mailbox.Address, type, engine, this, restored);
        _context = engine.NewContext();
    }

    /// <inheritdoc/>
    public bool Broken => Volatile.Read(ref _fault) is not null;

    /// <summary>Since when something is only in memory that a flush would store; never where nothing is.</summary>
    public long DirtySince => _writer.DirtySince;

    /// <summary>Nobody is likely to ask for it soon, and nothing is under way.</summary>
    public bool LeavesNow => (_isLooked || TDecider.LeavesSoon(_current.State)) && _settling.Count == 0
        && _outbox.IsQuiet && _writer.IsIdle;

    /// <summary>Stored as a snapshot, and nothing is under way: may leave memory.</summary>
    public bool IsQuiet => _settling.Count == 0 && _outbox.IsQuiet && _writer.IsQuiet(_current.Version);

    /// <summary>Fixes time and world for a turn.</summary>
    public void BeginTurn() => _context = _engine.NewContext();

    /// <summary>Decides one command.</summary>
    public void Handle(in Message message)
    {
        if (message.Activation is not null && message.Activation != this)
        {
            return;
        }

        _isLooked = false;

        switch (message.Command)
        {
            case SendFailed failed:
                _engine.SendFailed(_mailbox.Address, failed);
                _outbox.Failed(failed.Key, _context.Now);
                return;
            case EffectReplied replied:
                _outbox.Returned(replied.Key);
                break;
        }

        Change? change;
        Reply reply;
        Envelope<TState> next;
        try
        {
            (change, reply) = _type.Decide(_mailbox.Address, _current, message.Command, _context);
            next = change is null ? _current : _type.Apply(_mailbox.Address, _current, change);
        }
        catch (Exception bug)
        {
            Stumble(message, bug);
            return;
        }

        _current = next;
        if (change is null && IsOvertaken(message))
        {
            _mailbox.Fail(message, new UnavailableException(UnavailableReason.StorageFault, _fault!.Message, _fault));
            return;
        }

        Take(message, change, reply);
    }

    /// <summary>Deletes the entity where its rules let it go, so that whatever comes next meets one that never was.
    /// </summary>
    /// <remarks>Where the deletion cannot be stored, the activation is broken and the next one has it.</remarks>
    public void Retire()
    {
        if (_settling.Count > 0 || !_outbox.IsQuiet || !_writer.IsIdle)
        {
            return;
        }

        _isLooked = true;
        switch (_type.RetentionOf(_mailbox.Address, _current, _context.Now, _engine.Limits.SessionRetention))
        {
            case Retention.Goes when _writer.Durable > 0:
                _writer.Delete();
                _engine.Metrics.Deleted(_type.Kind);
                _current = Envelope.New<TDecider, TState>(_mailbox.Address.Key);
                break;
            case Retention.IsDated:
                var dating = Envelope.Dating(_current, _context.Now);
                _current = _type.Apply(_mailbox.Address, _current, dating);
                _writer.Decided(dating, mustWrite: false);
                _engine.Changed(_mailbox.Address, dating, _current.State);
                break;
        }
    }

    /// <summary>Gives the replies and starts the sends of everything that became durable.</summary>
    public void Settle()
    {
        var durable = _writer.Durable;
        while (_settling.TryPeek(out var settling) && settling.Version <= durable)
        {
            _settling.Dequeue();
            if (settling.Change is { } change)
            {
                _engine.Changed(_mailbox.Address, change, settling.State);
                _outbox.Durable(change, _current.Outbox);
            }

            _mailbox.Reply(settling.Message, settling.Reply);
        }
    }

    /// <summary>Fires due timers and repeats due sends.</summary>
    public void Wake()
    {
        if (_isNew)
        {
            _isNew = false;
            _outbox.DeliverDue(_current.Outbox, _context.Now);
        }
        else if (_outbox.NextDue <= _context.Now)
        {
            _outbox.DeliverDue(_current.Outbox, _context.Now);
        }

        if (_timersHeldUntil > _context.Now || !(_writer.EarliestTimer(_current) <= _context.Now) || _engine.IsDraining)
        {
            return;
        }

        foreach (var (name, due) in _current.Timers)
        {
            if (due <= _context.Now)
            {
                Handle(new Message(new TimerFired(name), null, this));
            }
        }
    }

    /// <summary>Submits what the turn decided and sees to being woken in time.</summary>
    public void EndTurn(Signals signals)
    {
        try
        {
            _writer.Submit(_current, signals);
        }
        catch (Exception bug) when (bug is System.Text.Json.JsonException or NotSupportedException)
        {
            _engine.Bug(_mailbox.Address, bug);
            Failed(bug);
        }

        var wake = Earlier(_outbox.NextDue, _writer.EarliestTimer(_current));
        wake = wake < _timersHeldUntil ? _timersHeldUntil : wake;
        if (wake != _registered || signals.HasFlag(Signals.Wake))
        {
            // A wake is used up even where the clock has jumped back since and nothing was due.
            _registered = wake;
            _engine.Timers.Set(_mailbox.Address, wake);
        }
    }

    /// <summary>Tells everyone who waits that it is unknown whether their change was stored.</summary>
    public void GiveUp()
    {
        var fault = new UnavailableException(
            UnavailableReason.StorageFault, $"{_mailbox.Address} could not be stored: {_fault!.Message}", _fault);
        while (_settling.TryDequeue(out var settling))
        {
            _mailbox.Fail(settling.Message, fault);
        }

        Forget();
    }

    /// <inheritdoc/>
    public void Committed(long version)
    {
        _writer.Committed(version);
        if (version > 0)
        {
            // After a deletion the next one of this name may be in memory already.
            Forget();
        }

        _mailbox.Signal(Signals.Settled);
    }

    /// <inheritdoc/>
    public void Failed(Exception fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        _mailbox.Signal(Signals.Settled);
    }

    /// <summary>The store has the entity, or it is lost.</summary>
    private void Forget()
    {
        if (_type.Durability == Durability.Lazy)
        {
            _engine.Unstored.Remove(_mailbox.Address);
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right : left;

    /// <summary>Whether an answer without a write is an old one. Another entity acts on it, so it must not be; a
    /// front-end asks again.</summary>
    private bool IsOvertaken(in Message message)
    {
        if (message.ReplyTo is not Delivery || _settling.Count > 0 || _type.Durability == Durability.Lazy)
        {
            return false;
        }

        try
        {
            if (!_engine.IsOvertaken(_mailbox.Address, _current.Version))
            {
                return false;
            }

            Failed(new StoreConflictException($"{_mailbox.Address} lives elsewhere too and has changed there"));
        }
        catch (IOException fault)
        {
            Failed(fault);
        }

        return true;
    }

    private void Take(in Message message, Change? change, Reply reply)
    {
        var mustWait = _type.Durability == Durability.Lazy
            ? change?.Effects.Length > 0
            : change is not null || _settling.Count > 0;
        if (change is not null)
        {
            _writer.Decided(change, mustWait);
        }

        if (mustWait)
        {
            if (change is not null)
            {
                _outbox.Decided(change);
            }

            _settling.Enqueue(new Settling(_current.Version, change, _current.State, message, reply));
            return;
        }

        if (change is not null)
        {
            if (change.Version == 1)
            {
                _engine.Unstored.Add(_mailbox.Address, TDecider.OwnerOf(_current.State));
            }

            _engine.Changed(_mailbox.Address, change, _current.State);
        }

        _mailbox.Reply(message, reply);
    }

    /// <summary>A decider threw: nothing changed, but what the entity told itself must not be lost.</summary>
    private void Stumble(in Message message, Exception bug)
    {
        _engine.Bug(_mailbox.Address, bug);
        switch (message.Command)
        {
            case EffectReplied replied:
                _outbox.Failed(replied.Key, _context.Now);
                break;
            case TimerFired when message.Activation is not null:
                _timersHeldUntil = _context.Now + _engine.Limits.RetryDelayMax;
                break;
        }

        _mailbox.Fail(message, bug);
    }

    /// <summary>A decision whose reply waits for the write of <paramref name="Version"/>.</summary>
    private readonly record struct Settling(long Version, Change? Change, TState State, Message Message, Reply Reply);
}
