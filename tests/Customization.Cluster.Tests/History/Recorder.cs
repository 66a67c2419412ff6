using System.Collections.Immutable;
using System.Diagnostics;

namespace Customization.Cluster.Tests.History;

/// <summary>Takes down what many customers send and are told. Safe for any number of threads.</summary>
public sealed class Recorder
{
    private readonly Lock _gate = new();
    private readonly List<Click> _clicks = [];
    private readonly List<Brought> _goods = [];
    private readonly Dictionary<(string Customer, string Key), Asked> _orders = [];
    private readonly List<(long Asked, long Told)> _confirmed = [];
    private readonly List<long> _answered = [];
    private readonly List<string> _odd = [];
    private int _unanswered;

    /// <summary>Answers that nobody should ever get.</summary>
    public IReadOnlyList<string> Odd
    {
        get
        {
            lock (_gate)
            {
                return [.. _odd];
            }
        }
    }

    /// <summary>Requests that got no answer, or only that it may work later.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>All of it so far.</summary>
    public Shopping Shopping
    {
        get
        {
            lock (_gate)
            {
                return new Shopping([.. _clicks], [.. _orders.Values], [.. _goods]);
            }
        }
    }

    /// <summary>When clicks were acknowledged, as timestamps of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyList<long> Answered
    {
        get
        {
            lock (_gate)
            {
                return [.. _answered];
            }
        }
    }

    /// <summary>When orders were asked for first and confirmed, in the order of confirmation.</summary>
    public IReadOnlyList<(long Asked, long Told)> Confirmed
    {
        get
        {
            lock (_gate)
            {
                return [.. _confirmed];
            }
        }
    }

    public void Clicked(Click click)
    {
        lock (_gate)
        {
            _clicks.Add(click);
            _answered.Add(Stopwatch.GetTimestamp());
        }
    }

    public void Brought(string component, int quantity)
    {
        lock (_gate)
        {
            _goods.Add(new Brought(component, quantity));
        }
    }

    /// <summary>An order is about to be asked for.</summary>
    public void Asks(string customer, string key)
    {
        lock (_gate)
        {
            _orders.TryAdd((customer, key), new Asked(customer, key, [], false, false));
        }
    }

    /// <summary>A final reply came.</summary>
    /// <param name="asked">When it was asked for; null for a repeat.</param>
    public void Told(string customer, string key, Replied reply, long? asked)
    {
        lock (_gate)
        {
            var order = _orders[(customer, key)];
            _orders[(customer, key)] = order with { Replies = order.Replies.Add(reply) };
            if (reply.IsConfirmed && asked is { } at)
            {
                _confirmed.Add((at, Stopwatch.GetTimestamp()));
            }
        }
    }

    public void AsksToCancel(string customer, string key) =>
        Change(customer, key, order => order with { HasAskedToCancel = true });

    public void Cancelled(string customer, string key) =>
        Change(customer, key, order => order with { IsCancelled = true });

    public void NotAnswered() => Interlocked.Increment(ref _unanswered);

    public void Wonder(string what)
    {
        lock (_gate)
        {
            _odd.Add(what);
        }
    }

    private void Change(string customer, string key, Func<Asked, Asked> change)
    {
        lock (_gate)
        {
            _orders[(customer, key)] = change(_orders[(customer, key)]);
        }
    }
}
