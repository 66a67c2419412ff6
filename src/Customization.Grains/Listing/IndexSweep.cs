using Customization.Client.Entities;
using Customization.Client.Listing;
using Customization.Domain.Entities;
using Microsoft.Extensions.Logging;

namespace Customization.Grains.Listing;

/// <summary>One walk over the pages of a partition: asks the entities of old ones to go where they may.</summary>
/// <remarks>A page whose entities were all touched within the retention is not even read. So a session costs one look
/// when it goes, and one more for each time that somebody came back to it. Runs on the grain's scheduler.</remarks>
/// <param name="takeOut">Takes keys out of a page and notes since when what stays in it was not touched.</param>
internal sealed partial class IndexSweep(
    GrainParts parts, string partition, IndexPages pages, Func<int, HashSet<string>, long, Task> takeOut)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Entities of the page that were opened again while it was looked at.</summary>
    public HashSet<string> Returned { get; } = new(StringComparer.Ordinal);

    /// <summary>A listed entity was opened again.</summary>
    public void Came(string key) => Returned.Add(key);

    /// <summary>Ends the walk; the next one begins anew.</summary>
    public void Stop() => _stopped.TrySetResult();

    /// <summary>Walks from the last page down: what fills a page comes from one that was looked at.</summary>
    public async Task Run()
    {
        try
        {
            for (var number = pages.Last; number >= 0; number--)
            {
                if (number <= pages.Last && IsOld(pages.Since(number)) && !_stopped.Task.IsCompleted)
                {
                    await Look(number);
                }
            }
        }
        catch (Exception fault)
        {
            LogSweepFailed(parts.Log, fault, partition);
        }
    }

    private bool IsOld(long since) => parts.Limits.SessionRetention > TimeSpan.Zero
        && DateTimeOffset.FromUnixTimeSeconds(since) + parts.Limits.SessionRetention <= parts.Time.GetUtcNow();

    private async Task Look(int number)
    {
        Returned.Clear();
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var since = parts.Time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var keys in (await pages.Read(number)).Chunk(parts.Limits.RetentionLooksMax))
        {
            foreach (var (key, touched) in await Task.WhenAll(keys.Select(Ask)))
            {
                since = Math.Min(since, touched ?? since);
                if (touched is null)
                {
                    gone.Add(key);
                }
            }

            await Task.WhenAny(Task.Delay(Pause), _stopped.Task);
            if (_stopped.Task.IsCompleted)
            {
                return;
            }
        }

        await takeOut(number, gone, since);
    }

    /// <summary>When an entity was touched last, null where it is gone; 0, so that it is asked again, where it cannot
    /// tell.</summary>
    private async Task<(string Key, long? Touched)> Ask(string key)
    {
        var address = new EntityAddress(IndexPartitions.KindOf(partition), key);
        try
        {
            return (key, await parts.Grains.Entity(address).Retire());
        }
        catch (Exception fault)
        {
            LogNotAsked(parts.Log, fault, address.Kind);
            return (key, 0);
        }
    }

    [LoggerMessage(220, LogLevel.Warning, "The walk over {Partition} ended early; the next one begins anew")]
    private static partial void LogSweepFailed(ILogger log, Exception fault, string partition);

    [LoggerMessage(221, LogLevel.Debug, "An entity of kind {Kind} did not say whether it may go")]
    private static partial void LogNotAsked(ILogger log, Exception fault, EntityKind kind);
}
