using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Language;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Parts with bounded counts: the shelf of bays with drawers.</summary>
public class PartTests
{
    private const string Small =
        """
        product: shelf
        pricing:
          lists: {eur: {currency: EUR, base: 0}}
          costs: {currency: EUR, components: {kit: 2}, hours: {saw: 60}}
        model:
          parts:
            bay:
              title: {en: Bay, de: Feld}
              count: 1..3
              characteristics:
                width: {values: {narrow: {number: 60}, wide: {number: 80}}}
                extras: {kind: multi, min: 1, values: [lamp, door]}
              rules:
                - name: wide
                  rule: extras.door implies width = wide
                  message: {en: A door is wide., de: Eine Tür ist breit.}
              routing:
                - {id: cut, capability: saw, minutes: 5}
                - {id: join, capability: saw, minutes: 2, after: [cut, plan]}
              parts:
                drawer:
                  count: 0..1
                  characteristics: {front: {kind: optional, values: [glass]}}
                  bom: [{component: kit}]
                  routing: [{id: fit, capability: saw, minutes: 1, after: [join]}]
        routing:
          - {id: plan, capability: saw, minutes: 1}
          - {id: pack, capability: saw, minutes: 1, after: [bay.join, bay.drawer.fit]}
        """;

    private static readonly PublishedProduct Shelf = Definitions.Publish(Definitions.Read(Samples.Text("shelf.yaml")));

    [Fact]
    public void Instances_have_characteristics_of_their_own()
    {
        var model = Definitions.Read(Small).Model;

        Assert.Equal(
            "bay.count(1 2 3) bay[1].width(narrow wide) bay[1].extras.lamp(no yes) bay[1].extras.door(no yes) "
            + "bay[1].drawer.count(0 1) bay[1].drawer[1].front(none glass) "
            + "bay[2].width(none narrow wide)",
            string.Join(' ', model.Characteristics.Take(7).Select(
                each => $"{each.Name}({string.Join(' ', each.Values.Select(value => value.Name))})")));
        Assert.Equal("bay[1].extras", model.Characteristics[2].Group);
    }

    [Fact]
    public void A_rule_in_a_part_is_one_rule_for_each_instance_and_says_which()
    {
        var definition = Definitions.Read(Small);

        Assert.Equal(
            [
                "bay[1].extras-count", "bay[1].drawer[1]", "bay[2].extras-count", "bay[2].drawer[1]", "bay[2]",
                "bay[3].extras-count", "bay[3].drawer[1]", "bay[3]", "bay[1].wide", "bay[2].wide", "bay[3].wide",
            ],
            definition.Model.Rules.Select(rule => rule.Name));
        Assert.Equal("Bay 2: A door is wide.", definition.Model.Rules[9].Message);
        Assert.Equal("Feld 2: Eine Tür ist breit.", definition.RuleMessages["bay[2].wide"].In("de"));
        Assert.Equal("Bay 3 is there where bay.count is at least 3.", definition.Model.Rules[7].Message);
    }

    [Fact]
    public void An_instance_that_is_not_there_adds_no_variety()
    {
        var product = Definitions.Publish(Small);

        // A bay: narrow with the lamp alone, wide with either or both; and no drawer, a plain one or one of glass.
        const int Bay = 4 * 3;
        Assert.Equal(
            Bay + (Bay * Bay) + (Bay * Bay * Bay),
            (int)product.Configurators.Use(each => each.Count(Selection.Empty(product.Model))!.Value));
    }

    [Fact]
    public void Choosing_in_a_place_brings_the_places_before_it()
    {
        var product = Definitions.Publish(Small);
        var selection = Selection.Empty(product.Model).With(
            product.Model.Find("bay[3].width")!.Value, product.Model.Characteristics[0].Values.Length - 1);

        var cheapest = product.Configurators.Use(each => each.Cheapest(selection, product.PriceTables[0].PerLiteral))!;

        Assert.Equal("3", product.Model.Characteristics[0].Values[cheapest.Values[0]].Name);
    }

