using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pictures;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Parameters of parts: one for each instance that is there.</summary>
public class PartParameterTests
{
    private const string Team =
        """
        product: team
        pricing:
          lists: {eur: {currency: EUR, base: 0}}
          costs: {currency: EUR, components: {shirt: 9, foil: 1, badge: 2}, hours: {print: 60}}
        model:
          parts:
            player:
              title: {en: Player, de: Spieler}
              count: 1..3
              characteristics:
                size: {values: {s: {attributes: {chest: 96}}, l: {attributes: {chest: 112}}}}
              parameters:
                name: {kind: text, title: {en: Name, de: Name}, max: 8, price: 5.00, required: true}
                sleeve: {kind: measurement, unit: cm, min: 50, max: 80, guards: [{when: size = s, max: 60}]}
              bom:
                - {component: shirt}
                - {component: foil, quantity: 2, parameter: name}
                - {component: badge, parameter: club}
              routing:
                - {id: press, capability: print, minutes: 3, parameter: name}
        parameters:
          club: {kind: text}
        drawing:
          viewBox: 0 0 9 9
          layers:
            - {name: back, z: 0, part: player, shift: 5 0, svg: '<text x="1" y="1">{name} {size.chest} {club}</text>'}
        """;

    private static readonly PublishedProduct Product = Definitions.Publish(Team);

    [Fact]
    public void Each_instance_is_asked_for_its_own()
    {
        Assert.Equal(
            ["club", "player[1].name", "player[2].name", "player[3].name", "player[1].sleeve", "player[2].sleeve",
                "player[3].sleeve"],
            Product.Definition.Parameters.Select(each => each.Code));
        Assert.Equal("Spieler 2: Name", Product.Definition.Parameter("player[2].name")!.Title.In("de"));
        Assert.Equal(
            ["player[1].name", "player[2].name"],
            Product.CheckAll(Definitions.NoAnswers, Configuration("2", "s", "l"), "en").Select(each => each.Parameter));
    }

    [Fact]
    public void A_guard_is_about_the_instance()
    {
        var answers = Answers(("player[1].sleeve", new ParameterValue.Measurement(70)),
            ("player[2].sleeve", new ParameterValue.Measurement(70)),
            ("player[1].name", new ParameterValue.Text("ADA")), ("player[2].name", new ParameterValue.Text("BOB")));

        var refusal = Assert.Single(Product.CheckAll(answers, Configuration("2", "s", "l"), "en"));

        Assert.Equal("player[1].sleeve", refusal.Parameter);
    }

    [Fact]
    public void Lines_and_work_follow_the_answer_of_their_instance()
    {
        var work = Product.Explode(
            Configuration("2", "s", "l"), Answers(("player[2].name", new ParameterValue.Text("BOB"))));

        Assert.Equal("foil 2, shirt 2", Text(work));
        Assert.Equal("player[2].press", Assert.Single(work.Routing).Id);
    }

    [Fact]
    public void A_line_of_an_instance_may_hang_on_a_parameter_of_the_product()
    {
        var work = Product.Explode(
            Configuration("2", "s", "l"), Answers(("club", new ParameterValue.Text("FC"))));

        Assert.Equal("badge 2, shirt 2", Text(work));
    }

    [Fact]
    public void A_drawing_shows_what_belongs_to_the_instance()
    {
        var values = Configuration("2", "s", "l");
        var picture = Picture.Of(
            Product.Definition, values, values,
            Answers(("player[2].name", new ParameterValue.Text("BOB")), ("club", new ParameterValue.Text("FC"))));

        Assert.Equal(2, picture.Layers.Length);
        Assert.Contains(">BOB 112 FC<", picture.Layers[1].Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_told_once_for_all_instances()
    {
        var result = ProductDefinitionReader.Read(
            Team.Replace("[{when: size = s", "[{when: size = xs", StringComparison.Ordinal), "test.yaml", _ => null);

        Assert.StartsWith(
            "'player[1].size' has no value 'xs'", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_instances_together_have_a_limit()
    {
        var result = ProductDefinitionReader.Read(
            Team.Replace("count: 1..3", "count: 1..120", StringComparison.Ordinal), "test.yaml", _ => null);

        Assert.Equal(
            "with those of every instance of a part, there are more than 200 parameters",
            result.Diagnostics[0].Message);
    }

    private static string Text(WorkOrder work) =>
        string.Join(", ", work.Bom.Select(line => $"{line.Component} {line.Quantity}"));

    private static int[] Configuration(string count, params string[] sizes)
    {
        var model = Product.Model;
        var selection = Selection.Empty(model).With(model.Find("player.count")!.Value, ValueOf("player.count", count));
        for (var i = 0; i < sizes.Length; i++)
        {
            var name = $"player[{i + 1}].size";
            selection = selection.With(model.Find(name)!.Value, ValueOf(name, sizes[i]));
        }

        return [.. Product.Configurators.Use(each => each.Cheapest(selection, new long[model.LiteralCount]))!.Values];
    }

    private static int ValueOf(string characteristic, string value) =>
        Product.Model.Characteristics[Product.Model.Find(characteristic)!.Value.Value].IndexOf(value);

    private static ImmutableSortedDictionary<string, ParameterValue> Answers(
        params (string Code, ParameterValue Value)[] answers) =>
        answers.Aggregate(Definitions.NoAnswers, (all, each) => all.Add(each.Code, each.Value));
}
