using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Cli.Model;

/// <summary><c>customization model replay</c>: makes known choices one by one and times the answer to each.</summary>
internal static class ModelReplay
{
    private enum Order
    {
        Header,
        Random,
    }

    private enum Answers
    {
        Full,
        Domains,
    }

    public static Command Create()
    {
        var (file, format, json) = (ModelFile.File(), ModelFile.Format(), CommandLine.Json());
        var choices = new Option<string>("--choices") { Description = "Table of configurations.", Required = true };
        var rows = new Option<int>("--rows")
        {
            Description = "Rows to replay.",
            DefaultValueFactory = _ => int.MaxValue,
        };
        var order = new Option<Order>("--order") { Description = "header or random." };
        var seed = new Option<int>("--seed") { Description = "Seed of the random order." };
        var answers = new Option<Answers>("--answers")
        {
            Description = "full (changes and price of every value) or domains (possible values only).",
        };
        var command = new Command("replay", "Time the answer to each choice; one thread, caches off.")
        {
            file, format, choices, rows, order, seed, answers, json,
        };
        command.SetAction(parsed =>
        {
            var model = ModelFile.Read(parsed.GetValue(file)!, parsed.GetValue(format)).Model!;
            var table = ChoicesTable.Read(model, parsed.GetValue(choices)!, parsed.GetValue(rows));
            var random = parsed.GetValue(order) == Order.Random ? new Random(parsed.GetValue(seed)) : null;
            var (compiled, _) = ModelFile.Compile(model, 300, CompilationLimits.Default.NodesMax);
            Replay(compiled, table, random, parsed.GetValue(answers), parsed.GetValue(json));
            return CommandLine.Ok;
        });
        return command;
    }

    private static void Replay(CompiledModel compiled, ChoicesTable table, Random? random, Answers answers, bool asJson)
    {
        var order = Enumerable.Range(0, table.Columns.Length).ToArray();
        var run = new Run(compiled, answers);
        if (table.Rows.Length > 0)
        {
            run.WarmUp(table.Columns, order, table.Rows[0]);
        }

        foreach (var row in table.Rows)
        {
            random?.Shuffle(order);
            run.Row(table.Columns, order, row);
        }

        CommandLine.Print(run.Result(), asJson);
    }

    private sealed class Run(CompiledModel compiled, Answers answers)
    {
        private readonly ProductModel _model = compiled.Model;
        private readonly Configurator _configurator = new(compiled);
        private readonly long[] _prices = [.. Enumerable.Range(0, compiled.Model.LiteralCount)
            .Select(literal => 100L * compiled.Model.ValueOf(literal))];
        private readonly int[] _changes = new int[compiled.Model.LiteralCount];
        private readonly long[] _leastPrices = new long[compiled.Model.LiteralCount];
        private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly List<long> _ticks = [];
        private readonly StringBuilder _line = new();
        private readonly SelectionTracker _tracker = new(compiled);
        private long _allocated;

        public void WarmUp(CharacteristicIndex[] columns, int[] order, int[] row)
        {
            for (var i = 0; i < 200; i++)
            {
                var selection = Selection.Empty(_model);
                for (var step = 0; step < order.Length; step++)
                {
                    var column = order[step];
                    selection = selection.With(columns[column], row[column]);
                    Ask(selection, step == 0, columns[column], row[column]);
                }
            }
        }

        public void Row(CharacteristicIndex[] columns, int[] order, int[] row)
        {
            var selection = Selection.Empty(_model);
            for (var step = 0; step < order.Length; step++)
            {
                var column = order[step];
                selection = selection.With(columns[column], row[column]);
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                var isPossible = Ask(selection, step == 0, columns[column], row[column]);
                var ticks = Stopwatch.GetTimestamp() - start;
                _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
                _ticks.Add(ticks);
                if (!isPossible)
                {
                    throw new InputException(
                        $"click {_ticks.Count}: '{_model.Characteristics[columns[column].Value].Name}' cannot take the "
                        + "value of its row");
                }

                Digest(selection);
            }
        }

        public object Result()
        {
            var sorted = _ticks.Order().ToArray();
            return new
            {
                clicks = sorted.Length,
                p50Us = Microseconds(sorted, 0.50),
                p99Us = Microseconds(sorted, 0.99),
                meanUs = sorted.Length == 0 ? 0
                    : Math.Round(sorted.Average() * 1e6 / Stopwatch.Frequency, 3),
                allocBytesPerClick = sorted.Length == 0 ? 0 : _allocated / sorted.Length,
                digest = Convert.ToHexStringLower(_digest.GetHashAndReset()),
            };
        }

        private static double Microseconds(long[] sorted, double quantile) => sorted.Length == 0 ? 0
            : Math.Round(sorted[(int)(quantile * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency, 3);

        private bool Ask(Selection selection, bool isFirst, CharacteristicIndex characteristic, int value)
        {
            if (answers == Answers.Full)
            {
                _configurator.Answer(selection, _prices, _changes, _leastPrices);
                return _changes[_model.Literal(characteristic, value)] == 0;
            }

            if (isFirst)
            {
                _tracker.Reset();
            }

            return _tracker.Choose(characteristic, value);
        }

        private void Digest(Selection selection)
        {
            _line.Clear();
            for (var i = 0; i < _model.Characteristics.Length; i++)
            {
                _line.Append(i == 0 ? "" : ",").Append(PossibleCount(selection, new CharacteristicIndex(i)));
            }

            _digest.AppendData(Encoding.ASCII.GetBytes(_line.Append('\n').ToString()));
        }

        private int PossibleCount(Selection selection, CharacteristicIndex characteristic)
        {
            if (answers == Answers.Domains)
            {
                return _tracker.CountPossible(characteristic);
            }

            var count = 0;
            for (var value = 0; value < _model.Characteristics[characteristic.Value].Values.Length; value++)
            {
                var isOther = selection[characteristic] >= 0 && selection[characteristic] != value;
                count += !isOther && _changes[_model.Literal(characteristic, value)] == 0 ? 1 : 0;
            }

            return count;
        }
    }
}
