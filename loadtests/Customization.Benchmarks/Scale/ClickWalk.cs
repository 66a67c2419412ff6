using System.Diagnostics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks.Scale;

/// <summary>Customers one after another, each choosing possible values until all is chosen; full answers, timed.
/// </summary>
internal sealed class ClickWalk(CompiledModel compiled)
{
    private readonly DiagramConfigurator _configurator = new(compiled);
    private readonly Random _random = new(3);
    private readonly int[] _changes = new int[compiled.Model.LiteralCount];
    private readonly long[] _prices = new long[compiled.Model.LiteralCount];
    private readonly long[] _perLiteral = [.. Enumerable.Range(0, compiled.Model.LiteralCount).Select(i => i % 7L)];

    /// <summary>Clicks for a time; the ticks that each answer took.</summary>
    public List<long> Run(TimeSpan time)
    {
        var ticks = new List<long>(1 << 20);
        var order = Enumerable.Range(0, compiled.Model.Characteristics.Length).ToArray();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
        {
            _random.Shuffle(order);
            var selection = Selection.Empty(compiled.Model);
            _configurator.Answer(selection, _perLiteral, _changes, _prices);
            foreach (var c in order)
            {
                selection = selection.With(new CharacteristicIndex(c), PossibleValue(c));
                var before = Stopwatch.GetTimestamp();
                _configurator.Answer(selection, _perLiteral, _changes, _prices);
                ticks.Add(Stopwatch.GetTimestamp() - before);
            }
        }

        return ticks;
    }

    private int PossibleValue(int c)
    {
        var index = new CharacteristicIndex(c);
        var count = compiled.Model.Characteristics[c].Values.Length;
        var value = _random.Next(count);
        while (_changes[compiled.Model.Literal(index, value)] != 0)
        {
            value = (value + 1) % count;
        }

        return value;
    }
}
