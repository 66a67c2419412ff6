using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Delivery;
using Customization.Domain.Tests.Products;
using Customization.Fuzzing;
using Customization.Kernel.Language;
using Xunit;

namespace Customization.Domain.Tests.Hostile;

/// <summary>Damaged and hostile YAML ends in a definition or in diagnostics inside the text, and soon.</summary>
public class DefinitionFuzzTests
{
    private const int CasesPerSample = 150;

    private const string RuleSet = """
        ruleSet: wear
        title: {en: What can be worn, de: Was man trägt}
        parts: {}
        rules:
          - {name: gold, rule: colour = gold => badge != print, message: {en: Nothing prints on gold.}}
          - colour = red or badge = none
        """;

    private static readonly string[] Pieces =
    [
        "&a ", "*a", "&a [*a, *a]", "<<: *a", "!!binary ", "!!str ", "!x ", "? ", ": ", "- ", "{", "}", "[", "]", "|\n",
        ">-\n", "%YAML 1.2\n", "---\n", "...\n", "#", "''", "\"", "\"\\u0000\"", "'", ",", "null", "~", "true", "no",
        ".inf", ".nan", "2026-13-45", "0x7fffffff", "1e309", "product: ", "model:\n", "characteristics: ", "values: ",
        "rules: ", "rule: ", "message: ", "when: ", "bom: ", "routing: ", "pricing: ", "lists: ", "currency: EUR",
        "base: ", "price: ", "uses: [wear@1]", "parameters: ", "pattern: '(a+)+$'", "display: ", "parts: ", "min: ",
        "max: ", "step: ", "kind: ", "table (", "exactly 1 of (", "sum(", " => ", " = ", "days: ", "from: ", "until: ",
        "components: ", "cells: ", "lanes: ", "calendar: ", "week: ", "holidays: ", "capability: ", "minutes: ",
    ];

    private static readonly string Plant =
        $"{Samples.Text("plant.yaml")}\n---\n{Samples.Text("shoe.plant.yaml")}";

    private static readonly string[] Corpus =
    [
        Samples.Text("shoe.yaml"), Samples.Text("pc.yaml"), Samples.Text("shelf.yaml"), Plant,
        RuleSet,
    ];

    [Theory]
    [InlineData("shoe.yaml")]
    [InlineData("pc.yaml")]
    [InlineData("shelf.yaml")]
    public void Mutated_products_are_read_or_refused(string sample)
    {
        var text = Samples.Text(sample);
        Fuzz.Run(sample, CasesPerSample, random => Mutation.Of(text, Pieces, Corpus, random), mutated =>
        {
            var result = ProductDefinitionReader.Read(DefinitionFiles.Of(sample, mutated));
            Inspect(result.Definition is not null, result.Diagnostics, mutated);
        });
    }

    [Fact]
    public void Mutated_plants_are_read_or_refused()
    {
        Fuzz.Run("plant.yaml", 4 * CasesPerSample, random => Mutation.Of(Plant, Pieces, Corpus, random), mutated =>
        {
            var result = PlantDefinitionReader.Read(mutated, "plant.yaml");
            Inspect(result.Plant is not null, result.Diagnostics, mutated);
        });
    }

    [Fact]
    public void Mutated_rule_sets_are_read_or_refused() =>
        Fuzz.Run("rule-set", 8 * CasesPerSample, random => Mutation.Of(RuleSet, Pieces, Corpus, random), mutated =>
        {
            var result = RuleSetReader.Read(DefinitionFiles.Of("set.yaml", mutated));
            Inspect(result.Definition is not null, result.Diagnostics, mutated);
        });

    public static TheoryData<string, string, string> Hostile() => new()
    {
        { "lists in lists", "product: " + new string('[', 100_000), "nested" },
        { "mappings in mappings", string.Concat(Enumerable.Repeat("{a: ", 50_000)), "nested" },
        { "a billion laughs", Laughs(), "too many entries" },
        { "an alias of itself", "a: &a [*a]", "alias" },
        { "too long a text", "product: " + new string('x', 3_000_000), "characters" },
        { "one long line", "product: " + new string('x', 1_000_000), "" },
        { "a huge number", Product("base: " + new string('9', 10_000)), "" },
        { "many values", Product("base: 1", string.Join(
            ", ", Enumerable.Range(0, 60_000).Select(i => $"v{i}: {{}}"))), "" },
        { "deep rules", Product("base: 1", "a: {}", new string('(', 20_000) + "c = a"), "nested too deep" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_too_much_is_refused(string name, string text, string reason) =>
        Fuzz.Run(name.Replace(' ', '-'), 1, _ => text, hostile =>
        {
            var result = ProductDefinitionReader.Read(DefinitionFiles.Of("x.yaml", hostile));
            Assert.Null(result.Definition);
            Assert.NotEmpty(result.Diagnostics);
            Assert.Contains(result.Diagnostics, found => found.Message.Contains(reason, StringComparison.Ordinal));
        });

    /// <summary>Each line stands for ten of the line before.</summary>
    private static string Laughs() => "a0: &a0 [lol]\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
        $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

    private static string Product(string list, string values = "a: {}, b: {}", string rule = "c = a") => $$"""
        product: x
        pricing:
          lists:
            eur: { currency: EUR, {{list}} }
        model:
          characteristics:
            c:
              values: { {{values}} }
          rules: ["{{rule}}"]
        """;

    private static void Inspect(bool isRead, ImmutableArray<Diagnostic> diagnostics, string text)
    {
        var lines = 2 + text.Count(character => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
        Assert.Equal(isRead, diagnostics.All(found => found.Severity == Severity.Warning));
        Assert.All(diagnostics, found => Assert.InRange(found.Span.Line, 1, lines));
        Assert.All(diagnostics, found => Assert.InRange(found.Span.Column, 1, text.Length + 2));
    }
}
