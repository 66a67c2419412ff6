namespace Customization.Runtime.Scheduling;

/// <summary>The simulator's scheduler: one thread, the next piece of work chosen by a seed.</summary>
/// <remarks>The same seed and the same posts run in the same order. Whoever steps owns it: not for several threads.
/// </remarks>
public sealed class SeededScheduler(int seed) : IScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<IThreadPoolWorkItem> _waiting = [];

    /// <summary>Pieces of work that wait.</summary>
    public int Waiting => _waiting.Count;

    /// <inheritdoc/>
    public void Post(Lane lane, IThreadPoolWorkItem work) => _waiting.Add(work);

    /// <summary>Runs one piece of work; false if none waits.</summary>
    public bool Step()
    {
        if (_waiting.Count == 0)
        {
            return false;
        }

        var chosen = _random.Next(_waiting.Count);
        var work = _waiting[chosen];
        _waiting[chosen] = _waiting[^1];
        _waiting.RemoveAt(_waiting.Count - 1);
        work.Execute();
        return true;
    }

    /// <summary>Runs until nothing waits.</summary>
    /// <exception cref="InvalidOperationException">Work is left after <paramref name="stepsMax"/> steps.</exception>
    public void Run(int stepsMax = 1_000_000)
    {
        for (var steps = 0; Step(); steps++)
        {
            if (steps == stepsMax)
            {
                throw new InvalidOperationException($"still busy after {stepsMax} steps");
            }
        }
    }

    /// <summary>Forgets what waits, as a crash does.</summary>
    public void Crash() => _waiting.Clear();
}
