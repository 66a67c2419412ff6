using System.CommandLine;
using Customization.Kernel.Compilation;

namespace Customization.Cli.Model;

/// <summary><c>customization model replay</c>: makes known choices one by one and times the answer to each.</summary>
internal static class ModelReplay
{
    private const int RandomRowsMax = 1_000;

    private enum Clicks
    {
        Table,
        Random,
    }

    private enum Order
    {
        Header,
        Random,
    }

    public static Command Create()
    {
        var (file, format, json) = (ModelFile.File(), ModelFile.Format(), CommandLine.Json());
        var choices = new Option<string>("--choices") { Description = "Table of configurations." };
        var clicks = new Option<Clicks>("--clicks")
        {
            Description = "table (the rows of --choices) or random (open values until nothing is open).",
        };
        var engine = ModelFile.Engine();
        var rows = new Option<int>("--rows")
        {
            Description = "Rows to replay.",
            DefaultValueFactory = _ => int.MaxValue,
        };
        var order = new Option<Order>("--order") { Description = "header or random." };
        var seed = new Option<int>("--seed") { Description = "Seed of the random order." };
        var answers = new Option<ReplayAnswers>("--answers")
        {
            Description = "full (changes and price of every value) or domains (possible values only).",
        };
        var cache = new Option<int>("--cache") { Description = "MiB of answers to remember; 0 unless given." };
        var command = new Command("replay", "Time the answer to each choice; one thread, caches off unless asked for.")
        {
            file, format, choices, clicks, rows, order, seed, answers, cache, engine, json,
        };
        command.SetAction(parsed =>
        {
            var model = ModelFile.Read(parsed.GetValue(file)!, parsed.GetValue(format)).Model!;
            var isRandom = parsed.GetValue(clicks) == Clicks.Random;
            var table = isRandom ? null : ChoicesTable.Read(
                model, parsed.GetValue(choices) ?? throw new InputException("--choices FILE or --clicks random"),
                parsed.GetValue(rows));
            var random = isRandom || parsed.GetValue(order) == Order.Random
                ? new Random(parsed.GetValue(seed)) : null;
            var (compiled, _) = ModelFile.Compile(
                model, 300, CompilationLimits.Default.NodesMax, parsed.GetValue(engine));
            if (parsed.GetValue(cache) > 0 && parsed.GetValue(answers) == ReplayAnswers.Domains)
            {
                throw new InputException("--cache remembers full answers only");
            }

            var run = new ReplayRun(compiled, parsed.GetValue(answers), parsed.GetValue(cache));
            if (table is null)
            {
                run.RandomRows(random!, Math.Min(parsed.GetValue(rows), RandomRowsMax));
            }
            else
            {
                Replay(run, table, random);
            }

            CommandLine.Print(run.Result(), parsed.GetValue(json));
            return CommandLine.Ok;
        });
        return command;
    }

    private static void Replay(ReplayRun run, ChoicesTable table, Random? random)
    {
        var order = Enumerable.Range(0, table.Columns.Length).ToArray();
        if (table.Rows.Length > 0)
        {
            run.WarmUp(table.Columns, order, table.Rows[0]);
        }

        foreach (var row in table.Rows)
        {
            random?.Shuffle(order);
            run.Row(table.Columns, order, row);
        }
    }
}
