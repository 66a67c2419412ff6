namespace Customization.Cluster.Tests.Hosting;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is; the folder exists.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("customization-cluster-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
