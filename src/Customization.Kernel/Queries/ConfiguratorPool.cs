using System.Collections.Concurrent;
using Customization.Kernel.Compilation;

namespace Customization.Kernel.Queries;

/// <summary>Lends configurators of one model, so that their scratch memory is used again.</summary>
/// <remarks>Safe for any number of threads; a thread gets back what it returned last, which renews an answer cheapest.
/// Keeps at most <see cref="IdleMax"/>; a process with many models calls
/// <see cref="Trim"/> now and then, so that models that nobody asks hold no scratch memory.</remarks>
public sealed class ConfiguratorPool(CompiledModel compiled)
{
    /// <summary>Configurators kept between calls: more threads than this seldom ask one model at one moment.</summary>
    public const int IdleMax = 16;

    private readonly ConcurrentBag<Configurator> _idle = new();
    private int _idleCount;
    private bool _wasUsed;

    /// <summary>The model.</summary>
    public CompiledModel Compiled => compiled;

    /// <summary>Configurators that wait for a call.</summary>
    public int IdleCount => Volatile.Read(ref _idleCount);

    /// <summary>Lends a configurator for the length of a call; it must not escape. One that threw is not used again.
    /// </summary>
    public TResult Use<TResult>(Func<Configurator, TResult> ask)
    {
        Volatile.Write(ref _wasUsed, true);
        var configurator = Take() ?? Configurator.For(compiled);
        var result = ask(configurator);
        if (Interlocked.Increment(ref _idleCount) <= IdleMax)
        {
            _idle.Add(configurator);
        }
        else
        {
            Interlocked.Decrement(ref _idleCount);
        }

        return result;
    }

    /// <summary>Lets go of what waits, where nobody asked since the last call.</summary>
    public void Trim()
    {
        if (Volatile.Read(ref _wasUsed))
        {
            Volatile.Write(ref _wasUsed, false);
            return;
        }

        while (Take() is not null)
        {
            // The collector has it.
        }
    }

    private Configurator? Take()
    {
        if (!_idle.TryTake(out var idle))
        {
            return null;
        }

        Interlocked.Decrement(ref _idleCount);
        return idle;
    }
}
