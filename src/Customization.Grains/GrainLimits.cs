namespace Customization.Grains;

/// <summary>Every limit of a silo, with its unit.</summary>
public sealed record GrainLimits
{
    /// <summary>The limits where nothing else is said.</summary>
    public static readonly GrainLimits Default = new();

    /// <summary>Most commands that one entity has accepted and not yet answered. Their changes go into one row: 400
    /// bytes each, and a row of Azure Tables holds 960 KB.</summary>
    public int MailboxMax { get; init; } = 2048;

    /// <summary>How long reading or writing one entity may take before the activation gives up and the store is read
    /// again.</summary>
    public TimeSpan StorageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long changes of a lazy entity may stay only in memory. A customer clicks every few seconds, and on
    /// a sale day nothing else is stored as often as sessions.</summary>
    public TimeSpan LazyInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the key of an entity that is stored later waits for others to share the write of their list.
    /// </summary>
    public TimeSpan AnnounceDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a reply that an entity received, or a timer of it, waits for others to share its write, where
    /// nothing follows from it yet.</summary>
    public TimeSpan CompanyDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a session is kept after somebody touched it last; zero for ever.</summary>
    public TimeSpan SessionRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How often silos have the lists of sessions walked for those that may go.</summary>
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most sessions of one partition of their list that are looked at, and so deleted, in a second.</summary>
    public int RetentionLooksMax { get; init; } = 10;

    /// <summary>Wait before the first repetition of a failed send; doubles with each further one.</summary>
    public TimeSpan RetryDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two repetitions of a failed send.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When a reminder looks after sends that are pending, in case the silo dies; also its period. Orleans
    /// allows no less than a minute.</summary>
    public TimeSpan RedriveDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a silo remembers where an entity is that it does not call any more. Orleans would take four
    /// minutes, of which a session lives five: 230 bytes of its 2,400, and as much for what has left memory since.
    /// </summary>
    public TimeSpan LocationsKept { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Shortest time between two states that one entity puts into the index.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an activation waits for the first catalog of its silo.</summary>
    public TimeSpan WorldTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Most processes that watch one entity.</summary>
    public int WatchersMax { get; init; } = 1024;

    /// <summary>How long a process that watches is remembered; it renews in time.</summary>
    public TimeSpan WatchLease { get; init; } = TimeSpan.FromSeconds(30);
}
