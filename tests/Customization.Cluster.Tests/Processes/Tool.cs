using System.Diagnostics;

namespace Customization.Cluster.Tests.Processes;

/// <summary>Programs of this machine that the tests drive.</summary>
public static class Tool
{
    private const string PostgreSql = "/usr/lib/postgresql";

    /// <summary>Whether this process may do anything: needed for networks of its own.</summary>
    public static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    /// <summary>Folder of the newest PostgreSQL server's programs; null where there is none.</summary>
    public static string? PostgreSqlFolder { get; } = !Directory.Exists(PostgreSql) ? null
        : Directory.EnumerateDirectories(PostgreSql)
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>Where a program is, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Append("/usr/sbin").Append("/sbin")
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end; anything but success throws with what it said.</summary>
    public static async Task Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(4));
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', start.ArgumentList)}: {await output} {await errors}");
        }
    }
}
