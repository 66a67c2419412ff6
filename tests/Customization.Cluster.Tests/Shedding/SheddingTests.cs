using System.Net;
using System.Text.Json.Nodes;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Orleans.Statistics;

namespace Customization.Cluster.Tests.Shedding;

public sealed class SheddingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeLoad _load = new();

    [Theory]
    [InlineData(96, 0)]
    [InlineData(0, 91)]
    public async Task Calls_of_a_silo_with_too_much_to_do_are_refused_until_it_has_less(int cpu, int memory)
    {
        await using var silo = await Start(SampleShop.Silo);
        using var host = await silo.Client();
        await using var gateway = await TestGateway.Start(host.Services.GetRequiredService<ICustomization>());
        using var customer = gateway.Client("ann", "customer");
        Assert.Equal(HttpStatusCode.OK, (await customer.GetAsync("/v1/sessions")).StatusCode);

        (_load.Cpu, _load.MemoryPercent) = (cpu, memory);
        await Eventually.Holds(async () => !(await customer.GetAsync("/v1/sessions")).IsSuccessStatusCode, Patience);

        foreach (var path in new[] { "/v1/sessions", "/v1/orders/o-1" })
        {
            var refused = await customer.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
            Assert.Equal("overloaded", problem["code"]!.GetValue<string>());
        }

        (_load.Cpu, _load.MemoryPercent) = (0, 0);
        await Eventually.Holds(async () => (await customer.GetAsync("/v1/sessions")).IsSuccessStatusCode, Patience);
        await host.StopAsync();
    }

    [Fact]
    public async Task Entities_sleep_when_memory_runs_short_and_wake_as_they_were()
    {
        const int count = 20;
        var shedding = SheddingLimits.Default with { SleepInterval = TimeSpan.FromMilliseconds(100) };
        await using var silo = await Start(SampleShop.Silo with { Shedding = shedding });
        await SampleShop.Open(silo.Engine);
        var views = new List<SessionView>();
        for (var i = 0; i < count; i++)
        {
            await silo.Engine.Ask(SessionOf(i), new SessionCommand.Open("ann", "shoe"), default);
            views.Add(Assert.IsType<SessionView>(
                await silo.Engine.Ask(SessionOf(i), new SessionCommand.Select("upper", "leather"), default)));
        }

        Assert.Equal(count, await Awake(silo));
        _load.MemoryPercent = 81;
        await Eventually.Holds(async () => await Awake(silo) == 0, Patience);

        _load.MemoryPercent = 0;
        for (var i = 0; i < count; i++)
        {
            var view = Assert.IsType<SessionView>(
                await silo.Engine.Ask(SessionOf(i), new SessionCommand.Read(), default));
            Assert.Equal((views[i].Version, views[i].Code), (view.Version, view.Code));
        }
    }

    private static EntityAddress SessionOf(int i) => new(EntityKind.ConfigurationSession, $"s{i}");

    private static async Task<int> Awake(TestSilo silo) =>
        (await silo.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
        .Where(grain => grain.GrainType.Contains("Session", StringComparison.OrdinalIgnoreCase))
        .Sum(grain => grain.ActivationCount);

    private Task<TestSilo> Start(SiloSettings settings) => TestSilo.Start(
        settings, builder => builder.Services.AddSingleton<IEnvironmentStatisticsProvider>(_load));
}
