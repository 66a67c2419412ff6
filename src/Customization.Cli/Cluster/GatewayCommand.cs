using System.CommandLine;
using Customization.Cli.Serve;
using Microsoft.Extensions.Logging;

namespace Customization.Cli.Cluster;

/// <summary><c>customization gateway</c>: the API over the silos of a cluster, until it is told to stop.</summary>
internal static class GatewayCommand
{
    private static readonly Option<double> JoinOption = new("--join-time")
    {
        Description = "Seconds to try to reach the silos at the start.",
        DefaultValueFactory = _ => 120,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("gateway", "Run the API over the silos of a cluster.");
        foreach (var option in ServeOptions.All.Concat(ClusterOptions.All))
        {
            command.Options.Add(option);
        }

        command.Options.Add(JoinOption);
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

#if WITH_ORLEANS
    private static Task<int> Run(ParseResult parsed)
    {
        var cluster = ClusterOptions.Of(parsed);
        if (cluster.Storage == "sqlite")
        {
            throw new InputException("sqlite is for one process: run serve --runtime orleans");
        }

        var limit = TimeSpan.FromSeconds(parsed.GetValue(JoinOption));
        if (limit <= TimeSpan.Zero)
        {
            throw new InputException("--join-time is above 0");
        }

        return ServeCommand.Run(
            "customization-gateway", ServeOptions.Of(parsed), LogLevel.Warning,
            parts => OrleansHost.StartClient(cluster, limit, parts));
    }
#else
    private static Task<int> Run(ParseResult parsed) => throw new InputException(ClusterOptions.Missing);
#endif
}
