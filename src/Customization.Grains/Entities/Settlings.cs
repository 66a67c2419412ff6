using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>Decisions that wait for the write of their version, oldest first: replies, sends and watchers come after
/// it.</summary>
internal sealed class Settlings
{
    private readonly Queue<Settling> _waiting = new(0);

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Adds a decision.</summary>
    /// <param name="change">Null where nothing changed, but what the reply saw is not durable yet.</param>
    /// <returns>Ends when it is durable; null where nobody waits.</returns>
    public Task? Add(long version, Change? change, bool isAwaited)
    {
        var settled = isAwaited
            ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
            : null;
        _waiting.Enqueue(new Settling(version, change, settled));
        return settled?.Task;
    }

    /// <summary>Everything up to a version is durable.</summary>
    public void Durable(long version, Action<Change> changed)
    {
        while (_waiting.TryPeek(out var settling) && settling.Version <= version)
        {
            _waiting.Dequeue();
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
        while (_waiting.TryDequeue(out var settling))
        {
            settling.Settled?.TrySetException(fault);
        }
    }

    private readonly record struct Settling(long Version, Change? Change, TaskCompletionSource? Settled);
}
