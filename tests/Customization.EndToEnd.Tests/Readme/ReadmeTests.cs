using System.Diagnostics;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Readme;

/// <summary>What the README shows is what happens.</summary>
[Collection(SharedServer.Name)]
public sealed partial class ReadmeTests(SharedServer shared)
{
    private const string Prompt = "$ ";

    [Fact]
    public async Task The_transcript_is_what_the_walk_prints()
    {
        var block = Blocks("console").Single();
        var lines = block.Split('\n');
        Assert.StartsWith(Prompt, lines[0], StringComparison.Ordinal);

        var printed = await Run($"{lines[0][Prompt.Length..]} {shared.Server.Url.ToString().TrimEnd('/')}");

        Assert.Equal(Steady(string.Join('\n', lines[1..])), Steady(printed.TrimEnd()));
    }

    [Fact]
    public void Its_links_lead_somewhere()
    {
        var links = Link().Matches(Text()).Select(match => match.Groups[1].Value);

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), link));
    }

    [Fact]
    public void The_first_screen_has_the_two_commands()
    {
        var commands = Blocks("sh").Single().Split('\n').Select(line => line.Split('#')[0].Trim());

        Assert.Equal(
            ["dotnet run --project src/Customization.Cli -c Release -- serve", "dotnet test Customization.Orleans.sln"],
            commands);
    }

    /// <summary>Days pass; nothing else may change.</summary>
    private static string Steady(string text) => Date().Replace(text, "DATE");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d")]
    private static partial Regex Date();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    private static string Text() => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Text(), $"```{language}\n(.*?)\n```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value);

    private static async Task<string> Run(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
