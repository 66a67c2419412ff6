using Customization.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace Customization.Cluster.Tests.Faults;

/// <summary>Silos that no longer reach each other, while all of them reach storage and clients.</summary>
[Collection(FaultTests.Collection)]
public sealed class PartitionTests(ITestOutputHelper output)
{
    private static readonly TimeSpan ExpelledWithin = TimeSpan.FromSeconds(90);

    [PartitionFact]
    public async Task A_silo_cut_off_from_the_others_is_expelled_and_loses_nothing()
    {
        await using var network = await PartedNetwork.Make(hosts: 3);
        await using var server = await PostgreSqlServer.Start((network.Here, network.Range));
        await using var cluster = await ClusterProcesses.Start(
            "postgresql", server.Connection(network.Here), silos: 3, gateways: 2, network);
        await using var trade = await Trade.Open("parted", cluster, output);
        trade.Breaks();
        await network.Part(0);
        await trade.Recovered();
        await Until.True(
            ExpelledWithin, "the silo alone learns that the two others gave it up, and ends",
            () => Task.FromResult(!cluster.IsRunning(0)));
        await network.Heal(0);
        trade.Heals();
        await cluster.StartSilo(0);
        await trade.Recovered();
        await trade.Close("one silo of three cut off from the others, PostgreSQL");
    }
}
