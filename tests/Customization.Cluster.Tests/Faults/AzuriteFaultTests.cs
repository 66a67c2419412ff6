using System.Diagnostics;
using Customization.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace Customization.Cluster.Tests.Faults;

/// <summary>What breaks while customers shop, over Azure Storage. Every test leaves the cluster whole.</summary>
[Collection(FaultTests.Collection)]
public sealed class AzuriteFaultTests(AzuriteCluster cluster, ITestOutputHelper output)
    : IClassFixture<AzuriteCluster>
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    private ClusterProcesses Processes => cluster.Processes;

    [AzuriteFact]
    public async Task A_silo_killed_under_load_loses_nothing()
    {
        await using var trade = await Trade.Open("silo", Processes, output);
        trade.Breaks();
        Processes.KillSilo(2);
        await trade.Recovered();
        await Processes.StartSilo(2);
        await trade.Recovered();
        await trade.Close("kill -9 of a silo of three, Azurite");
    }

    [AzuriteFact]
    public async Task The_storage_hanging_for_half_a_minute_loses_nothing()
    {
        await using var trade = await Trade.Open("storage", Processes, output);
        trade.Breaks();
        var frozen = Stopwatch.GetTimestamp();
        cluster.Server.Freeze();
        try
        {
            await Task.Delay(Outage - Stopwatch.GetElapsedTime(frozen));
            Assert.True(await Processes.AreAlive(), "a process is not alive because its storage hangs");
        }
        finally
        {
            cluster.Server.Thaw();
        }

        trade.Heals();
        await trade.Recovered();
        await trade.Close("Azurite frozen for 30 s");
    }
}
