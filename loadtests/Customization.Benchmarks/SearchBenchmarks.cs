using BenchmarkDotNet.Attributes;
using Customization.Benchmarks.Models;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Customization.Kernel.Satisfiability;

namespace Customization.Benchmarks;

/// <summary>Answers of the search engine on models that do not compile, averaged over random clicks.</summary>
public class SearchBenchmarks
{
    private const int ClicksMax = 200;

    private SearchConfigurator _configurator = null!;
    private Selection[] _clicks = null!;
    private (Selection Selection, CharacteristicIndex Characteristic, int Value)[] _excluded = null!;
    private long[] _prices = null!;
    private int[] _changes = null!;
    private long[] _leastPrices = null!;
    private int _next = -1;

    public static IEnumerable<string> Models => BenchmarkModels.EntangledNames;

    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        var model = BenchmarkModels.Read(Model);
        _configurator = new SearchConfigurator(CompiledModel.ForSearch(model).Compiled!);
        _prices = new long[model.LiteralCount];
        (_changes, _leastPrices) = (new int[_prices.Length], new long[_prices.Length]);
        var random = new Random(5);
        var (clicks, excluded) = (new List<Selection>(), new List<(Selection, CharacteristicIndex, int)>());
        var selection = Selection.Empty(model);
        var alive = _configurator.PossibleValues(selection);
        while (clicks.Count < ClicksMax)
        {
            var literal = random.Next(model.LiteralCount);
            var (characteristic, value) = (model.CharacteristicOf(literal), model.ValueOf(literal));
            var possible = _configurator.PossibleValues(selection);
            if (possible.Contains(literal) && possible.CountOf(characteristic) > 1)
            {
                selection = selection.With(characteristic, value);
                clicks.Add(selection);
            }
            else if (alive.Contains(literal) && selection[characteristic] < 0 && !possible.Contains(literal))
            {
                excluded.Add((selection, characteristic, value));
            }
        }

        (_clicks, _excluded) = ([.. clicks], [.. excluded]);
    }

    /// <summary>Possible values after a click.</summary>
    [Benchmark]
    public LiteralSet PossibleValues() => _configurator.PossibleValues(_clicks[Next(_clicks.Length)]);

    /// <summary>What every value would mean after a click.</summary>
    [Benchmark]
    public void Answer() =>
        _configurator.Answer(_clicks[Next(_clicks.Length)], _prices, _changes, _leastPrices);

    /// <summary>Why a value is excluded.</summary>
    [Benchmark]
    public Explanation Explain()
    {
        var (selection, characteristic, value) = _excluded[Next(_excluded.Length)];
        return _configurator.Explain(selection, characteristic, value);
    }

    /// <summary>The fewest changes for an excluded value.</summary>
    [Benchmark]
    public Repair? Repair()
    {
        var (selection, characteristic, value) = _excluded[Next(_excluded.Length)];
        return _configurator.Repair(selection, characteristic, value, _prices);
    }

    private int Next(int count) => _next = (_next + 1) % count;
}
