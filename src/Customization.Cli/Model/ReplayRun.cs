using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Cli.Model;

/// <summary>What is asked after each click of a replay.</summary>
internal enum ReplayAnswers
{
    /// <summary>Changes and price of every value.</summary>
    Full,

    /// <summary>Possible values only.</summary>
    Domains,
}

/// <summary>Makes clicks one by one and keeps how long each answer took.</summary>
/// <param name="cacheMiB">Answers to remember; 0 for none. Only of <see cref="ReplayAnswers.Full"/>: the other answers
/// follow the choices, so each needs the one before.</param>
internal sealed class ReplayRun(CompiledModel compiled, ReplayAnswers answers, int cacheMiB)
{
    private readonly ProductModel _model = compiled.Model;
    private readonly Configurator _configurator = Configurator.For(compiled);
    private readonly long[] _prices = [.. Enumerable.Range(0, compiled.Model.LiteralCount)
        .Select(literal => 100L * compiled.Model.ValueOf(literal))];
    private readonly AnswerCache<Selection, KnownAnswer>? _cache =
        cacheMiB > 0 ? new AnswerCache<Selection, KnownAnswer>(cacheMiB * 1024L * 1024) : null;

    private readonly List<long> _hitTicks = [];
    private int[] _changes = new int[compiled.Model.LiteralCount];
    private long[] _leastPrices = new long[compiled.Model.LiteralCount];
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<long> _ticks = [];
    private readonly StringBuilder _line = new();
    private readonly SelectionTracker? _tracker =
        compiled.Engine == ConfigurationEngine.Diagram ? new SelectionTracker(compiled) : null;

    private LiteralSet? _possible;
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

        _cache?.Clear();
    }

    public void Row(CharacteristicIndex[] columns, int[] order, int[] row)
    {
        var selection = Selection.Empty(_model);
        for (var step = 0; step < order.Length; step++)
        {
            var column = order[step];
            selection = selection.With(columns[column], row[column]);
            Time(selection, step == 0, columns[column], row[column]);
        }
    }

    /// <summary>Chooses open values at random until every question has one left; as often as asked.</summary>
    public void RandomRows(Random random, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var selection = Selection.Empty(_model);
            var possible = _configurator.PossibleValues(selection);
            while (NextOpen(selection, possible, random) is { } open)
            {
                selection = selection.With(open.Characteristic, open.Value);
                Time(selection, selection.Count == 1, open.Characteristic, open.Value);
                possible = _tracker is null && answers == ReplayAnswers.Domains
                    ? _possible!
                    : _configurator.PossibleValues(selection);
            }
        }
    }

    public object Result()
    {
        var sorted = _ticks.Order().ToArray();
        var result = new Dictionary<string, object>
        {
            ["clicks"] = sorted.Length,
            ["p50Us"] = Microseconds(sorted, 0.50),
            ["p99Us"] = Microseconds(sorted, 0.99),
            ["meanUs"] = MeanMicroseconds(sorted),
            ["allocBytesPerClick"] = sorted.Length == 0 ? 0 : _allocated / sorted.Length,
            ["digest"] = Convert.ToHexStringLower(_digest.GetHashAndReset()),
        };
        if (_cache?.Status is { } status)
        {
            result["hitRate"] = sorted.Length == 0 ? 0 : Math.Round((double)status.Hits / sorted.Length, 4);
            result["hitMeanUs"] = MeanMicroseconds([.. _hitTicks]);
            result["cacheBytes"] = status.Bytes;
            result["cachedAnswers"] = status.Count;
        }

        return result;
    }

    private static double MeanMicroseconds(long[] ticks) =>
        ticks.Length == 0 ? 0 : Math.Round(ticks.Average() * 1e6 / Stopwatch.Frequency, 3);

    private static double Microseconds(long[] sorted, double quantile) => sorted.Length == 0 ? 0
        : Math.Round(sorted[(int)(quantile * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency, 3);

    private void Time(Selection selection, bool isFirst, CharacteristicIndex characteristic, int value)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var isKnown = TryRecall(selection);
        var isPossible = isKnown
            ? _changes[_model.Literal(characteristic, value)] == 0
            : Ask(selection, isFirst, characteristic, value);
        var ticks = Stopwatch.GetTimestamp() - start;
        if (isKnown)
        {
            _hitTicks.Add(ticks);
        }

        _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        _ticks.Add(ticks);
        if (!isPossible)
        {
            throw new InputException(
                $"click {_ticks.Count}: '{_model.Characteristics[characteristic.Value].Name}' cannot take the "
                + "value of its row");
        }

        Digest(selection);
    }

    private (CharacteristicIndex Characteristic, int Value)? NextOpen(
        Selection selection, LiteralSet possible, Random random)
    {
        var open = Enumerable.Range(0, _model.Characteristics.Length).Select(i => new CharacteristicIndex(i))
            .Where(each => selection[each] < 0 && possible.CountOf(each) > 1).ToArray();
        if (open.Length == 0)
        {
            return null;
        }

        var characteristic = open[random.Next(open.Length)];
        var values = Enumerable.Range(0, _model.Characteristics[characteristic.Value].Values.Length)
            .Where(value => possible.Contains(characteristic, value)).ToArray();
        return (characteristic, values[random.Next(values.Length)]);
    }

    private bool TryRecall(Selection selection)
    {
        if (_cache?.TryGet(selection, out var known) != true)
        {
            return false;
        }

        (_changes, _leastPrices) = (known!.Changes, known.Prices);
        return true;
    }

    private void Remember(Selection selection)
    {
        var bytes = (_changes.Length * (sizeof(int) + sizeof(long))) + (selection.Length * sizeof(short)) + 200;
        _cache!.Add(selection, new KnownAnswer(_changes, _leastPrices), bytes);
    }

    private bool Ask(Selection selection, bool isFirst, CharacteristicIndex characteristic, int value)
    {
        if (answers == ReplayAnswers.Full)
        {
            if (_cache is not null)
            {
                (_changes, _leastPrices) = (new int[_model.LiteralCount], new long[_model.LiteralCount]);
            }

            _configurator.Answer(selection, _prices, _changes, _leastPrices);
            if (_cache is not null)
            {
                Remember(selection);
            }

            return _changes[_model.Literal(characteristic, value)] == 0;
        }

        if (_tracker is null)
        {
            _possible = _configurator.PossibleValues(selection);
            return _possible.Contains(characteristic, value);
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
        if (answers == ReplayAnswers.Domains)
        {
            return _possible?.CountOf(characteristic) ?? _tracker!.CountPossible(characteristic);
        }

        var count = 0;
        for (var value = 0; value < _model.Characteristics[characteristic.Value].Values.Length; value++)
        {
            var isOther = selection[characteristic] >= 0 && selection[characteristic] != value;
            count += !isOther && _changes[_model.Literal(characteristic, value)] == 0 ? 1 : 0;
        }

        return count;
    }

    private sealed record KnownAnswer(int[] Changes, long[] Prices);
}
