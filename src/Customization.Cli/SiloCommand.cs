using System.CommandLine;
#if WITH_ORLEANS
using Customization.Grains;
using Microsoft.Extensions.Hosting;
#endif

namespace Customization.Cli;

/// <summary><c>customization silo</c>: one Orleans silo on this machine, until it is told to stop.</summary>
internal static class SiloCommand
{
    public static Command Create()
    {
        var siloPort = new Option<int>("--silo-port")
        {
            Description = "Port for the other silos.",
            DefaultValueFactory = _ => 11111,
        };
        var gatewayPort = new Option<int>("--gateway-port")
        {
            Description = "Port for clients.",
            DefaultValueFactory = _ => 30000,
        };
        var command = new Command("silo", "Run one Orleans silo on this machine.") { siloPort, gatewayPort };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(siloPort), parsed.GetValue(gatewayPort), stop));
        return command;
    }

#if WITH_ORLEANS
    private static async Task<int> Run(int siloPort, int gatewayPort, CancellationToken stop)
    {
        var host = Host.CreateApplicationBuilder();
        host.AddLocalSilo(siloPort, gatewayPort);
        await host.Build().RunAsync(stop);
        return CommandLine.Ok;
    }
#else
    private static Task<int> Run(int siloPort, int gatewayPort, CancellationToken stop) =>
        throw new InputException("this build has no Orleans, because the package feed it was built from lacks it");
#endif
}
