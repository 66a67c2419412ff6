using Customization.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace Customization.Grains.Hosting;

/// <summary>Orleans' dashboard as pages of a web server that is beside a silo or a client, not in its container.
/// </summary>
public static class ClusterDashboard
{
    /// <summary>Adds what the pages need.</summary>
    /// <param name="grains">How the server reaches the cluster.</param>
    public static void AddServices(IServiceCollection services, IGrainFactory grains)
    {
        services.AddSingleton(grains);
        new PagesOnly(services).AddDashboard(Configure);
    }

    /// <summary>Maps the pages and their data below a path. Who may see them is the caller's to say.</summary>
    public static void Map(IEndpointRouteBuilder routes, string path) =>
        routes.MapOrleansDashboard(path).AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Exception fault) when (ClusterFaults.Is(fault))
            {
                throw ClusterFaults.Of(fault, "the dashboard");
            }
        });

    /// <summary>Live logs are left out: they have their own place, and a stream of them has no end.</summary>
    internal static void Configure(DashboardOptions options) => options.HideTrace = true;

    /// <summary>The dashboard registers with a builder of clients, of which it wants only the services.</summary>
    private sealed class PagesOnly(IServiceCollection services) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
