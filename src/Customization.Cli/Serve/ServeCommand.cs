using System.CommandLine;
using System.Net.Sockets;
using Customization.Cli.Cluster;
using Customization.Gateway;
using Customization.Gateway.Development;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Customization.Cli.Serve;

/// <summary><c>customization serve</c>: the API with an engine in this process, until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> RuntimeOption = new Option<string>("--runtime")
    {
        Description = "Engine in this process: embedded, or orleans for one silo.",
        DefaultValueFactory = _ => "embedded",
    }.AcceptOnlyFromAmong("embedded", "orleans");

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Run the API with an engine in this process and a durable store.");
        foreach (var option in ServeOptions.All)
        {
            command.Options.Add(option);
        }

        command.Options.Add(RuntimeOption);
        command.Options.Add(ClusterOptions.DashboardOption);
        command.SetAction((parsed, _) => Run(
            "customization-serve", ServeOptions.Of(parsed), LogLevel.Error,
            parsed.GetValue(RuntimeOption) == "orleans"
                ? parts => Silo(parsed.GetValue(ClusterOptions.DashboardOption), parts)
                : Embedded));
        return command;
    }

    /// <summary>Runs the API over the engine that <paramref name="open"/> starts.</summary>
    /// <param name="service">What telemetry calls this process.</param>
    /// <param name="cluster">Least level of what Orleans says.</param>
    public static async Task<int> Run(
        string service, ServeOptions options, LogLevel cluster, Func<EngineParts, Task<RunningEngine>> open)
    {
        MakeFolder(options.Data);
        using var loggers = Loggers.Create(cluster);
        using var telemetry = Telemetry.Start(service);
        var clock = options.HasMovableClock ? new MovableTime(Path.Combine(options.Data, "clock")) : null;
        var plant = Plant.Of(options);
        await using var running = await open(
            new EngineParts(options, plant.Definition.Lanes, clock ?? TimeProvider.System, loggers));
        await plant.Load(running.Engine);
        await using var app = GatewayApp.Build(
            running.Engine, GatewayOptionsOf(options, clock) with { OperatorPages = running.Pages }, loggers);
        await Start(app);
        Greeting.Write(app.Urls, options);
        await app.WaitForShutdownAsync();
        return CommandLine.Ok;
    }

    private static GatewayOptions GatewayOptionsOf(ServeOptions options, MovableTime? clock) => new()
    {
        Urls = options.Urls,
        TokenKey = TokenKey.ReadOrMake(options.Data),
        IssuesDevelopmentTokens = options.HasDevelopmentTokens,
        DevelopmentClock = clock is null ? null : new MovableClock(clock.GetUtcNow, clock.Advance),
        RequestsPerSecond = options.RequestsPerSecond,
        RequestsBurst = 2 * options.RequestsPerSecond,
        DrainDelay = options.DrainDelay,
        HeartbeatInterval = options.Heartbeat,
    };

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--data: {exception.Message}");
        }
    }

    private static Task<RunningEngine> Embedded(EngineParts parts)
    {
        try
        {
            var engine = EmbeddedCustomization.Open(new EmbeddedOptions(parts.Options.Data)
            {
                Lanes = parts.Lanes,
                Limits = RuntimeLimits.Default with { SessionRetention = parts.Options.SessionRetention },
                MasterKeys = parts.Options.MasterKeys ?? MasterKeyOption.Beside(parts.Options.Data),
                Time = parts.Time,
                Log = parts.Loggers.CreateLogger("Customization.Runtime"),
            });
            return Task.FromResult(new RunningEngine(engine, engine));
        }
        catch (StoreException refused)
        {
            throw new InputException(refused.Message);
        }
    }

#if WITH_ORLEANS
    private static Task<RunningEngine> Silo(bool hasDashboard, EngineParts parts) =>
        OrleansHost.StartSilo(hasDashboard, parts);
#else
    private static Task<RunningEngine> Silo(bool hasDashboard, EngineParts parts) =>
        throw new InputException(ClusterOptions.Missing);
#endif

    private static async Task Start(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new InputException(exception.Message);
        }
    }
}
