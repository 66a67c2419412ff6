using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.CommandLine;

/// <summary>The verb that runs whole worlds.</summary>
public sealed class SimulateVerbTests
{
    [Fact]
    public async Task Worlds_run_and_are_counted()
    {
        var (exitCode, output, _) = await Executable.Run("simulate", "--seeds", "3", "--seed", "7", "--json");

        var answer = JsonNode.Parse(output)!;
        Assert.Equal(0, exitCode);
        Assert.Equal(3, answer["seeds"]!.GetValue<int>());
        Assert.InRange(answer["steps"]!.GetValue<long>(), 1, long.MaxValue);
        Assert.InRange(answer["stepsPerSecond"]!.GetValue<double>(), 1, double.MaxValue);
        Assert.NotEmpty(answer["faults"]!.AsObject());
        Assert.Empty(answer["violations"]!.AsArray());
    }

    [Fact]
    public async Task The_same_seed_and_steps_do_the_same()
    {
        string[] arguments = ["simulate", "--seed", "7", "--steps", "customer:1,crash:2,customer:3,pass:4", "--json"];
        var (_, first, _) = await Executable.Run(arguments);
        var (_, second, _) = await Executable.Run(arguments);

        Assert.Equal(
            JsonNode.Parse(first)!["steps"]!.GetValue<long>(), JsonNode.Parse(second)!["steps"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("--seeds", "0")]
    [InlineData("--steps", "crash")]
    public async Task Wrong_numbers_and_steps_are_one_line(string option, string value)
    {
        var (exitCode, output, errors) = await Executable.Run("simulate", option, value);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Single(errors.TrimEnd().Split('\n'));
    }
}
