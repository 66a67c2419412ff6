using System.Globalization;
using System.Text;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Language;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>A product that uses a rule set is the product with the set's text pasted in, names replaced.</summary>
public class RuleSetPropertyTests
{
    private const int Runs = 300;

    /// <summary>What a set calls <c>a</c> is <c>{a}</c>; likewise the group <c>g</c>, the part <c>p</c> and what it
    /// declares itself: <c>own</c>, <c>box</c>.</summary>
    private static readonly string[] Rules =
    [
        "{a} = x", "{a} = x => {b} = y", "{b} in (x, y)", "{a} = {b} or {own} = s", "{a}.w + {b}.w <= 3",
        "sum(w) <= 5", "count({g}) >= 1", "count({g}) <= 1", "{g}.m => {a} != z", "{box}.k or {own} = t",
        "table ({a}, {b}): (x, *) (y, y | z)", "each {p} (t = x => {a} = x)", "sum({p}.t.w) <= 2", "{p}.count >= 1",
        "exactly 1 of {p} (t = y)", "sum(w in {g} where {a} = x) < 2", "{a} != {own}",
        "none {p} (t = x and next.t = y)",
    ];

    [Fact]
    public void Using_is_pasting()
    {
        var read = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var names = Names(random);
            var body = Body(random);
            var set = "ruleSet: set\n" + Filled(body, names.Keys.ToDictionary(name => name));
            var with = string.Join(", ", names.Where(pair => pair.Key != pair.Value && Mentioned(body, pair.Key))
                .Select(pair => $"{pair.Key}: {pair.Value}"));
            var use = $"{{set: set, version: 1, with: {{{with}}}}}";
            var used = ProductDefinitionReader.Read(Definitions.With(Product(names, $"uses: [{use}]\n", ""), set));
            var pasted = ProductDefinitionReader.Read(Definitions.With(Product(names, "", Filled(body, names))));

            Assert.True(
                Told(used.Definition) == Told(pasted.Definition),
                $"seed {seed}\n{set}\n{Product(names, $"uses: [{use}]\n", "")}\nused\n{Told(used.Definition)}"
                + $"{string.Join('\n', used.Diagnostics)}\npasted\n{Told(pasted.Definition)}"
                + $"{string.Join('\n', pasted.Diagnostics)}");
            read += used.Definition is null ? 0 : 1;
        }

        Assert.InRange(read, Runs / 2, Runs);
    }

    private static SortedDictionary<string, string> Names(Random random)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "a", "b", "g", "p", "own", "box" })
        {
            names[name] = random.Next(2) == 0 ? name : name + "2";
        }

        if (random.Next(4) == 0)
        {
            (names["a"], names["b"]) = ("b", "a");
        }

        return names;
    }

    private static string Body(Random random)
    {
        var text = new StringBuilder("characteristics:\n  {own}: {values: [s, t, x]}\n");
        text.Append("  {box}: {kind: multi, values: {k: {attributes: {w: 1}}, l: {}}, max: 1}\nrules:\n");
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var rule = Rules[random.Next(Rules.Length)];
            text.Append(CultureInfo.InvariantCulture, $"  - {{rule: \"{rule}\", message: Rule {i}.");
            text.Append(random.Next(3) == 0 ? ", until: 2027-03-01}\n" : "}\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"preferences: [{{prefer: \"{Rules[random.Next(Rules.Length)]}\", priority: 2, weight: 3}}]\n");
        return text.Append("defaults: [{set: {a}, to: x, when: \"{b} = y\"}, {set: {own}, to: t, priority: 1}]\n")
            .ToString();
    }

    /// <summary>The product's own characteristics come first, as in a use.</summary>
    private static string Product(SortedDictionary<string, string> names, string uses, string pasted)
    {
        var lines = pasted.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "  " + line).ToArray();
        var text = new StringBuilder("product: demo\n" + uses + "pricing: {lists: {eur: {currency: EUR}}}\nmodel:\n");
        text.Append("  characteristics:\n");
        foreach (var name in new[] { "a", "b" })
        {
            text.Append(CultureInfo.InvariantCulture,
                $"    {names[name]}: {{values: {{x: {{attributes: {{w: 1}}}}, ")
                .Append("y: {attributes: {w: 2}}, z: {}}}\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"    {names["g"]}: {{kind: multi, values: ")
            .Append("{m: {attributes: {w: 1}}, n: {attributes: {w: 2}}}}\n");
        text.AppendJoin('\n', lines.Skip(1)).Append('\n');
        return text.Append(CultureInfo.InvariantCulture,
                $"  parts: {{{names["p"]}: {{count: 0..2, characteristics: ")
            .Append("{t: {values: {x: {attributes: {w: 1}}, y: {}}}}}}\n").ToString();
    }

    private static bool Mentioned(string body, string name) =>
        body.Contains($"{{{name}}}", StringComparison.Ordinal);

    private static string Filled(string body, IReadOnlyDictionary<string, string> names) =>
        names.Aggregate(body, (text, pair) => text.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));

    /// <summary>Everything about a definition but the names of its rules and where they stand.</summary>
    private static string Told(ProductDefinition? definition)
    {
        if (definition is null)
        {
            return "nothing\n";
        }

        var text = new StringBuilder();
        foreach (var model in definition.Models)
        {
            foreach (var each in model.Characteristics)
            {
                text.Append(CultureInfo.InvariantCulture, $"{each.Name} {each.Kind} {each.Group}:");
                text.AppendJoin(' ', each.Values.Select(value => $"{value.Name} {string.Join(' ', value.Attributes)}"));
                text.Append('\n');
            }

            var formulas = new FormulaText(new RuleScope(model.Characteristics));
            text.AppendJoin("", model.Rules.Select(rule => $"{formulas.Print(rule.Formula)} {rule.Message}\n"));
            text.AppendJoin("", model.Preferences.Select(each =>
                $"{formulas.Print(each.Formula)} {each.Priority} {each.Weight}\n"));
        }

        text.AppendJoin("", definition.Defaults.Select(each =>
            $"{each.Characteristic} {each.Value} {each.Priority} {each.When?.Formula is not null}\n"));
        return text.AppendJoin("", definition.Periods.Select(period => $"{period.From}\n")).ToString();
    }
}
