using System.Collections.Concurrent;
using Customization.Kernel.Compilation;

namespace Customization.Kernel.Queries;

/// <summary>Lends configurators of one model, so that their scratch memory is used again.</summary>
/// <remarks>Safe for any number of threads. Keeps as many as were ever in use at once.</remarks>
public sealed class ConfiguratorPool(CompiledModel compiled)
{
    private readonly ConcurrentBag<Configurator> _idle = [];

    /// <summary>The model.</summary>
    public CompiledModel Compiled => compiled;

    /// <summary>Lends a configurator for the length of a call; it must not escape. One that threw is not used again.
    /// </summary>
    public TResult Use<TResult>(Func<Configurator, TResult> ask)
    {
        var configurator = _idle.TryTake(out var idle) ? idle : new Configurator(compiled);
        var result = ask(configurator);
        _idle.Add(configurator);
        return result;
    }
}