    [Fact]
    public void Operations_come_after_those_of_their_own_instance()
    {
        var product = Definitions.Publish(Small);
        var work = product.Explode(
            Definitions.Configuration(product.Model, "bay.count=2 bay[1].extras.lamp=yes bay[2].width=wide "
                + "bay[2].extras.door=yes bay[2].drawer.count=1"),
            Definitions.NoAnswers);

        Assert.Equal(
            ["plan <- ", "bay[1].cut <- ", "bay[2].cut <- ", "bay[1].join <- bay[1].cut plan",
                "bay[2].join <- bay[2].cut plan", "bay[2].drawer[1].fit <- bay[2].join",
                "pack <- bay[1].join bay[2].join plan bay[2].drawer[1].fit"],
            work.Routing.Select(each => $"{each.Id} <- {string.Join(' ', each.After)}"));
        Assert.Equal(["kit 1"], work.Bom.Select(line => $"{line.Component} {line.Quantity}"));
    }

    [Fact]
    public void Lines_that_one_choice_of_the_instance_decides_hang_on_that_choice_alone()
    {
        var scopes = Shelf.Definition.Bom.Where(line => line.Component is "corner-unit" or "board-60")
            .Select(line => string.Join(' ', FormulaScope.Of(line.When, line.Quantity)
                .Select(each => Shelf.Model.Characteristics[each.Value].Name)));

        Assert.Contains("bay[2].type", scopes);
        Assert.Contains("bay[2].width bay[2].boards", scopes);
    }

    [Fact]
    public void A_quote_names_the_instance()
    {
        var configuration = Definitions.Configuration(
            Shelf.Model, "bay.count=2 bay[1].type=closed bay[2].type=closed bay[2].width=w80 bay[2].boards=3 "
                + "bay[2].drawer.count=1 bay[2].drawer[1].front=glass");

        var quote = Shelf.Price(configuration, Definitions.NoAnswers, Shelf.PriceTables[0], null, "de");

        Assert.Contains(
            quote.Lines, line => line.Title == "Feld 2, Schublade 1, Front: Glas" && line.Amount.Minor == 1500);
        Assert.Contains(quote.Lines, line => line.Title == "Feld 2, Schublade: 1" && line.Amount.Minor == 4900);
        Assert.Contains(quote.Lines, line => line.Title == "Feld: 2" && line.Amount.Minor == 7000);
    }

    [Fact]
    public void Characteristics_say_where_they_belong()
    {
        var detail = Shelf.Definition.Details[Shelf.Model.Find("bay[3].drawer[2].front")!.Value.Value];

        Assert.Equal("bay[3].drawer[2]", detail.Part!.Path);
        Assert.Equal("Bay 3, Drawer 2", detail.Part.TitleIn("en"));
        Assert.Equal("bay[3]", detail.Part.Parent!.Path);
        Assert.Equal(
            ["bay 1..6", "bay[1].drawer 0..2"],
            Shelf.Definition.Parts.Take(2).Select(part => $"{part.Path} {part.Min}..{part.Max}"));
    }

    [Fact]
    public void Rules_read_the_same_after_printing()
    {
        var parts = Shelf.Model.Characteristics;
        var scope = new RuleScope(parts);
        foreach (var rule in Shelf.Model.Rules)
        {
            var text = new FormulaText(scope).Print(rule.Formula);
            Assert.True(
                RuleCompiler.TryCompile(text, SourceSpan.None, scope, out _, out var diagnostics),
                $"{text}: {string.Join(' ', diagnostics)}");
        }
    }

    [Fact]
    public void Very_many_instances_are_refused_before_they_are_made()
    {
        var found = Definitions.Diagnose(
            """
            product: x
            pricing: {lists: {eur: {currency: EUR}}}
            model:
              parts:
                a: {count: 0..200, parts: {b: {count: 0..200, parts: {c: {count: 0..200, parts: {d: {count: 200}}}}}}}
            """);

        Assert.Equal(
            ["test.yaml:5:5: error CY0017: the parts make 8040201 characteristics in all; at most 5000 are accepted"],
            found);
    }
}
