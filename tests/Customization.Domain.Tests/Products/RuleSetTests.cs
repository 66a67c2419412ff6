using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.RuleSets;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Rule sets by themselves and in products; the cases of <c>Cases/rulesets.cases</c>.</summary>
public class RuleSetTests
{
    private const string Colours =
        """
        ruleSet: colours
        characteristics: {seal: {values: [none, wax]}}
        rules:
          - {name: bright, rule: color = red => size = small, message: Red is for small ones.}
          - seal = wax => color = blue
        """;

    private const string Box =
        """
        product: box
        uses: [USES]
        pricing: {lists: {eur: {currency: EUR}}}
        model:
          characteristics:
            color: {values: [red, blue]}
            lid: {values: [red, blue]}
            size: {values: [small, large]}
        """;

    public static TheoryData<string, string, string> Cases() => DiagnosticTests.Read("rulesets.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_file_line_column_and_what_was_expected(string name, string text, string expected)
    {
        var documents = text.Split("\n---\n");
        var files = Definitions.With(documents[^1], documents[..^1]);
        var found = RuleSetReader.IsRuleSet(files)
            ? RuleSetReader.Read(files).Diagnostics
            : ProductDefinitionReader.Read(files).Diagnostics;
        var actual = string.Join('\n', found);
        Assert.True(expected == actual, $"{name}:\nexpected\n{expected}\nactual\n{actual}");
    }

    [Fact]
    public void Used_twice_has_rules_for_both()
    {
        var box = Used("colours@1, {set: colours, with: {color: lid, seal: lidSeal}}", Colours);

        Assert.Equal<string>(
            ["colours@1.bright", "colours@1.r2", "colours@1#2.bright", "colours@1#2.r2"],
            box.Model.Rules.Select(rule => rule.Name));
        Assert.Equal<string>(
            ["color", "lid", "size", "seal", "lidSeal"], box.Model.Characteristics.Select(each => each.Name));
        Assert.Equal("Red is for small ones.", box.RuleMessages["colours@1#2.bright"].In("en"));
        Assert.Equal<RuleSetVersion>([new RuleSetVersion("colours", 1)], box.RuleSets);
    }

    [Fact]
    public void Latest_is_the_highest_version_and_a_pinned_one_stays()
    {
        var newer = Colours + "\n  - seal = none";

        var second = new RuleSetVersion("colours", 2);
        Assert.Equal(second, Assert.Single(Used("colours@latest", Colours, newer).RuleSets));
        Assert.Equal(second, Assert.Single(Used("{set: colours}", Colours, newer).RuleSets));
        var pinned = Used("colours@1", Colours, newer);
        Assert.Equal(2, pinned.Model.Rules.Length);
        Assert.Equal<string>(["colours@1"], pinned.Files.Imports.Keys);
    }

    [Fact]
    public void Definition_reads_the_same_again_and_its_hash_tells_the_sets()
    {
        var first = Used("colours", Colours);
        var again = ProductDefinitionReader.Read(first.Files).Definition!;
        var newer = Used("colours", Colours.Replace("small,", "large,", StringComparison.Ordinal));

        Assert.Equal(first.Files.Hash(), again.Files.Hash());
        Assert.Equal<RuleSetVersion>(first.RuleSets, again.RuleSets);
        Assert.NotEqual(first.Files.Hash(), newer.Files.Hash());
    }

    [Fact]
    public void What_a_caller_sends_along_is_no_published_set()
    {
        var files = Definitions.With(Box.Replace("USES", "colours@1, other", StringComparison.Ordinal), Colours);
        files = files with { Imports = files.Imports.Add("motor.uvl", "features") };

        Assert.Equal<string>(["motor.uvl"], RuleSetFiles.Without(files).Imports.Keys);
        Assert.Equal<RuleSetReference>([new("colours", 1), new("other", 0)], RuleSetFiles.Wanted(files));
    }

    [Fact]
    public void Text_under_another_code_is_refused()
    {
        var text = Box.Replace("USES", "colours@1", StringComparison.Ordinal);
        var found = ProductDefinitionReader.Read(
            text, "test.yaml", _ => null,
            ruleSets: wanted => new RuleSetText(
                new RuleSetVersion(wanted.Code, 1), "colours.rules.yaml", "ruleSet: shades\nrules: [color = red]\n"));

        Assert.Equal(
            "colours.rules.yaml:1:10: error CY0041: expected the rule set 'colours', found 'shades'",
            Assert.Single(found.Diagnostics).ToString());
    }

    [Fact]
    public void Groups_parts_and_dates_are_renamed_and_kept()
    {
        const string set =
            """
            ruleSet: fit
            rules:
              - {rule: sum(box.width) <= space, until: 2027-03-01}
              - box.count > 1 => count(extras) >= 1
              - extras.lamp => each box (width = w1)
            """;
        var read = Definitions.Read(
            """
            product: wall
            uses: [{set: fit, with: {box: bay, space: length, extras: more}}]
            pricing: {lists: {eur: {currency: EUR}}}
            model:
              characteristics:
                length: {kind: quantity, min: 2, max: 4}
                more: {kind: multi, values: {lamp: {}, shelf: {}}}
              parts:
                bay: {count: 1..3, characteristics: {width: {values: {w1: {number: 1}, w2: {number: 2}}}}}
            """, set);

        Assert.Equal(2, read.Periods.Length);
        Assert.Equal<int>([3, 2], read.Periods.Select(period => period.Model.Rules.Count(rule =>
            rule.Name.StartsWith("fit@1.", StringComparison.Ordinal))));
    }

    private static ProductDefinition Used(string uses, params string[] sets) =>
        Definitions.Read(Box.Replace("USES", uses, StringComparison.Ordinal), sets);
}
