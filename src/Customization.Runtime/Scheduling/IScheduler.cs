namespace Customization.Runtime.Scheduling;

/// <summary>Which kind of work it is; each has its own supply of threads.</summary>
public enum Lane
{
    /// <summary>Turns of entities: short, mostly arithmetic, many at once.</summary>
    Turns,

    /// <summary>Writes to the journal: one after the other, each waits for the disk.</summary>
    Storage,

    /// <summary>Compiling product models: one after the other, seconds each.</summary>
    Compilation,
}

/// <summary>Runs work later. All concurrency of the runtime goes through here: nothing else starts a thread or a task.
/// </summary>
/// <remarks>Two implementations: <see cref="ThreadScheduler"/> and <see cref="SeededScheduler"/>. Work must not throw:
/// what it throws ends the process.</remarks>
public interface IScheduler
{
    /// <summary>Queues one piece of work; never runs it before returning.</summary>
    void Post(Lane lane, IThreadPoolWorkItem work);
}
