using Customization.Runtime.Scheduling;

namespace Customization.Runtime.Simulation.Faults;

/// <summary>Runs the work of one silo in an order that a seed chooses; some of it comes late.</summary>
/// <remarks>Late work waits on the virtual clock, so what was posted after it overtakes it. A crash forgets all.
/// </remarks>
internal sealed class SimulatedScheduler(VirtualTime time, int latePercent, Func<Random> random, Tally faults)
    : IScheduler
{
    private const int LateMsMax = 5_000;

    private readonly List<IThreadPoolWorkItem> _waiting = [];
    private bool _isDead;

    /// <summary>Pieces of work that could run now.</summary>
    public int Waiting => _waiting.Count;

    public void Post(Lane lane, IThreadPoolWorkItem work)
    {
        if (_isDead)
        {
            return;
        }

        if (latePercent == 0 || random().Next(100) >= latePercent)
        {
            _waiting.Add(work);
            return;
        }

        faults.Count("late");
        var delay = TimeSpan.FromMilliseconds(1 + random().Next(random().Next(4) == 0 ? LateMsMax : 50));
        time.CreateTimer(_ => Arrive(work), null, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs one piece of work.</summary>
    public void Step()
    {
        var chosen = random().Next(_waiting.Count);
        var work = _waiting[chosen];
        _waiting[chosen] = _waiting[^1];
        _waiting.RemoveAt(_waiting.Count - 1);
        work.Execute();
    }

    /// <summary>Everything comes at once from now on.</summary>
    public void Heal() => latePercent = 0;

    /// <summary>Nothing runs any more.</summary>
    public void Die()
    {
        _isDead = true;
        _waiting.Clear();
    }

    private void Arrive(IThreadPoolWorkItem work)
    {
        if (!_isDead)
        {
            _waiting.Add(work);
        }
    }
}
