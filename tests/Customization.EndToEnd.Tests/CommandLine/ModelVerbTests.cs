using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.CommandLine;

/// <summary>The verbs that measure a model without a server.</summary>
public sealed class ModelVerbTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "src/Customization.Cli/Samples");

    [Fact]
    public async Task A_product_definition_is_checked()
    {
        var (exitCode, output, _) = await Executable.Run(
            "model", "check", Path.Combine(Samples, "shoe.yaml"), "--json");

        Assert.Equal(0, exitCode);
        Assert.Equal("92994739200", JsonNode.Parse(output)!["count"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("uvl")]
    [InlineData("dimacs")]
    public async Task A_product_definition_is_written_in_another_format(string format)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, $"pc.{format}");

        var (exitCode, output, _) = await Executable.Run(
            "model", "convert", Path.Combine(Samples, "pc.yaml"), "--to", format, "--out", path);
        var (_, first, _) = await Executable.Run("model", "check", Path.Combine(Samples, "pc.yaml"), "--json");
        var (_, second, _) = await Executable.Run("model", "check", path, "--json");

        Assert.Equal((0, ""), (exitCode, output));
        Assert.Equal(
            JsonNode.Parse(first)!["count"]!.GetValue<string>(), JsonNode.Parse(second)!["count"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_rule_set_is_read_beside_the_product_that_uses_it()
    {
        using var folder = new TemporaryFolder();
        var (product, set) = (Path.Combine(folder.Path, "box.yaml"), Path.Combine(folder.Path, "lids.rules.yaml"));
        await File.WriteAllTextAsync(product, """
            product: box
            uses: [lids@3]
            pricing: {lists: {eur: {currency: EUR}}}
            model: {characteristics: {lid: {values: [wood, tin]}, pane: {kind: boolean}}}
            """);
        await File.WriteAllTextAsync(set, "ruleSet: lids\nrules: [pane => lid = wood]\n");

        var (exitCode, output, _) = await Executable.Run("model", "check", product, "--json");
        await File.WriteAllTextAsync(set, "ruleSet: lids\nrules: [pane => lid = steel]\n");
        var (wrong, _, errors) = await Executable.Run("model", "check", product, "--json");

        Assert.Equal(0, exitCode);
        Assert.Equal("3", JsonNode.Parse(output)!["count"]!.GetValue<string>());
        Assert.Equal(2, wrong);
        Assert.StartsWith("customization: box.yaml:2:8: error CY0042", errors);
    }

    [Fact]
    public async Task A_model_without_configuration_is_a_no()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "never.dimacs");
        await File.WriteAllTextAsync(path, "p cnf 1 2\n1 0\n-1 0\n");

        var (exitCode, output, _) = await Executable.Run("model", "check", path, "--json");

        Assert.Equal(1, exitCode);
        Assert.Equal("0", JsonNode.Parse(output)!["count"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_wrong_file_is_one_line_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "wrong.dimacs");
        await File.WriteAllTextAsync(path, "p cnf 1 1\n1 x 0\n");

        var (exitCode, output, errors) = await Executable.Run("model", "check", path, "--json");

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith("customization: wrong.dimacs:2:3: error ", errors);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Choices_are_replayed()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "pair.dimacs");
        var table = Path.Combine(folder.Path, "choices.csv");
        await File.WriteAllTextAsync(model, "c 1 a\nc 2 b\np cnf 2 1\n-1 2 0\n");
        await File.WriteAllTextAsync(table, "a,b\nyes,yes\nno,yes\n");

        var digests = new List<string>();
        foreach (var answers in new[] { "domains", "full" })
        {
            var (exitCode, output, _) = await Executable.Run(
                "model", "replay", model, "--choices", table, "--answers", answers, "--json");
            Assert.Equal(0, exitCode);
            var answer = JsonNode.Parse(output)!;
            Assert.Equal(4, answer["clicks"]!.GetValue<int>());
            digests.Add(answer["digest"]!.GetValue<string>());
        }

        // SHA-256 of "1,1\n1,1\n1,2\n1,1\n".
        var expected = System.Security.Cryptography.SHA256.HashData("1,1\n1,1\n1,2\n1,1\n"u8);
        Assert.Equal([Convert.ToHexStringLower(expected), Convert.ToHexStringLower(expected)], digests);
    }
}
