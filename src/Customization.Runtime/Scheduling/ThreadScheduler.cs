using System.Collections.Concurrent;

namespace Customization.Runtime.Scheduling;

/// <summary>The real scheduler: the thread pool for turns, one thread each for storage and for compilation.</summary>
/// <remarks>A write blocks its thread for milliseconds and a compilation for seconds; on the pool they would hold up
/// turns. What is queued per lane is bounded by its users: one writer, <c>PublicationsMax</c> compilations.</remarks>
public sealed class ThreadScheduler : IScheduler, IDisposable
{
    private readonly DedicatedThread _storage = new("customization storage", ThreadPriority.Normal);
    private readonly DedicatedThread _compilation = new("customization compilation", ThreadPriority.BelowNormal);

    /// <inheritdoc/>
    public void Post(Lane lane, IThreadPoolWorkItem work)
    {
        switch (lane)
        {
            case Lane.Storage:
                _storage.Post(work);
                break;
            case Lane.Compilation:
                _compilation.Post(work);
                break;
            default:
                ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
                break;
        }
    }

    /// <summary>Waits for what was queued on the two threads and ends them.</summary>
    public void Dispose()
    {
        _compilation.Dispose();
        _storage.Dispose();
    }

    private sealed class DedicatedThread : IDisposable
    {
        private readonly BlockingCollection<IThreadPoolWorkItem> _work = [];
        private readonly Thread _thread;

        public DedicatedThread(string name, ThreadPriority priority)
        {
            _thread = new Thread(Run) { Name = name, IsBackground = true, Priority = priority };
            _thread.Start();
        }

        public void Post(IThreadPoolWorkItem work)
        {
            try
            {
                _work.Add(work);
            }
            catch (InvalidOperationException)
            {
                // Closed: what comes after a drain that took too long is repeated at the next start.
            }
        }

        public void Dispose()
        {
            _work.CompleteAdding();
            if (Thread.CurrentThread != _thread)
            {
                _thread.Join();
            }
        }

        private void Run()
        {
            foreach (var work in _work.GetConsumingEnumerable())
            {
                work.Execute();
            }
        }
    }
}
