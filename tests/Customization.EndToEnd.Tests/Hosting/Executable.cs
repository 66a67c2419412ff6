using System.Diagnostics;

namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>The built executable.</summary>
public static class Executable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "customization.dll");

    /// <summary>How to start it.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments) =>
        new("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await output, await errors);
    }
}
