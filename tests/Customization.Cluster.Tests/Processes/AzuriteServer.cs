using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Customization.Cluster.Tests.Hosting;

namespace Customization.Cluster.Tests.Processes;

/// <summary>An Azurite of its own: Azure Storage in one process, with an account of its own.</summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    private const string Account = "faults";
    private const int SigStop = 19;
    private const int SigContinue = 18;

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly int _blobs = Ports.Take();
    private readonly int _queues = Ports.Take();
    private readonly int _tables = Ports.Take();
    private readonly Process _process;

    private AzuriteServer()
    {
        var start = new ProcessStartInfo(Tool.Find("azurite")!, [
            "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence",
            "--blobHost", "127.0.0.1", "--blobPort", $"{_blobs}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{_queues}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{_tables}",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>How to connect.</summary>
    public string Connection =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};"
        + $"BlobEndpoint=http://127.0.0.1:{_blobs}/{Account};TableEndpoint=http://127.0.0.1:{_tables}/{Account}";

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<AzuriteServer> Start()
    {
        var server = new AzuriteServer();
        try
        {
            await Until.True(StartTime, "Azurite listens", async () =>
                await IsListening(server._blobs) && await IsListening(server._tables));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Stops it in the middle of whatever it does: connections stay open, nothing is answered.</summary>
    public void Freeze() => Signal(_process.Id, SigStop);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal(_process.Id, SigContinue);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> IsListening(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
