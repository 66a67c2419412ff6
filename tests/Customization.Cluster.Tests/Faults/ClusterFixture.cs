using Customization.Cluster.Tests.Hosting;
using Customization.Cluster.Tests.Processes;

namespace Customization.Cluster.Tests.Faults;

/// <summary>Name of the collection of all tests with processes: one rig at a time, so that they do not take the machine
/// from each other.</summary>
public static class FaultTests
{
    /// <summary>The name.</summary>
    public const string Collection = "faults of processes";
}

/// <summary>Three silos and two gateways over PostgreSQL, shared by the tests that leave them whole.</summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public PostgreSqlServer Server { get; private set; } = null!;

    /// <summary>The processes.</summary>
    public ClusterProcesses Processes { get; private set; } = null!;

    /// <summary>Where a newer build may lie, as long as processes may run from it, which load assemblies late.
    /// </summary>
    public TemporaryFolder Newer { get; } = new();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (PostgreSqlFactAttribute.Reason is null)
        {
            Server = await PostgreSqlServer.Start();
            try
            {
                Processes = await ClusterProcesses.Start("postgresql", Server.Connection(), silos: 3, gateways: 2);
            }
            catch
            {
                // Nobody disposes of a fixture that did not come to be.
                await DisposeAsync();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await (Processes?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Server?.DisposeAsync() ?? ValueTask.CompletedTask);
        Newer.Dispose();
    }
}

/// <summary>Three silos and two gateways over Azurite, shared by the tests that leave them whole.</summary>
public sealed class AzuriteCluster : IAsyncLifetime
{
    /// <summary>The storage.</summary>
    public AzuriteServer Server { get; private set; } = null!;

    /// <summary>The processes.</summary>
    public ClusterProcesses Processes { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (AzuriteFactAttribute.Reason is null)
        {
            Server = await AzuriteServer.Start();
            try
            {
                Processes = await ClusterProcesses.Start("azure", Server.Connection, silos: 3, gateways: 2);
            }
            catch
            {
                // Nobody disposes of a fixture that did not come to be.
                await DisposeAsync();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await (Processes?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
