using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Customization.Client;

/// <summary>How a .NET front-end joins a cluster of silos as a client.</summary>
public static class CustomizationClient
{
    /// <summary>Adds an Orleans client, so that grains are reached through the silos' gateways.</summary>
    /// <param name="clustering">Says where the silos are; without it, one silo on this machine is expected.</param>
    /// <remarks>The host connects when it starts and fails to start when no gateway answers.</remarks>
    public static IHostApplicationBuilder AddCustomizationClient(
        this IHostApplicationBuilder host,
        Action<IClientBuilder>? clustering = null)
    {
        return host.UseOrleansClient(clustering ?? (client => client.UseLocalhostClustering()));
    }
}
