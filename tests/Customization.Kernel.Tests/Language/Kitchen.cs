using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Tests.Language;

/// <summary>A product with parts, as the catalog expands it: one to three cabinets, each with up to two drawers.
/// </summary>
internal static class Kitchen
{
    public static readonly ImmutableArray<Characteristic> Characteristics;
    public static readonly RuleScope Scope;

    static Kitchen()
    {
        var all = ImmutableArray.CreateBuilder<Characteristic>();
        var parts = new List<Part>();
        all.Add(Numbers("wall", 60, 120, 180));
        all.Add(Characteristic.Boolean("fitted", SourceSpan.None));
        all.Add(new("hob", CharacteristicKind.SingleChoice, [Value("gas", ("watts", 5))], SourceSpan.None));
        var count = new CharacteristicIndex(all.Count);
        all.Add(Numbers("cabinet.count", 1, 2, 3));
        var cabinets = ImmutableArray.CreateBuilder<PartInstance>();
        for (var k = 1; k <= 3; k++)
        {
            var at = k;
            var cabinet = new PartInstance(
                $"cabinet[{k}]", k, null,
                k == 1 ? new Formula.Constant(true) : new Formula.Is(count, [.. Enumerable.Range(k - 1, 4 - k)]));
            cabinets.Add(cabinet);
            all.Add(Choice(k > 1, $"cabinet[{at}].type", Value("base", ("watts", 10)), Value("corner"), Value("sink")));
            all.Add(new(
                $"cabinet[{k}].width", CharacteristicKind.Quantity,
                [.. Numbers("", k == 1 ? [30, 60] : [0, 30, 60]).Values], SourceSpan.None));
            all.Add(Characteristic.Boolean($"cabinet[{k}].extras.light", SourceSpan.None, $"cabinet[{k}].extras"));
            parts.Add(Drawers(all, cabinet));
        }

        parts.Add(new Part("cabinet", cabinets.ToImmutable()));
        Characteristics = all.ToImmutable();
        Scope = new RuleScope(Characteristics, null, null, parts);
    }

    private static Part Drawers(ImmutableArray<Characteristic>.Builder all, PartInstance cabinet)
    {
        var count = new CharacteristicIndex(all.Count);
        all.Add(Numbers($"{cabinet.Path}.drawer.count", 0, 1, 2));
        var drawers = ImmutableArray.CreateBuilder<PartInstance>();
        for (var k = 1; k <= 2; k++)
        {
            drawers.Add(new PartInstance(
                $"{cabinet.Path}.drawer[{k}]", k, cabinet, new Formula.Is(count, [.. Enumerable.Range(k, 3 - k)])));
            all.Add(Choice(true, $"{cabinet.Path}.drawer[{k}].front", Value("wood"), Value("glass")));
        }

        return new Part($"{cabinet.Path}.drawer", drawers.ToImmutable());
    }

    private static Characteristic Choice(bool isOptional, string name, params CharacteristicValue[] values) =>
        isOptional
            ? new(name, CharacteristicKind.Optional, [CharacteristicValue.Named("none"), .. values], SourceSpan.None)
            : new(name, CharacteristicKind.SingleChoice, [.. values], SourceSpan.None);

    private static Characteristic Numbers(string name, params long[] numbers) =>
        new(name, CharacteristicKind.Quantity,
            [.. numbers.Select(n => new CharacteristicValue(
                n.ToString(), n, ImmutableSortedDictionary<string, long>.Empty))],
            SourceSpan.None);

    private static CharacteristicValue Value(string name, params (string, long)[] attributes) =>
        new(name, null, attributes.ToImmutableSortedDictionary(pair => pair.Item1, pair => pair.Item2));
}
