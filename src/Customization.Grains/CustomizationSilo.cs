using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Customization.Grains;

/// <summary>How a process becomes a silo.</summary>
public static class CustomizationSilo
{
    /// <summary>Adds a silo that is a cluster of one: loopback ports, membership in its own memory.</summary>
    /// <param name="siloPort">Where other silos would connect.</param>
    /// <param name="gatewayPort">Where clients connect.</param>
    public static IHostApplicationBuilder AddLocalSilo(
        this IHostApplicationBuilder host,
        int siloPort,
        int gatewayPort)
    {
        return host.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
    }
}
