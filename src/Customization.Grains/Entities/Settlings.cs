using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>Decisions that wait for the write of their version, oldest first: replies, sends and watchers come after
/// it.</summary>
internal sealed class Settlings
{
    private readonly Queue<Settling> _waiting = new(0);

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a decision.</summary>
    /// <param name="change">Null where nothing changed, but what the reply saw is not durable yet.</param>
    public void Add(long version, Change? change)
    {
        Count++;
        _waiting.Enqueue(new Settling(version, change, null));
    }

    /// <summary>Ends when everything up to a version is durable, which is that of the latest decision.</summary>
    public Task Wait(long version)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(new Settling(version, null, settled));
        return settled.Task;
    }

    /// <summary>Everything up to a version is durable.</summary>
    public void Durable(long version, Action<Change> changed)
    {
        while (_waiting.TryPeek(out var settling) && settling.Version <= version)
        {
            Dequeue();
            if (settling.Change is { } change)
            {
                changed(change);
            }

            settling.Settled?.TrySetResult();
        }
    }

    /// <summary>It is unknown whether what waits is stored.</summary>
    public void GiveUp(Exception fault)
    {
        while (_waiting.Count > 0)
        {
            Dequeue().Settled?.TrySetException(fault);
        }
    }

    private Settling Dequeue()
    {
        var settling = _waiting.Dequeue();
        Count -= settling.Settled is null ? 1 : 0;
        return settling;
    }

    /// <param name="Settled">Who waits for it; null in a decision.</param>
    private readonly record struct Settling(long Version, Change? Change, TaskCompletionSource? Settled);
}
