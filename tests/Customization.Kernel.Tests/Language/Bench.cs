using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Language;

/// <summary>The product that the rule texts of these tests speak about: every kind of characteristic, one of each
/// trap in the names.</summary>
internal static class Bench
{
    public static readonly ImmutableArray<Characteristic> Characteristics =
    [
        Choice("color", "red", "blue", "dark-red"),
        Choice("rear", "blue", "green", "red"),
        new("radio", CharacteristicKind.Optional, [Named("none"), Named("am"), Named("fm")], SourceSpan.None),
        Characteristic.Boolean("sunroof", SourceSpan.None),
        Characteristic.Boolean("heated", SourceSpan.None),
        Topping("nuts", 20),
        Topping("berries", 30),
        Topping("honey", 10),
        Numbers("size", "", 36, 46, 2, _ => []),
        Numbers("oats", "ingredients", 0, 3, 1, n => [("grams", 100 * n)]),
        Numbers("raisins", "ingredients", 0, 2, 1, n => [("grams", 50 * n)]),
        new("cpu", CharacteristicKind.SingleChoice,
            [
                Value("i5", ("watts", 65), ("socket", 1)),
                Value("i7", ("watts", 95), ("socket", 1)),
                Value("i7 Overclocked", ("watts", 140), ("socket", 2)),
            ],
            SourceSpan.None),
        new("board", CharacteristicKind.SingleChoice,
            [Value("b250", ("watts", 20), ("socket", 1)), Value("z270", ("watts", 30), ("socket", 2))],
            SourceSpan.None),
        new("psu", CharacteristicKind.SingleChoice,
            [Value("small", ("capacity", 120)), Value("large", ("capacity", 300))], SourceSpan.None),
        Choice("engine", "1.5", "2", "16V"),
        Choice("any", "and", "sum", "5\" wheel"),
    ];

    public static readonly RuleScope Scope = new(
        Characteristics, new Dictionary<string, long> { ["LGA1151"] = 1, ["AM4"] = 2 });

    /// <summary>Errors and warnings as the case files show them.</summary>
    public static string Show(ImmutableArray<Diagnostic> diagnostics) =>
        string.Join(" // ", diagnostics.Select(d => $"{d.Code} {d.Span.Line}:{d.Span.Column} {d.Message}"));

    /// <summary>The assignment <c>color=red, size=40</c>; what is not named has its first value.</summary>
    public static int[] Assignment(string text)
    {
        var assignment = new int[Characteristics.Length];
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            var index = Characteristics.Select(c => c.Name).ToList().IndexOf(name);
            assignment[index] = Characteristics[index].IndexOf(value);
            Assert.True(assignment[index] >= 0, $"no value {pair}");
        }

        return assignment;
    }

    private static Characteristic Choice(string name, params string[] values) =>
        new(name, CharacteristicKind.SingleChoice, [.. values.Select(Named)], SourceSpan.None);

    private static Characteristic Topping(string name, long grams) =>
        new("toppings." + name, CharacteristicKind.Boolean,
            [new("no", 0, Attributes()), new("yes", 1, Attributes(("grams", grams)))], SourceSpan.None, "toppings");

    private static Characteristic Numbers(
        string name, string group, long low, long high, long step, Func<long, (string, long)[]> attributes)
    {
        var values = ImmutableArray.CreateBuilder<CharacteristicValue>();
        for (var n = low; n <= high; n += step)
        {
            values.Add(new CharacteristicValue(n.ToString(), n, Attributes(attributes(n))));
        }

        return new(name, CharacteristicKind.Quantity, values.ToImmutable(), SourceSpan.None, group);
    }

    private static CharacteristicValue Named(string name) => CharacteristicValue.Named(name);

    private static CharacteristicValue Value(string name, params (string, long)[] attributes) =>
        new(name, null, Attributes(attributes));

    private static ImmutableSortedDictionary<string, long> Attributes(params (string Name, long Number)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Number);
}
