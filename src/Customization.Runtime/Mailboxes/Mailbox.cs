using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Runtime.Scheduling;

namespace Customization.Runtime.Mailboxes;

/// <summary>What a mailbox has to look after besides its messages. Setting one twice is once.</summary>
[Flags]
internal enum Signals
{
    None = 0,

    /// <summary>A timer or a repetition is due, or the entity has just been recovered.</summary>
    Wake = 1,

    /// <summary>A write ended, well or badly.</summary>
    Settled = 2,

    /// <summary>Store what is only in memory.</summary>
    Flush = 4,

    /// <summary>Store everything as a snapshot and, once that is done, leave memory.</summary>
    Evict = 8,

    /// <summary>Store everything as a snapshot: the process stops.</summary>
    Drain = 16,

    /// <summary>Delete the entity where its rules let it go, after the messages that came before; then leave memory.
    /// </summary>
    Retire = 32,
}

/// <summary>The queue of one entity: takes messages from any thread and handles them one turn at a time.</summary>
/// <remarks>At most one turn of an entity runs at any moment, so what a turn touches needs no lock. Only the queue and
/// the flags beside it are shared, under one lock that is never held while deciding.</remarks>
internal abstract class Mailbox(EntityEngine engine, EntityAddress address) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<Message> _waiting = new();
    private Signals _signals;
    private bool _scheduled;
    private bool _retired;
    private int _unanswered;
    private long _taken;
    private long _lastUsed;

    /// <summary>Whose mailbox it is.</summary>
    public EntityAddress Address => address;

    /// <summary>Since when something is only in memory that <see cref="Signals.Flush"/> would store, in the clock's
    /// timestamps; <see cref="long.MaxValue"/> where nothing is.</summary>
    public abstract long DirtySince { get; }

    /// <summary>When the entity last handled a message, in the clock's timestamps.</summary>
    public long LastUsed => Volatile.Read(ref _lastUsed);

    /// <summary>Messages taken since the entity came into memory.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Commands that wait for a reply.</summary>
    public int Waiting => Volatile.Read(ref _unanswered);

    protected EntityEngine Engine => engine;

    /// <summary>Takes a message; false where the mailbox has left memory and another must be asked for.</summary>
    /// <param name="runsHere">Run the turn on this thread where none is under way: what waits for nothing is then
    /// answered on return, without another thread woken for the turn and a third for the reply.</param>
    /// <exception cref="UnavailableException">Overloaded: <see cref="RuntimeLimits.MailboxMax"/> commands wait.
    /// </exception>
    public bool Post(in Message message, bool runsHere = false)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            if (message.IsBounded)
            {
                if (Volatile.Read(ref _unanswered) >= engine.Limits.MailboxMax)
                {
                    throw new UnavailableException(
                        UnavailableReason.Overloaded, $"{address} has {engine.Limits.MailboxMax} commands waiting");
                }

                Interlocked.Increment(ref _unanswered);
            }

            _taken++;
            _waiting.Enqueue(message);
            if (_scheduled)
            {
                return true;
            }

            _scheduled = true;
            engine.Busy.Enter();
        }

        if (runsHere)
        {
            Execute();
        }
        else
        {
            engine.Scheduler.Post(Lane.Turns, this);
        }

        return true;
    }

    /// <summary>Sets a flag; false where the mailbox has left memory.</summary>
    public bool Signal(Signals signal)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            _signals |= signal;
            if (_scheduled)
            {
                return true;
            }

            _scheduled = true;
            engine.Busy.Enter();
        }

        engine.Scheduler.Post(Lane.Turns, this);
        return true;
    }

    /// <summary>One turn: up to <see cref="RuntimeLimits.TurnMax"/> messages.</summary>
    public void Execute()
    {
        Signals signals;
        lock (_gate)
        {
            signals = _signals;
            _signals = Signals.None;
            if (_waiting.Count > 0)
            {
                _lastUsed = engine.Time.GetTimestamp();
            }
        }

        var mayRetire = Turn(signals);
        bool isDone;
        lock (_gate)
        {
            isDone = _waiting.Count == 0 && _signals == Signals.None;
            _scheduled = !isDone;
            _retired = isDone && mayRetire;
        }

        if (!isDone)
        {
            engine.Scheduler.Post(Lane.Turns, this);
            return;
        }

        if (mayRetire)
        {
            engine.Remove(this);
        }

        engine.Busy.Leave();
    }

    /// <summary>Handles signals and messages; true where the entity may leave memory now.</summary>
    protected abstract bool Turn(Signals signals);

    protected bool TryTake(out Message message)
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out message);
        }
    }

    /// <summary>Gives a reply and frees its place.</summary>
    public void Reply(in Message message, Reply reply)
    {
        Free(message);
        message.ReplyTo?.Replied(reply);
    }

    /// <summary>Gives up on a message and frees its place.</summary>
    public void Fail(in Message message, Exception fault)
    {
        Free(message);
        message.ReplyTo?.Failed(fault);
    }

    private void Free(in Message message)
    {
        if (message.IsBounded)
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }
}
