using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Load;

/// <summary>The verb against the real server.</summary>
[Collection(SharedServer.Name)]
public class LoadVerbTests(SharedServer shared)
{
    [Fact]
    public async Task It_prints_the_contract_and_writes_report_and_trace()
    {
        using var folder = new TemporaryFolder();
        var (report, trace) = (Path.Combine(folder.Path, "r.html"), Path.Combine(folder.Path, "t.csv"));
        string[] arguments =
            ["load", "--target", shared.Server.Url.ToString(), "--warm-up", "2", "--ready", "3", "--json"];

        var (exitCode, output, errors) = await Executable.Run(
            [
                .. arguments, "--profile", "browse", "--rate", "20", "--duration", "4", "--report", report,
                "--record", trace,
            ]);

        Assert.True(exitCode == 0, errors);
        var result = JsonNode.Parse(output)!;
        foreach (var (name, each) in result["operations"]!.AsObject())
        {
            Assert.Equal(
                each!["offered"]!.GetValue<long>(),
                each["achieved"]!.GetValue<long>() + each["errors"]!.GetValue<long>());
            Assert.True(each["p50Ms"]!.GetValue<double>() <= each["p99Ms"]!.GetValue<double>(), name);
            Assert.True(each["p99Ms"]!.GetValue<double>() <= each["p999Ms"]!.GetValue<double>(), name);
        }

        Assert.InRange(result["operations"]!["choose"]!["achieved"]!.GetValue<long>(), 10, 200);
        Assert.Contains("<td>choose</td>", await File.ReadAllTextAsync(report));

        var (_, replayed, _) = await Executable.Run([.. arguments, "--replay", trace]);

        Assert.InRange(
            JsonNode.Parse(replayed)!["operations"]!["choose"]!["offered"]!.GetValue<long>(), 10, 200);
    }

    [Theory]
    [InlineData("--target", "ftp://x", "--target: 'ftp://x' is neither")]
    [InlineData("--rate", "0", "--rate is 0.1 to 1000000")]
    [InlineData("--profile", "no-such", "no-such")]
    public async Task What_cannot_be_used_is_one_line(string option, string value, string reason)
    {
        string[] target = option == "--target" ? [] : ["--target", "http://127.0.0.1:9"];

        var (exitCode, output, errors) = await Executable.Run(["load", .. target, option, value]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(reason, Assert.Single(errors.TrimEnd().Split('\n')));
    }
}
