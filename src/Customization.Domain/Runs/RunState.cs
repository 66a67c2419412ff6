using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs;

/// <summary>One mass run. Recipients are in its batches; of each batch only its counts are here.</summary>
/// <param name="Owner">Who created it.</param>
/// <param name="Asked">The settings as they were asked for: a repeat is compared with them.</param>
/// <param name="Settings">The settings that count; null until created.</param>
/// <param name="Taken">Recipients by batch, batch 1 first; 0 where it is missing.</param>
/// <param name="Done">Items made, by batch.</param>
/// <param name="Failed">Items that failed, by batch.</param>
/// <param name="Queue">Batches that are still to be worked on.</param>
/// <param name="Active">Batches that are worked on.</param>
/// <param name="Round">How often failed items were begun anew.</param>
/// <param name="Step">Numbers what batches are told, so that a late copy changes nothing.</param>
/// <param name="SettledBefore">Items settled when it last began to run, for the rate.</param>
/// <param name="Reason">Why it was rejected or cancelled.</param>
public sealed record RunState(
    string Id, RunStatus Status, string Owner, RunSettings? Asked, RunSettings? Settings, DateTimeOffset CreatedAt,
    ImmutableArray<int> Taken, ImmutableArray<int> Done, ImmutableArray<int> Failed, ImmutableSortedSet<int> Queue,
    ImmutableSortedSet<int> Active, int Round, long Step, DateTimeOffset? RunningSince, long SettledBefore,
    DateTimeOffset? EndedAt, string Reason)
{
    /// <summary>When its batches were told to forget their recipients; null while they know them.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>A run that nobody created yet.</summary>
    public static RunState Initial(string id) => new(
        id, RunStatus.Unknown, "", null, null, default, [], [], [], [], [], 0, 0, null, 0, null, "");

    /// <summary>Recipients of all batches.</summary>
    public long Recipients => Sum(Taken);

    /// <summary>Items made or failed.</summary>
    public long Settled => Sum(Done) + Sum(Failed);

    /// <summary>When recipients are to be forgotten; null while it runs, and once they are.</summary>
    public DateTimeOffset? ForgetAt => ForgottenAt is null ? EndedAt + RunLimits.RecipientsKept : null;

    /// <summary>Where a batch lives.</summary>
    public EntityAddress BatchAt(int number) => AddressOf(Id, number);

    /// <summary>Where a batch of a run lives.</summary>
    public static EntityAddress AddressOf(string run, int batch) =>
        new(EntityKind.RunBatch, FormattableString.Invariant($"{run}/{batch}"));

    /// <summary>The sum of counts.</summary>
    public static long Sum(ImmutableArray<int> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
