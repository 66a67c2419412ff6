using System.Diagnostics;

namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>The built executable.</summary>
public static class Executable
{
    /// <summary>How to start it.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments) =>
        StartInfoIn(AppContext.BaseDirectory, arguments);

    /// <summary>How to start the one in another folder.</summary>
    /// <remarks>Processes of tests end before profiles of hot code repay the slow code that takes them.</remarks>
    public static ProcessStartInfo StartInfoIn(string folder, IEnumerable<string> arguments) =>
        new("dotnet", [Path.Combine(folder, "customization.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["DOTNET_TieredPGO"] = "0" },
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
