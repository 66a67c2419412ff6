using System.Diagnostics;
using System.Runtime.InteropServices;
using Customization.Cluster.Tests.Hosting;
using Npgsql;

namespace Customization.Cluster.Tests.Processes;

/// <summary>A PostgreSQL server of its own in a temporary folder.</summary>
/// <remarks>The server refuses to run as root; then it runs as the user that its package made.</remarks>
public sealed partial class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "postgres";
    private const int SigQuit = 3;

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly string _addresses;
    private readonly int _port = Ports.Take();
    private Process? _process;

    private PostgreSqlServer(string addresses) => _addresses = addresses;

    /// <summary>Starts a server.</summary>
    /// <param name="network">Address to listen on besides loopback, and the network that may connect there.</param>
    public static async Task<PostgreSqlServer> Start((string Address, string Network)? network = null)
    {
        var server = new PostgreSqlServer(network is { } at ? $"127.0.0.1,{at.Address}" : "127.0.0.1");
        try
        {
            await server.Initialize(network?.Network);
            await server.Start();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>How to connect.</summary>
    /// <param name="host">One of the addresses that it listens on.</param>
    public string Connection(string host = "127.0.0.1") =>
        $"Host={host};Port={_port};Username={User};Database=postgres;Timeout=5";

    /// <summary>How many of these orders have their outcome as they are stored. Nobody is spoken to, so nobody wakes.
    /// </summary>
    public async Task<long> CountEnded(IEnumerable<string> orders)
    {
        await using var source = NpgsqlDataSource.Create(Connection() + ";Pooling=false");
        await using var count = source.CreateCommand(
            """
            SELECT count(*) FROM customization_state WHERE name = 'entity' AND grain = ANY ($1)
            AND convert_from(payload, 'UTF8')::jsonb #>> '{state,outcome}' IS NOT NULL
            """);
        count.Parameters.AddWithValue(orders.Select(order => $"order/{order}").ToArray());
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Ends it without any notice: what was not flushed is only in its log.</summary>
    public async Task Crash()
    {
        Signal(_process!.Id, SigQuit);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again and waits until it has recovered.</summary>
    public async Task Start()
    {
        var (program, arguments) = AsUser(
            Path.Combine(Tool.PostgreSqlFolder!, "postgres"),
            ["-D", Data, "-p", $"{_port}", "-c", $"listen_addresses={_addresses}",
                "-c", "unix_socket_directories=", "-c", "max_connections=200"]);
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until.True(StartTime, "PostgreSQL answers", async () =>
        {
            try
            {
                await using var source = NpgsqlDataSource.Create(Connection() + ";Pooling=false");
                await using var connection = await source.OpenConnectionAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Crash();
        }

        _folder.Dispose();
    }

    private string Data => Path.Combine(_folder.Path, "data");

    private async Task Initialize(string? network)
    {
        if (Tool.IsRoot)
        {
            await Tool.Run("chown", User, _folder.Path);
        }

        var (program, arguments) = AsUser(
            Path.Combine(Tool.PostgreSqlFolder!, "initdb"),
            ["-D", Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]);
        await Tool.Run(program, arguments);
        if (network is not null)
        {
            await File.AppendAllTextAsync(Path.Combine(Data, "pg_hba.conf"), $"\nhost all all {network} trust\n");
        }
    }

    private static (string Program, IEnumerable<string> Arguments) AsUser(
        string program, IEnumerable<string> arguments) => Tool.IsRoot
        ? (Tool.Find("setpriv")!, [$"--reuid={User}", $"--regid={User}", "--clear-groups", program, .. arguments])
        : (program, arguments);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
