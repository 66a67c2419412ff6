namespace Customization.Client;

/// <summary>Every limit of a process that works with a cluster, with its unit.</summary>
public sealed record ClusterLimits
{
    /// <summary>The limits where nothing else is said.</summary>
    public static readonly ClusterLimits Default = new();

    /// <summary>Most commands that one process has sent and that are not yet answered.</summary>
    public int AsksMax { get; init; } = 100_000;

    /// <summary>How long a front-end waits for a reply to what was sent: longer than a silo waits for its storage.
    /// </summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a command that no silo took is sent again: as long as silos need to agree that one of them is
    /// dead.</summary>
    public TimeSpan RerouteWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before it is sent again for the first time; doubles with each further one.</summary>
    public TimeSpan RerouteDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait before it is sent again.</summary>
    public TimeSpan RerouteDelayMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most watchers in one process.</summary>
    public int WatchersMax { get; init; } = 50_000;

    /// <summary>Changes that a watcher may lag behind before it is ended.</summary>
    public int WatchBacklogMax { get; init; } = 1024;

    /// <summary>How long an entity remembers a process that watches it.</summary>
    public TimeSpan WatchLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a process renews what it watches; an entity that moved to another silo is silent for at most
    /// that long.</summary>
    public TimeSpan WatchRenewal { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two looks at catalog and outlook.</summary>
    public TimeSpan OutlookInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What remembered answers to selections may weigh together in one process, bytes, and half as much again
    /// what it remembers of its connections; 0 remembers none.</summary>
    public long AnswerBytesMax { get; init; } = 128L * 1024 * 1024;

    /// <summary>Most publications that wait or compile in one process.</summary>
    public int PublicationsMax { get; init; } = 8;

    /// <summary>How long compiling one definition may take.</summary>
    public TimeSpan CompileTimeMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a process may take to see what it published itself.</summary>
    public TimeSpan PublishedWithin { get; init; } = TimeSpan.FromSeconds(10);
}
