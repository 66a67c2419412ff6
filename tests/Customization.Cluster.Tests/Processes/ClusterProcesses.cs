using Customization.Cluster.Tests.Hosting;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.Cluster.Tests.Processes;

/// <summary>A cluster as it is deployed: several silos and gateways, each a process of the executable.</summary>
/// <remarks>A process that was ended can be started again on the same ports, from the same build or another.</remarks>
public sealed class ClusterProcesses : IAsyncDisposable
{
    private const string Plant = """
        automatic: true
        lanes:
          standard: {cutoff: '17:00', transitDays: 2, ships: [daily], delivers: [daily]}
        """;

    private const int LinesShown = 4;
    private const int CharactersShown = 800;

    private readonly TemporaryFolder _data = new();
    private readonly string[] _cluster;
    private readonly PartedNetwork? _network;
    private readonly Seat[] _silos;
    private readonly Seat[] _gateways;

    private ClusterProcesses(string storage, string connection, int silos, int gateways, PartedNetwork? network)
    {
        _network = network;
        _cluster = ["--cluster", "faults", "--storage", storage, "--connection", connection];
        File.WriteAllText(PlantPath, Plant);
        _silos = [.. Enumerable.Range(0, silos).Select(i => new Seat(Silo(i)))];
        _gateways = [.. Enumerable.Range(0, gateways).Select(_ => Ports.Take()).Select(port => new Seat(Gateway(port))
        {
            Url = new Uri($"http://127.0.0.1:{port}"),
        })];
    }

    /// <summary>Where the gateways are, whether they run or not.</summary>
    public IReadOnlyList<Uri> Gateways => [.. _gateways.Select(seat => seat.Url!)];

    /// <summary>Folder of the build that processes are started from.</summary>
    public string Build { get; set; } = AppContext.BaseDirectory;

    /// <summary>Starts a cluster and waits until all of it takes requests.</summary>
    /// <param name="network">Where each silo has a host of its own; null for loopback.</param>
    public static async Task<ClusterProcesses> Start(
        string storage, string connection, int silos, int gateways, PartedNetwork? network = null)
    {
        var cluster = new ClusterProcesses(storage, connection, silos, gateways, network);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, silos).Select(cluster.StartSilo));
            await Task.WhenAll(Enumerable.Range(0, gateways).Select(cluster.StartGateway));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>Starts a silo and waits until it is ready.</summary>
    public Task StartSilo(int silo) => Start(_silos[silo], silo);

    /// <summary>Starts a gateway and waits until it is ready.</summary>
    public Task StartGateway(int gateway) => Start(_gateways[gateway], null);

    /// <summary>SIGKILL.</summary>
    public void KillSilo(int silo) => _silos[silo].Process!.Kill();

    /// <summary>SIGKILL.</summary>
    public void KillGateway(int gateway) => _gateways[gateway].Process!.Kill();

    /// <summary>Whether a silo's process runs.</summary>
    public bool IsRunning(int silo) => _silos[silo].Process is { HasExited: false };

    /// <summary>Asks a silo to stop; it ends in order.</summary>
    public async Task StopSilo(int silo) => Assert.Equal(0, await _silos[silo].Process!.Stop());

    /// <summary>Asks a gateway to stop; it ends in order.</summary>
    public async Task StopGateway(int gateway) => Assert.Equal(0, await _gateways[gateway].Process!.Stop());

    /// <summary>Whether every process answers that it is alive.</summary>
    public async Task<bool> AreAlive()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var answers = await Task.WhenAll(_silos.Concat(_gateways)
            .Select(seat => http.GetAsync(new Uri(seat.Url!, "/healthz"))));
        return answers.All(answer => answer.IsSuccessStatusCode);
    }

    /// <summary>A client with a token of the development issuer.</summary>
    public Task<ApiClient> As(string subject, params string[] roles) => _gateways[0].Process!.As(subject, roles);

    /// <summary>The errors and the last warnings that each process wrote to standard error.</summary>
    public string Errors() => string.Join('\n', _silos.Concat(_gateways).SelectMany((seat, i) =>
    {
        var lines = (seat.Process?.Errors ?? "").Split('\n').Where(line => line.Length > 0).ToArray();
        return lines.Where(line => line.StartsWith("fail", StringComparison.Ordinal)).Take(LinesShown)
            .Concat(lines.TakeLast(LinesShown))
            .Select(line => line[..Math.Min(line.Length, CharactersShown)])
            .Prepend($"--- process {i}");
    }));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var seat in _gateways.Concat(_silos))
        {
            if (seat.Process is not null)
            {
                await seat.Process.DisposeAsync();
            }
        }

        _data.Dispose();
    }

    private string PlantPath => Path.Combine(_data.Path, "plant.yaml");

    private string[] Silo(int silo) =>
    [
        "silo", .. _cluster, "--plant", PlantPath, "--silo-port", $"{Ports.Take()}", "--gateway-port",
        $"{Ports.Take()}", "--health-port", $"{Ports.Take()}", "--drain-delay", "1",
        "--shed-cpu", "100", // The machine may do other tests at the same time.
        .. _network is null ? Array.Empty<string>() : ["--advertise", _network.AddressOf(silo)],
    ];

    private string[] Gateway(int port) =>
    [
        "gateway", .. _cluster, "--data", _data.Path, "--port", $"{port}", "--requests-per-second", "10000",
        "--drain-delay", "1",
    ];

    private async Task Start(Seat seat, int? host)
    {
        if (seat.Process is { } former)
        {
            seat.Process = null;
            await former.DisposeAsync();
        }

        var start = Executable.StartInfoIn(Build, seat.Arguments);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        if (_network is not null && host is { } at)
        {
            start = _network.On(at, start);
        }

        seat.Process = await ServerProcess.Start(start);
        seat.Url = _network is not null && host is { } far
            ? new UriBuilder(seat.Process.Url) { Host = _network.AddressOf(far) }.Uri
            : seat.Process.Url;
    }

    /// <summary>A place for a process, with its ports.</summary>
    private sealed class Seat(string[] arguments)
    {
        public string[] Arguments => arguments;

        public ServerProcess? Process { get; set; }

        public Uri? Url { get; set; }
    }
}
