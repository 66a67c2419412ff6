using System.CommandLine;

namespace Customization.Cli.Cluster;

/// <summary>What every process of a cluster is told: where everything is kept, and how it is reached.</summary>
/// <param name="Storage">memory, sqlite, postgresql or azure.</param>
/// <param name="Connection">Connection string, or folder of SQLite; empty for memory.</param>
/// <param name="Advertise">Address that other processes reach this silo by; null for this machine only.</param>
/// <param name="Tls">Certificates; null for connections in the open.</param>
internal sealed record ClusterOptions(
    string Name, string Storage, string Connection, int SiloPort, int GatewayPort, string? Advertise, TlsPaths? Tls,
    bool HasDashboard)
{
    /// <summary>Turns Orleans' dashboard on: silos collect what it shows, the API shows it.</summary>
    public static readonly Option<bool> DashboardOption = new("--dashboard")
    {
        Description = "Orleans' dashboard, on all silos and on gateways; environment CUSTOMIZATION_DASHBOARD.",
        DefaultValueFactory = _ => Variable("DASHBOARD") == "true",
    };

    /// <summary>What a build without Orleans answers.</summary>
    public const string Missing = "this build has no Orleans, because the package feed it was built from lacks it";

    private static readonly Option<string> NameOption = new("--cluster")
    {
        Description = "Name of the cluster; environment CUSTOMIZATION_CLUSTER.",
        DefaultValueFactory = _ => Variable("CLUSTER") ?? "customization",
    };

    private static readonly Option<string> StorageOption = new("--storage")
    {
        Description = "memory or sqlite for one silo, postgresql or azure for many; environment CUSTOMIZATION_STORAGE.",
        DefaultValueFactory = _ => Variable("STORAGE") ?? "memory",
    };

    private static readonly Option<string> ConnectionOption = new("--connection")
    {
        Description = "Connection string, or folder of SQLite; environment CUSTOMIZATION_CONNECTION.",
        DefaultValueFactory = _ => Variable("CONNECTION") ?? "",
    };

    private static readonly Option<int> SiloPortOption = new("--silo-port")
    {
        Description = "Port for the other silos.",
        DefaultValueFactory = _ => 11111,
    };

    private static readonly Option<int> GatewayPortOption = new("--gateway-port")
    {
        Description = "Port of the silo for gateways and other clients.",
        DefaultValueFactory = _ => 30000,
    };

    private static readonly Option<string> AdvertiseOption = new("--advertise")
    {
        Description = "Address of this silo for the others, such as a pod's; environment CUSTOMIZATION_ADVERTISE.",
        DefaultValueFactory = _ => Variable("ADVERTISE")!,
    };

    /// <summary>The options of both verbs.</summary>
    public static IEnumerable<Option> All =>
    [
        NameOption, StorageOption, ConnectionOption, SiloPortOption, GatewayPortOption, AdvertiseOption,
        .. TlsPaths.All, DashboardOption,
    ];

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="InputException">One of them is wrong.</exception>
    public static ClusterOptions Of(ParseResult parsed)
    {
        var options = new ClusterOptions(
            parsed.GetValue(NameOption)!, parsed.GetValue(StorageOption)!, parsed.GetValue(ConnectionOption)!,
            parsed.GetValue(SiloPortOption), parsed.GetValue(GatewayPortOption), parsed.GetValue(AdvertiseOption),
            TlsPaths.Of(parsed), parsed.GetValue(DashboardOption));
        if (options.Storage is not ("memory" or "sqlite" or "postgresql" or "azure"))
        {
            throw new InputException("--storage is memory, sqlite, postgresql or azure");
        }

        if (options.Storage != "memory" && options.Connection.Length == 0)
        {
            throw new InputException($"--storage {options.Storage} needs --connection");
        }

        if (options.Advertise is { } address && !System.Net.IPAddress.TryParse(address, out _))
        {
            throw new InputException($"--advertise: '{address}' is no IP address");
        }

        return options;
    }

    /// <summary>A variable of the environment; null where it is empty or not set.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable($"CUSTOMIZATION_{name}") is { Length: > 0 } value ? value : null;
}
