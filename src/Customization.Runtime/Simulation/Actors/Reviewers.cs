using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who have one product made for many recipients: they bring recipients, look at samples, approve,
/// pause, go on, correct, retry and cancel, in any order and at times twice.</summary>
internal sealed class Reviewers(World world)
{
    private const string Name = "reviewer";
    private const int RunsMax = 2;
    private const int BatchesMax = 3;
    private const int ItemsMax = 4;

    /// <summary>What a recipient says, in the order of fields by name.</summary>
    private static readonly ImmutableArray<string> Fields = ["badge", "colour", "size", "who"];

    private readonly Dictionary<string, RunSettings> _runs = new(StringComparer.Ordinal);

    /// <summary>The recipients of every batch that was ever sent, by its key.</summary>
    public Dictionary<string, ImmutableArray<ImmutableArray<string>>> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Does something to some run.</summary>
    public void Act(Random random)
    {
        if (_runs.Count < RunsMax && random.Next(3) == 0)
        {
            Create(random);
            return;
        }

        if (_runs.Count == 0)
        {
            return;
        }

        var id = _runs.Keys.ElementAt(random.Next(_runs.Count));
        var run = AddressOf(id);
        var batch = random.Next(1, BatchesMax + 1);
        var state = world.Checks.Truth.Find<RunState>(run);
        switch (random.Next(16))
        {
            case < 8:
                Continue(id, state, random);
                break;
            case < 10:
                world.Ask(run, new RunCommand.PauseRun());
                break;
            case 10:
                world.Ask(run, new RunCommand.ResumeRun());
                break;
            case 11:
                world.Ask(
                    RunState.AddressOf(id, batch), new RunBatchCommand.CorrectItem(random.Next(ItemsMax), Row(random)));
                break;
            case 12 when random.Next(3) == 0:
                world.Ask(run, new RunCommand.CancelRun("no longer wanted"));
                break;
            case 12:
                world.Repeat<RunBatchCommand.BeginBatch>(random);
                break;
            case 13:
                Send(id, batch, random);
                break;
            case 14:
                world.Ask(RunState.AddressOf(id, batch), new RunBatchCommand.ReadItem(random.Next(ItemsMax)));
                break;
            default:
                world.Ask(run, new RunCommand.ReadRun());
                break;
        }
    }

    /// <summary>What a run waits for a person to do; null where it goes on by itself, ended, or lacks recipients.
    /// </summary>
    public static RunCommand? WaitsFor(RunState state) => state.Status switch
    {
        RunStatus.Collecting when !state.Taken.IsEmpty && !state.Taken.Contains(0) => new RunCommand.SubmitRun(),
        RunStatus.Reviewing => new RunCommand.ApproveRun(),
        RunStatus.Paused => new RunCommand.ResumeRun(),
        _ => null,
    };

    /// <summary>What waits for a person goes on.</summary>
    public void Finish()
    {
        foreach (var (address, state) in world.Checks.Truth.States<RunState>())
        {
            if (WaitsFor(state) is { } next)
            {
                world.Ask(address, next);
            }
        }
    }

    private static EntityAddress AddressOf(string run) => new(EntityKind.Run, run);

    private void Create(Random random)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"run{_runs.Count}");
        _runs[id] = new RunSettings(
            "cap", 0,
            Fields.ToImmutableSortedDictionary(
                field => field, field => field == "who" ? RunSettings.ShownOnly : field, StringComparer.Ordinal),
            CompletionGoal.Cheapest, random.Next(3))
        {
            Lane = random.Next(2) == 0 ? "post" : "express",
            CustomerField = random.Next(2) == 0 ? "who" : "",
        };
        world.Ask(AddressOf(id), new RunCommand.CreateRun(Name, _runs[id]));
    }

    /// <summary>The next thing that a run needs.</summary>
    private void Continue(string id, RunState? state, Random random)
    {
        var run = AddressOf(id);
        switch (state?.Status ?? RunStatus.Unknown)
        {
            case RunStatus.Unknown:
                world.Ask(run, new RunCommand.CreateRun(Name, _runs[id]));
                break;
            case RunStatus.Collecting when state!.Taken.Length < BatchesMax && random.Next(2) == 0:
                Send(id, state.Taken.Length + 1, random);
                break;
            case RunStatus.Collecting:
                world.Ask(run, new RunCommand.SubmitRun());
                break;
            case RunStatus.Reviewing:
                world.Ask(run, random.Next(8) == 0
                    ? new RunCommand.RejectRun("ugly")
                    : new RunCommand.ApproveRun());
                break;
            case RunStatus.Paused:
                world.Ask(run, new RunCommand.ResumeRun());
                break;
            case RunStatus.Finished:
                world.Ask(run, new RunCommand.RetryFailed());
                break;
        }
    }

    /// <summary>Brings recipients as the gateway does it: first the batch has them, then the run counts them.</summary>
    private void Send(string id, int number, Random random)
    {
        var run = AddressOf(id);
        if (world.Checks.Truth.Find<RunState>(run)?.Settings is not { } settings)
        {
            return;
        }

        var batch = RunState.AddressOf(id, number);
        if (!Rows.TryGetValue(batch.Key, out var rows))
        {
            Rows[batch.Key] = rows = [.. Enumerable.Range(0, random.Next(1, ItemsMax + 1)).Select(_ => Row(random))];
        }

        var hash = string.Join('|', rows.SelectMany(row => row));
        world.Ask(batch, new RunBatchCommand.TakeRecipients(Name, settings, rows, hash), taken =>
        {
            if (taken.Reply is RunBatchView)
            {
                world.Ask(run, new RunCommand.CountBatch(number, rows.Length));
            }
        });
    }

    private ImmutableArray<string> Row(Random random)
    {
        string[] badges = ["", "none", "print", "stitch"];
        string[] colours = ["", "red", "blue", "gold", "pink"];
        string[] sizes = ["s", "m", "l"];
        return
        [
            badges[random.Next(badges.Length)], colours[random.Next(colours.Length)], sizes[random.Next(sizes.Length)],
            $"c{random.Next(world.Swarm.Customers)}",
        ];
    }
}
