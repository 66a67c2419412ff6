using Customization.Client;
using Customization.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Xunit;

namespace Customization.Cluster.Tests;

public sealed class LocalSiloTests
{
    [Fact]
    public async Task A_client_finds_the_local_silo_active_through_its_gateway()
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        using var silo = Build(host => host.AddLocalSilo(siloPort, gatewayPort));
        using var client = Build(host => host.AddCustomizationClient(
            clustering => clustering.UseLocalhostClustering(gatewayPort)));
        await silo.StartAsync();
        await client.StartAsync();

        var management = client.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var hosts = await management.GetHosts(onlyActive: true);

        var (address, status) = Assert.Single(hosts);
        Assert.Equal((siloPort, SiloStatus.Active), (address.Endpoint.Port, status));
        await client.StopAsync();
        await silo.StopAsync();
    }

    private static IHost Build(Action<HostApplicationBuilder> add)
    {
        var builder = Host.CreateApplicationBuilder();
        add(builder);
        return builder.Build();
    }
}
