using System.Diagnostics;
using System.Net;
using Customization.Cluster.Tests.Processes;
using Customization.Cluster.Tests.Shopping;
using Xunit.Abstractions;

namespace Customization.Cluster.Tests.Faults;

/// <summary>What breaks while customers shop, over PostgreSQL. Every test leaves the cluster whole.</summary>
[Collection(FaultTests.Collection)]
public sealed class PostgreSqlFaultTests(PostgreSqlCluster cluster, ITestOutputHelper output)
    : IClassFixture<PostgreSqlCluster>
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    /// <summary>A reminder looks after a pending order at the latest after a minute; others take over those of the dead
    /// silo before. A busy machine takes longer.</summary>
    private static readonly TimeSpan EndedWithin = TimeSpan.FromMinutes(3);

    private ClusterProcesses Processes => cluster.Processes;

    [PostgreSqlFact]
    public async Task A_silo_killed_under_load_loses_nothing_and_orders_without_customer_go_on()
    {
        await using var trade = await Trade.Open("silo", Processes, output, hasLeaver: true);
        trade.Breaks();
        Processes.KillSilo(1);
        var orders = await trade.OrdersOfLeaver();
        await trade.Recovered();
        await Processes.StartSilo(1);
        await trade.Recovered();
        await Until.True(
            EndedWithin, "the orders of the one who left come to their end",
            async () => await cluster.Server.CountEnded(orders) == orders.Count);
        await trade.AreServed(orders);
        await trade.Close("kill -9 of a silo of three, PostgreSQL");
    }

    [PostgreSqlFact]
    public async Task A_gateway_killed_under_load_loses_nothing()
    {
        await using var trade = await Trade.Open("gateway", Processes, output);
        trade.Breaks();
        Processes.KillGateway(1);
        await trade.Recovered();
        await Processes.StartGateway(1);
        await trade.Recovered();
        await trade.Close("kill -9 of a gateway of two, PostgreSQL");
    }

    [PostgreSqlFact]
    public async Task The_database_crashing_and_away_for_half_a_minute_loses_nothing()
    {
        await using var trade = await Trade.Open("database", Processes, output);
        trade.Breaks();
        var crashed = Stopwatch.GetTimestamp();
        await cluster.Server.Crash();
        Assert.True(await Processes.AreAlive(), "a process is not alive because its storage is away");
        using (var author = await Processes.As("author", "author"))
        {
            await author.Refused(
                HttpStatusCode.ServiceUnavailable, "storage-fault", HttpMethod.Post, "/v1/products",
                Market.DefinitionOf("unstored"));
        }

        await Task.Delay(Outage - Stopwatch.GetElapsedTime(crashed));
        Assert.True(await Processes.AreAlive(), "a process is not alive because its storage is away");
        await cluster.Server.Start();
        trade.Heals();
        await trade.Recovered();
        await trade.Close("crash of PostgreSQL and 30 s without it");
    }

    [PostgreSqlFact]
    public async Task Every_process_replaced_by_a_newer_build_under_load_loses_nothing()
    {
        NewerBuild.Make(cluster.Newer.Path);
        await using var trade = await Trade.Open("rolling", Processes, output);
        trade.Breaks();
        try
        {
            Processes.Build = cluster.Newer.Path;
            for (var silo = 0; silo < 3; silo++)
            {
                await Processes.StopSilo(silo);
                await Processes.StartSilo(silo);
            }

            for (var gateway = 0; gateway < 2; gateway++)
            {
                await Processes.StopGateway(gateway);
                await Processes.StartGateway(gateway);
            }

            trade.Heals();
            await trade.Recovered();
            await trade.Close("rolling restart of 3 silos and 2 gateways onto a newer build, PostgreSQL");
        }
        finally
        {
            Processes.Build = AppContext.BaseDirectory;
        }
    }
}
