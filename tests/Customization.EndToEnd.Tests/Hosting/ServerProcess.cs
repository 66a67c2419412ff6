using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>The real server in a process of its own, on a free loopback port.</summary>
/// <remarks>Ends with the test: disposing kills what is still running.</remarks>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly List<string> _output = [];

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard output so far.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts a server over a store and waits until it is ready. It has the shoe of the samples, which takes
    /// a tenth of the time of all.</summary>
    public static Task<ServerProcess> Start(string data, params string[] arguments) =>
        StartWith(data, ["--samples", "shoe", .. arguments]);

    /// <summary>Starts a server with all samples.</summary>
    public static Task<ServerProcess> StartWithSamples(string data, params string[] arguments) =>
        StartWith(data, arguments);

    /// <summary>Starts any verb that says where it listens, and waits until it did.</summary>
    public static Task<ServerProcess> Start(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = Executable.StartInfo(arguments);
        IgnoreFileLimit(start);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    /// <summary>Starts the executable in a way of one's own, and waits until it says where it listens.</summary>
    public static async Task<ServerProcess> Start(ProcessStartInfo start)
    {
        var server = new ServerProcess(Process.Start(start)!);
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data, address);
        server._process.ErrorDataReceived += (_, line) => server.HearError(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        var ended = server._process.WaitForExitAsync();
        if (await Task.WhenAny(address.Task, ended, Task.Delay(StartTime)) != address.Task)
        {
            var errors = server.Errors;
            await server.DisposeAsync();
            throw new InvalidOperationException($"the server did not start: {errors}");
        }

        server.Url = await address.Task;
        return server;
    }

    /// <summary>Most memory that it took at any moment so far.</summary>
    public long PeakBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(each => each.StartsWith("VmHWM:"));
            return 1024 * long.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>From now on no file of it may grow beyond so many bytes, as on a full disk; null lifts the limit.
    /// </summary>
    public void LimitFiles(long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var set = Process.Start(
            "prlimit", ["--pid", $"{_process.Id}", $"--fsize={limit}:unlimited"]);
        set.WaitForExit();
        Assert.Equal(0, set.ExitCode);
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Client() => new() { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A client with a token of the development issuer.</summary>
    public async Task<ApiClient> As(string? subject, params string[] roles)
    {
        var http = Client();
        var token = await new ApiClient(http, subject ?? "").Post(
            "/v1/dev/token", new { subject, roles = roles.Length == 0 ? ["customer"] : roles });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", token["token"]!.GetValue<string>());
        return new ApiClient(http, token["subject"]!.GetValue<string>());
    }

    /// <summary>Asks it to stop and returns its exit code.</summary>
    public async Task<int> Stop()
    {
        Signal(_process.Id, SigTerm);
        await _process.WaitForExitAsync().WaitAsync(StopTime);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: the process gets no chance to do anything.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Task<ServerProcess> StartWith(string data, string[] arguments) =>
        Start(["serve", "--port", "0", "--data", data, .. arguments], new Dictionary<string, string>());

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [GeneratedRegex(@"http://(127\.0\.0\.1|\[::\]):(?<port>\d+)")]
    private static partial Regex Address();

    /// <summary>A file that may not grow shall be an error of the write, as on a full disk, not the death of the
    /// process.</summary>
    private static void IgnoreFileLimit(ProcessStartInfo start)
    {
        string[] command = ["-c", "trap '' XFSZ; exec \"$@\"", "sh", start.FileName, .. start.ArgumentList];
        start.FileName = "sh";
        start.ArgumentList.Clear();
        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }
    }

    private void Hear(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        if (Address().Match(line) is { Success: true } match)
        {
            address.TrySetResult(new Uri($"http://127.0.0.1:{match.Groups["port"].Value}"));
        }
    }

    private void HearError(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }
}
