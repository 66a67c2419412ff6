using System.Diagnostics;
using System.Globalization;
using System.Text;
using Customization.Cli.Model;
using Customization.Domain.Demand.Recommending;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Cli.Recommend;

/// <summary>Foresees the rows of a fold from what the other folds teach, and counts how often that was wrong.</summary>
internal sealed class FoldEvaluation(CompiledModel compiled, ChoicesTable table, int[] foldOfRow, int[][] orders)
{
    private readonly ProductModel _model = compiled.Model;
    private readonly SelectionTracker _tracker = new(compiled);
    private readonly List<(int Fold, int Predictions, int Errors, float? RepeatShare)> _folds = [];
    private readonly int[] _errorsPerHint = new int[table.Columns.Length];
    private readonly int[] _predictionsPerHint = new int[table.Columns.Length];
    private readonly List<long> _ticks = [];
    private readonly StringBuilder _predictions = new("row,step,variable,predicted\n");
    private readonly float[] _shares = new float[compiled.Model.LiteralCount];

    /// <summary>Learns from the other folds, then foresees this one.</summary>
    public void Run(int fold)
    {
        var outside = SoldOutside(fold);
        SoldConfiguration[] sold = [.. outside.Select(rows => Sold(table.Rows[rows[0]], rows.Length))];
        var unlearned = new DemandModel(compiled, sold, VoteFactors.Unlearned(_model.Characteristics.Length));
        var learned = DemandLearner.Learn(unlearned);
        var factors = learned with { RepeatShare = learned.RepeatShare is null ? null : RepeatShare(outside) };
        var vote = new DemandVote(new DemandModel(compiled, sold, factors));
        int[] rows = [.. Enumerable.Range(0, foldOfRow.Length).Where(row => foldOfRow[row] == fold)];
        foreach (var row in rows.Take(50))
        {
            Foresee(vote, row, isCounted: false);
        }

        var errors = rows.Sum(row => Foresee(vote, row, isCounted: true));
        _folds.Add((fold, rows.Length * table.Columns.Length, errors, factors.RepeatShare));
    }

    /// <summary>The figures of the folds so far.</summary>
    public object Result()
    {
        var ticks = _ticks.Order().ToArray();
        var (predictions, errors) = (_folds.Sum(fold => fold.Predictions), _folds.Sum(fold => fold.Errors));
        return new
        {
            Predictions = predictions,
            Errors = errors,
            ErrorRate = Rate(errors, predictions),
            PerFold = _folds.Select(fold => new
            {
                fold.Fold,
                fold.Predictions,
                fold.Errors,
                ErrorRate = Rate(fold.Errors, fold.Predictions),
                fold.RepeatShare,
            }).ToArray(),
            PerHint = _errorsPerHint.Select((wrong, known) => Rate(wrong, _predictionsPerHint[known])).ToArray(),
            P50Us = Microseconds(ticks, 0.50),
            P99Us = Microseconds(ticks, 0.99),
        };
    }

    /// <summary>Every prediction so far as comma-separated lines.</summary>
    public string Predictions() => _predictions.ToString();

    private static double Rate(int errors, int predictions) =>
        predictions == 0 ? 0 : Math.Round((double)errors / predictions, 6);

    private static double Microseconds(long[] sorted, double quantile) => sorted.Length == 0 ? 0
        : Math.Round(sorted[(int)(quantile * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency, 3);

    /// <summary>The rows of the other folds. Equal ones are one configuration that was sold more often.</summary>
    private int[][] SoldOutside(int fold) =>
    [
        .. Enumerable.Range(0, table.Rows.Length)
            .Where(row => foldOfRow[row] != fold)
            .GroupBy(row => string.Join(',', table.Rows[row]), StringComparer.Ordinal)
            .Select(rows => rows.ToArray()),
    ];

    /// <summary>How many rows are what another fold has too. Whoever deals whole configurations into folds asks for
    /// customers who want something new, and gets 0.</summary>
    private float RepeatShare(int[][] sold)
    {
        var repeated = sold.Where(rows => rows.DistinctBy(row => foldOfRow[row]).Count() > 1);
        return repeated.Sum(rows => rows.Length) / (float)Math.Max(1, sold.Sum(rows => rows.Length));
    }

    private SoldConfiguration Sold(int[] row, int count)
    {
        var values = new int[_model.Characteristics.Length];
        Array.Fill(values, -1);
        for (var column = 0; column < row.Length; column++)
        {
            values[table.Columns[column].Value] = row[column];
        }

        return new SoldConfiguration([.. values], count);
    }

    /// <summary>How many values of a row were foreseen wrongly.</summary>
    private int Foresee(DemandVote vote, int row, bool isCounted)
    {
        _tracker.Reset();
        vote.Reset();
        var errors = 0;
        for (var step = 0; step < orders[row].Length; step++)
        {
            var column = orders[row][step];
            var (characteristic, actual) = (table.Columns[column], table.Rows[row][column]);
            var start = Stopwatch.GetTimestamp();
            var foreseen = Likeliest(vote, characteristic);
            var ticks = Stopwatch.GetTimestamp() - start;
            if (isCounted)
            {
                Count(row, step, characteristic, foreseen, foreseen != actual, ticks);
            }

            errors += foreseen == actual ? 0 : 1;
            if (!_tracker.Choose(characteristic, actual))
            {
                var definition = _model.Characteristics[characteristic.Value];
                throw new InputException(
                    $"row {row} of the history, column {column + 1}: no configuration of the model has "
                    + $"'{definition.Name}' = '{definition.Values[actual].Name}' with the row's other values");
            }
        }

        return errors;
    }

    private int Likeliest(DemandVote vote, CharacteristicIndex characteristic)
    {
        vote.Follow(_tracker.PossibleWords);
        var shares = _shares.AsSpan(0, _model.Characteristics[characteristic.Value].Values.Length);
        vote.Shares(characteristic, shares);
        var best = 0;
        for (var value = 1; value < shares.Length; value++)
        {
            best = shares[value] > shares[best] ? value : best;
        }

        return best;
    }

    private void Count(int row, int step, CharacteristicIndex characteristic, int foreseen, bool isWrong, long ticks)
    {
        _predictionsPerHint[step]++;
        _errorsPerHint[step] += isWrong ? 1 : 0;
        _ticks.Add(ticks);
        var definition = _model.Characteristics[characteristic.Value];
        _predictions.Append(CultureInfo.InvariantCulture, $"{row},{step},{definition.Name},")
            .Append(definition.Values[foreseen].Name).Append('\n');
    }
}
