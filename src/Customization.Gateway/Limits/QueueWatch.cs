using System.Diagnostics;

namespace Customization.Gateway.Limits;

/// <summary>Measures how long work waits for a thread, by sending a piece of work that does nothing through the same
/// queue that all requests go through.</summary>
/// <remarks>What counts is the shortest wait of the last few probes: a queue that stands, not a burst or a pause of the
/// collector (CoDel: Nichols, Jacobson 2012). A wait with next to nothing in the queue is not ours: other processes
/// have the processors then, and refusing requests would free nothing. Reading is for any thread.</remarks>
public sealed class QueueWatch : IHostedService
{
    private const int Probes = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly TimeSpan[] _waits = new TimeSpan[Probes];
    private readonly ManualResetEventSlim _stop = new();
    private readonly ManualResetEventSlim _ran = new();
    private readonly Thread _thread;
    private long _standing;

    /// <summary>A watch that begins with the host.</summary>
    public QueueWatch() => _thread = new Thread(Run) { Name = "customization queue watch", IsBackground = true };

    /// <summary>Pieces of work that must wait for a wait to be our own.</summary>
    public static int BacklogMin { get; } = 16 * Environment.ProcessorCount;

    /// <summary>How long requests wait at the least just now.</summary>
    public TimeSpan Standing => new(Volatile.Read(ref _standing));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        if (_thread.IsAlive)
        {
            _thread.Join(StopTime);
        }

        return Task.CompletedTask;
    }

    private void Run()
    {
        for (var probe = 0; !_stop.Wait(Interval); probe = (probe + 1) % Probes)
        {
            // Nothing is sent through a short queue: waking a thread for it was most of what an idle server did.
            _waits[probe] = ThreadPool.PendingWorkItemCount >= BacklogMin ? Probe() : TimeSpan.Zero;
            Volatile.Write(ref _standing, _waits.Min().Ticks);
        }
    }

    private TimeSpan Probe()
    {
        var start = Stopwatch.GetTimestamp();
        _ran.Reset();
        ThreadPool.UnsafeQueueUserWorkItem(static ran => ran.Set(), _ran, preferLocal: false);
        WaitHandle.WaitAny([_ran.WaitHandle, _stop.WaitHandle]);
        return Stopwatch.GetElapsedTime(start);
    }
}
