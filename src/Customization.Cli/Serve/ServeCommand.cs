using System.CommandLine;
using System.Net.Sockets;
using Customization.Domain.Delivery;
using Customization.Gateway;
using Customization.Gateway.Development;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Customization.Cli.Serve;

/// <summary><c>customization serve</c>: the API with the embedded engine, until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Run the API with the embedded engine and a durable store.");
        foreach (var option in ServeOptions.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, _) => Run(ServeOptions.Of(parsed)));
        return command;
    }

    private static async Task<int> Run(ServeOptions options)
    {
        MakeFolder(options.Data);
        using var loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error) // The caller is told; that is enough.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // What fails at start is thrown too.
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(console => console.SingleLine = true));
        var clock = options.HasMovableClock ? new MovableTime(Path.Combine(options.Data, "clock")) : null;
        var plant = Plant.Of(options);
        await using var engine = Open(new EmbeddedOptions(options.Data)
        {
            Lanes = plant.Definition.Lanes,
            Time = clock ?? TimeProvider.System,
            Log = loggers.CreateLogger("Customization.Runtime"),
        });
        await plant.Load(engine);
        await using var app = GatewayApp.Build(engine, GatewayOptionsOf(options, clock), loggers);
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

    private static EmbeddedCustomization Open(EmbeddedOptions options)
    {
        try
        {
            return EmbeddedCustomization.Open(options);
        }
        catch (StoreException refused)
        {
            throw new InputException(refused.Message);
        }
    }

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
