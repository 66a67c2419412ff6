using System.CommandLine;
using Customization.Cli.Serve;
using Customization.Domain.Delivery;
using Customization.Gateway;
using Microsoft.Extensions.Logging;

namespace Customization.Cli.Cluster;

/// <summary><c>customization silo</c>: one silo of a cluster, with probes over HTTP, until it is told to
/// stop.</summary>
internal static class SiloCommand
{
    private static readonly Option<int> HealthPortOption = new("--health-port")
    {
        Description = "Port of /healthz and /readyz, on all addresses with --advertise; 0 takes a free one.",
        DefaultValueFactory = _ => 8081,
    };

    private static readonly Option<string> PlantOption = new("--plant")
    {
        Description = "Plant file whose shipping lanes promises are made with; the sample plant without it.",
    };

    private static readonly Option<double> DrainOption = new("--drain-delay")
    {
        Description = "Seconds to work on after readiness dropped.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("silo", "Run one silo of a cluster.");
        foreach (var option in ClusterOptions.All.Concat(SheddingOptions.All))
        {
            command.Options.Add(option);
        }

        command.Options.Add(MasterKeyOption.Option);
        command.Options.Add(RetentionOption.Option);
        command.Options.Add(HealthPortOption);
        command.Options.Add(PlantOption);
        command.Options.Add(DrainOption);
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

#if WITH_ORLEANS
    private static async Task<int> Run(ParseResult parsed)
    {
        var options = ClusterOptions.Of(parsed);
        var shedding = SheddingOptions.Of(parsed);
        var masters = MasterKeyOption.Of(parsed);
        var retention = RetentionOption.Of(parsed);
        if (masters is null && options.Storage is ("postgresql" or "azure"))
        {
            Console.Error.WriteLine("Customers are stored in the open: there is no --master-key.");
        }

        var plant = PlantAt(parsed.GetValue(PlantOption));
        using var loggers = Loggers.Create(LogLevel.Warning);
        using var telemetry = Telemetry.Start("customization-silo");
        await using var app = HealthApp.Build(
            options.Advertise is null ? "127.0.0.1" : "*", parsed.GetValue(HealthPortOption),
            TimeSpan.FromSeconds(parsed.GetValue(DrainOption)), loggers,
            builder => OrleansHost.AddSilo(builder, options, shedding, plant.Lanes, masters, retention));
        await OrleansHost.Start(app);
        Console.Out.WriteLine(
            $"Silo of cluster {options.Name} on port {options.SiloPort}, clients on {options.GatewayPort}, "
            + $"probes on {string.Join(' ', app.Urls)}; Ctrl-C stops.");
        await OrleansHost.RunToEnd(app);
        return CommandLine.Ok;
    }

    private static PlantDefinition PlantAt(string? path)
    {
        var result = PlantDefinitionReader.Read(
            path is null ? Samples.Plant : CommandLine.ReadFile(path), path ?? "plant.yaml");
        return result.Plant ?? throw new InputException(result.Diagnostics[0].ToString());
    }
#else
    private static Task<int> Run(ParseResult parsed) => throw new InputException(ClusterOptions.Missing);
#endif
}
