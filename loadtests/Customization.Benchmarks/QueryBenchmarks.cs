using System.Numerics;
using BenchmarkDotNet.Attributes;
using Customization.Benchmarks.Models;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks;

/// <summary>One answer to one click, averaged over the clicks of a few customers.</summary>
public class QueryBenchmarks
{
    private const int ExcludedMax = 64;

    private DiagramConfigurator _configurator = null!;
    private SelectionTracker _tracker = null!;
    private Click[] _clicks = null!;
    private (Selection Selection, CharacteristicIndex Characteristic, int Value)[] _excluded = null!;
    private long[] _prices = null!;
    private int[] _changes = null!;
    private long[] _leastPrices = null!;
    private int _next;

    public static IEnumerable<string> Models => BenchmarkModels.Names;

    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        var compiled = BenchmarkModels.Compile(Model);
        _configurator = new DiagramConfigurator(compiled);
        _tracker = new SelectionTracker(compiled);
        _clicks = Walk.Clicks(compiled);
        _excluded = Walk.Excluded(compiled, _clicks, ExcludedMax);
        _prices = [.. Enumerable.Range(0, compiled.Model.LiteralCount)
            .Select(literal => 100L * compiled.Model.ValueOf(literal))];
        _changes = new int[_prices.Length];
        _leastPrices = new long[_prices.Length];
        _next = -1;
    }

    /// <summary>Possible values by the tracker, the return to the empty selection at each customer's first click
    /// included.</summary>
    [Benchmark]
    public bool Choose()
    {
        _next = (_next + 1) % _clicks.Length;
        ref readonly var click = ref _clicks[_next];
        if (click.IsFirst)
        {
            _tracker.Reset();
        }

        return _tracker.Choose(click.Characteristic, click.Value);
    }

    /// <summary>Changes and least price of every value.</summary>
    [Benchmark]
    public int Answer()
    {
        _configurator.Answer(NextSelection(), _prices, _changes, _leastPrices);
        return _changes[0];
    }

    [Benchmark]
    public BigInteger Count() => _configurator.Count(NextSelection())!.Value;

    /// <summary>Why a value is excluded: the customer's choices and the rules.</summary>
    [Benchmark]
    public Explanation? Explain()
    {
        if (_excluded.Length == 0)
        {
            return null;
        }

        _next = (_next + 1) % _excluded.Length;
        var (selection, characteristic, value) = _excluded[_next];
        return _configurator.Explain(selection, characteristic, value);
    }

    private Selection NextSelection()
    {
        _next = (_next + 1) % _clicks.Length;
        return _clicks[_next].After;
    }
}
