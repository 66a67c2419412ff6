using System.Collections.Immutable;
using System.CommandLine;
using Customization.Runtime.Simulation;

namespace Customization.Cli.Simulate;

/// <summary><c>customization simulate</c>: runs whole worlds from seeds and says what broke in them.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var seeds = new Option<int>("--seeds")
        {
            Description = "How many worlds.",
            DefaultValueFactory = _ => 2000,
        };
        var seed = new Option<int>("--seed") { Description = "The first seed; the others follow it." };
        var steps = new Option<string?>("--steps")
        {
            Description = "Replay these steps in the world of --seed, as a violation prints them.",
        };
        var json = CommandLine.Json();
        var command = new Command("simulate", "Run the whole system under planted faults, from seeds.")
        {
            seeds, seed, steps, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(seeds), parsed.GetValue(seed), parsed.GetValue(steps), parsed.GetValue(json)));
        return command;
    }

    private static int Run(int seeds, int first, string? steps, bool asJson)
    {
        if (seeds < 1 || first < 0 || first > int.MaxValue - seeds)
        {
            throw new InputException("--seeds: from 1; --seed: from 0");
        }

        var soak = new Soak();
        if (steps is not null)
        {
            soak.Replay(first, Read(steps));
        }
        else
        {
            soak.Run(first, seeds);
        }

        CommandLine.Print(soak.Report(), asJson);
        return soak.HasViolations ? CommandLine.No : CommandLine.Ok;
    }

    private static ImmutableArray<Step> Read(string text)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            steps.Add(Step.Parse(part) ?? throw new InputException($"--steps: '{part}' is no step such as crash:7"));
        }

        return steps.ToImmutable();
    }
}
