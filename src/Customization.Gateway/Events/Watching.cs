using System.Runtime.CompilerServices;
using Customization.Domain.Entities;

namespace Customization.Gateway.Events;

/// <summary>One step of watching an entity.</summary>
/// <param name="Change">What changed, or null for a look at the present or a sign of life.</param>
/// <param name="IsSilence">Nothing happened for a while.</param>
public readonly record struct WatchStep(Change? Change, bool IsSilence);

/// <summary>Watches an entity without a gap between the present and what follows.</summary>
public static class Watching
{
    /// <summary>First a step to look at the present, when watching has begun already; then a step for each change, and
    /// one for each stretch of silence.</summary>
    public static async IAsyncEnumerable<WatchStep> NowAndOn(
        this IAsyncEnumerable<Change> changes, TimeSpan silence,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var watched = changes.GetAsyncEnumerator(stop.Token);
        var next = watched.MoveNextAsync().AsTask();
        try
        {
            yield return new WatchStep(null, IsSilence: false);
            while (true)
            {
                if (await IsSilent(next, silence, cancellation))
                {
                    yield return new WatchStep(null, IsSilence: true);
                    continue;
                }

                if (!await next)
                {
                    yield break;
                }

                yield return new WatchStep(watched.Current, IsSilence: false);
                next = watched.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed of while it moves.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> IsSilent(Task<bool> next, TimeSpan silence, CancellationToken cancellation)
    {
        await ((Task)next).WaitAsync(silence, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return !next.IsCompleted;
    }
}
