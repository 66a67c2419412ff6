namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>One server with the sample products for all tests that leave it usable.</summary>
public class SharedServer : IAsyncLifetime
{
    /// <summary>Name of the collection of these tests.</summary>
    public const string Name = "shared server";

    private readonly TemporaryFolder _data = new();
    private ServerProcess? _server;

    /// <summary>Which engine it runs, as options.</summary>
    public virtual string[] Engine => [];

    /// <summary>The running server; its clock can be moved.</summary>
    public ServerProcess Server => _server ?? throw new InvalidOperationException("the server is not started yet");

    /// <inheritdoc/>
    public async Task InitializeAsync() => _server =
        await ServerProcess.StartWithSamples(_data.Path, ["--movable-clock", .. Engine]);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _data.Dispose();
    }
}

/// <summary>Binds the fixture to its name.</summary>
[CollectionDefinition(SharedServer.Name)]
public sealed class SharedServerCollection : ICollectionFixture<SharedServer>;
