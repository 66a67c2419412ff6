using System.Diagnostics;
using Xunit;

namespace Customization.Domain.Tests.Tidy;

/// <summary>The layout of .editorconfig. Code style at severity warning is an error of the build itself.</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task The_formatter_has_nothing_to_change()
    {
        var report = await Verify(SourceTree.Root);
        Assert.True(report.Length == 0, report);
    }

    [Fact]
    public async Task A_badly_laid_out_file_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("format-");
        File.Copy(Path.Combine(SourceTree.Root, ".editorconfig"), Path.Combine(folder.FullName, ".editorconfig"));
        File.WriteAllText(Path.Combine(folder.FullName, "A.cs"), "class A{\n  int x ;\n}\n");

        Assert.Contains("WHITESPACE", await Verify(folder.FullName));
        folder.Delete(recursive: true);
    }

    /// <summary>What the formatter reports for a folder; nothing when it would change nothing.</summary>
    private static async Task<string> Verify(string folder)
    {
        string[] arguments =
        [
            "format", "whitespace", folder, "--folder", "--verify-no-changes", "--exclude", "artifacts",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var format = Process.Start(start)!;
        var output = format.StandardOutput.ReadToEndAsync();
        var errors = format.StandardError.ReadToEndAsync();
        await format.WaitForExitAsync();
        var report = (await output + await errors).Trim();
        return report.Length == 0 && format.ExitCode != 0 ? $"dotnet format ended with {format.ExitCode}" : report;
    }
}
