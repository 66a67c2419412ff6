using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Customization.Domain.Sessions;

/// <summary>Steps of one choice, one object each for all sessions of a product: what a session can undo is most of its
/// memory, and customers take the same steps.</summary>
/// <remarks>Steps are immutable, so sharing changes none. Safe for any number of threads. O(1).</remarks>
internal sealed class SharedSteps
{
    /// <summary>Most steps that are shared, about 100 bytes each; further ones are objects of their own.</summary>
    private const int StepsMax = 65_536;

    private readonly ConcurrentDictionary<ChoiceChange, SessionStep> _steps = new();

    /// <summary>The step that makes these changes.</summary>
    public SessionStep Of(ImmutableArray<ChoiceChange> changes)
    {
        if (changes is not [var only])
        {
            return new SessionStep(changes, []);
        }

        if (_steps.TryGetValue(only, out var known))
        {
            return known;
        }

        var step = new SessionStep(changes, []);
        return _steps.Count < StepsMax ? _steps.GetOrAdd(only, step) : step;
    }
}
