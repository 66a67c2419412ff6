namespace Customization.Runtime.Scheduling;

/// <summary>Counts who still has work, so that a drain knows when nobody has.</summary>
/// <remarks>An entity is in while it is scheduled, the writer while it has writes. Work is handed over before the giver
/// leaves, so zero means that nothing is under way. Safe for any number of threads.</remarks>
internal sealed class Busy
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _count;

    public bool IsIdle => Volatile.Read(ref _count) == 0;

    public void Enter() => Interlocked.Increment(ref _count);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            lock (_gate)
            {
                _idle?.TrySetResult();
                _idle = null;
            }
        }
    }

    /// <summary>Completes at the next moment without work, at once if this is one.</summary>
    public Task WhenIdle()
    {
        lock (_gate)
        {
            if (Volatile.Read(ref _count) == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
