namespace Customization.Runtime;

/// <summary>Every limit of the runtime, with its unit.</summary>
public sealed record RuntimeLimits
{
    /// <summary>The limits of the embedded default.</summary>
    public static readonly RuntimeLimits Default = new();

    /// <summary>Most commands that one entity has accepted and not yet answered.</summary>
    public int MailboxMax { get; init; } = 4096;

    /// <summary>Most commands that all entities together have accepted from front-ends and not yet answered.</summary>
    public int AsksMax { get; init; } = 100_000;

    /// <summary>Most commands that an entity handles before it lets others run.</summary>
    public int TurnMax { get; init; } = 256;

    /// <summary>Most entity writes in one transaction.</summary>
    public int BatchMax { get; init; } = 4096;

    /// <summary>Changes after which an entity is stored as a whole and its older changes are forgotten.</summary>
    public int SnapshotEvery { get; init; } = 100;

    /// <summary>How long a coalesced write may wait for others.</summary>
    public TimeSpan CoalesceDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long changes of a lazy entity may stay only in memory; checked every
    /// <see cref="SweepInterval"/>. The code in each reply covers what a crash loses, and on a sale day nothing else is
    /// stored as often as sessions.</summary>
    public TimeSpan LazyInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often idle and dirty entities are looked for.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an entity without a command stays in memory.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Entities in memory above which idle ones leave at the next sweep, whatever their age.</summary>
    public int ActiveMax { get; init; } = 250_000;

    /// <summary>How long a session is kept after somebody touched it last; zero for ever.</summary>
    public TimeSpan SessionRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Most stored sessions that are looked at, and so deleted, in one <see cref="SweepInterval"/>.</summary>
    public int RetentionLooksMax { get; init; } = 500;

    /// <summary>Shortest time between the starts of two walks over all stored sessions.</summary>
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a front-end waits for a reply.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the first repetition of a failed send; doubles with each further one.</summary>
    public TimeSpan RetryDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two repetitions of a failed send.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Changes that a watcher may lag behind before it is ended.</summary>
    public int WatchBacklogMax { get; init; } = 1024;

    /// <summary>Most watchers in this process.</summary>
    public int WatchersMax { get; init; } = 50_000;

    /// <summary>Bytes of answers that are remembered for all products together.</summary>
    public long AnswerBytesMax { get; init; } = 128L * 1024 * 1024;

    /// <summary>How long scratch memory of a product that nobody configures is kept, at least; at most twice as long.
    /// </summary>
    public TimeSpan ScratchIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Shortest time between two outlooks.</summary>
    public TimeSpan OutlookInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two looks at what was sold: an order counts in recommendations within a second of
    /// its confirmation, half of which is for the messages between.</summary>
    public TimeSpan DemandInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Most publications that wait or compile.</summary>
    public int PublicationsMax { get; init; } = 8;

    /// <summary>How long compiling one definition may take.</summary>
    public TimeSpan CompileTimeMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long stopping may take before what is still undone is left to the next start.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(20);
}
