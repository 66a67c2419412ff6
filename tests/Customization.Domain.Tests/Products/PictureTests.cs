using System.Collections.Immutable;
using System.Xml.Linq;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pictures;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>A configuration as SVG layers.</summary>
public class PictureTests
{
    private static readonly PublishedProduct Sign = Definitions.Publish("""
        product: sign
        pricing: {lists: {eur: {currency: EUR, base: 0}}}
        model:
          characteristics:
            colour:
              values: {red: {attributes: {paint: '#c00'}}, blue: {attributes: {paint: '#00c'}}}
          parts:
            lamp:
              count: 0..2
              characteristics: {kind: {values: [spot, strip]}}
        parameters:
          words: {kind: text, max: 20}
        drawing:
          viewBox: 0 0 10 10
          layers:
            - {name: words, z: 9, svg: '<text>{words}</text>'}
            - {name: board, z: 1, svg: '<rect fill="{colour.paint}"/>'}
            - {name: shine, z: 2, when: colour = blue, svg: <g/>}
            - {name: spot, z: 3, part: lamp, shift: 4 -1, when: kind = spot, svg: <circle/>}
            - {name: socket, z: 4, part: lamp, shift: 4 0, svg: <path/>}
        """);

    [Fact]
    public void Layers_are_drawn_where_their_condition_holds_lowest_first_with_the_colours_taken()
    {
        var picture = Draw("red", "0");

        Assert.Equal(["board <rect fill=\"#c00\"/>", "words <text></text>"], Shown(picture));
        Assert.Equal(["board", "shine", "words"], Draw("blue", "0").Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void A_layer_of_a_part_is_drawn_for_each_instance_that_is_there()
    {
        Assert.Equal(
            [
                "lamp[1].spot <g transform=\"translate(0 0)\"><circle/></g>",
                "lamp[2].spot <g transform=\"translate(4 -1)\"><circle/></g>",
                "lamp[1].socket <g transform=\"translate(0 0)\"><path/></g>",
                "lamp[2].socket <g transform=\"translate(4 0)\"><path/></g>",
            ],
            Shown(Draw("red", "2", ("lamp[1].kind", "spot"), ("lamp[2].kind", "spot")))[1..^1]);
        Assert.Equal(
            ["board", "lamp[1].socket", "words"],
            Draw("red", "1", ("lamp[1].kind", "strip")).Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void What_a_customer_writes_stays_text()
    {
        var words = new ParameterValue.Text("<script>\"&'</script>");
        var picture = Picture.Of(
            Sign.Definition, [], Configuration("red", "0"),
            ImmutableSortedDictionary<string, ParameterValue>.Empty.Add("words", words));

        var element = XElement.Parse(picture.Layers[^1].Svg);
        Assert.Empty(element.Elements());
        Assert.Equal(words.Content, element.Value);
    }

    [Fact]
    public void What_a_customer_sends_is_shown_once_it_is_there_and_only_by_a_sound_reference()
    {
        var badge = Definitions.Publish("""
            product: badge
            pricing: {lists: {eur: {currency: EUR, base: 0}}}
            model: {characteristics: {colour: {values: [red, blue]}}}
            parameters: {photo: {kind: image}}
            drawing:
              viewBox: 0 0 10 10
              layers:
                - {name: board, z: 1, svg: <rect/>}
                - {name: photo, z: 2, svg: '<image href="{photo}" width="4" height="4"/>'}
            """);
        IEnumerable<string> Drawn(string? reference)
        {
            var photo = reference is null ? null : new ParameterValue.Image(reference, "image/png", 10);
            var answers = photo is null ? Definitions.NoAnswers : Definitions.NoAnswers.Add("photo", photo);
            return Picture.Of(badge.Definition, [], [0], answers).Layers.Select(layer => layer.Svg);
        }

        var reference = ImageReference.Of("bytes"u8);

        Assert.Equal(["<rect/>"], Drawn(null));
        Assert.Equal(["<rect/>"], Drawn("../products"));
        Assert.Equal(
            ["<rect/>", $"<image href=\"/v1/images/{reference}\" width=\"4\" height=\"4\"/>"], Drawn(reference));
    }

    [Theory]
    [InlineData("<image href='https://elsewhere/x.png'/>")]
    [InlineData("<image href='/v1/images/x'/>")]
    [InlineData("<image href='{photo}/..'/>")]
    [InlineData("<image/>")]
    [InlineData("<use href='{photo}'/>")]
    public void An_image_shows_nothing_but_a_parameter(string svg)
    {
        var text = $$$"""
            product: badge
            pricing:
              lists: {eur: {currency: EUR, base: 0}}
            model:
              characteristics:
                colour: {values: [red, blue]}
            drawing:
              viewBox: 0 0 10 10
              layers: [{name: photo, z: 1, svg: "{{{svg}}}"}]
            """;
        var wrong = ProductDefinitionReader.Read(text, "test.yaml", _ => null).Diagnostics;

        Assert.Equal([CatalogCode.BadSvg], wrong.Select(each => each.Code));
    }

    [Fact]
    public void A_product_that_nobody_drew_has_a_dot_for_each_question_large_where_it_was_chosen()
    {
        var plain = Definitions.Publish("""
            product: plain
            pricing: {lists: {eur: {currency: EUR, base: 0}}}
            model:
              characteristics:
                a: {values: [x, y]}
                b: {values: [x, y]}
                c: {values: [x, y]}
            """);

        var picture = Picture.Of(plain.Definition, [1, -1, -1], [1, 0, 1], Nothing);

        Assert.Equal(["dots-0", "dots-1", "dots-7"], picture.Layers.Select(layer => layer.Name));
        Assert.All(picture.Layers, layer =>
            Assert.Single(XElement.Parse(layer.Svg).Attribute("d")!.Value, letter => letter == 'M'));
    }

    private static readonly ImmutableSortedDictionary<string, ParameterValue> Nothing =
        ImmutableSortedDictionary<string, ParameterValue>.Empty;

    private static Picture Draw(string colour, string lamps, params (string Name, string Value)[] kinds) =>
        Picture.Of(Sign.Definition, [], Configuration(colour, lamps, kinds), Nothing);

    private static string[] Shown(Picture picture) =>
        [.. picture.Layers.Select(layer => $"{layer.Name} {layer.Svg}")];

    /// <summary>Lamps that are not named have the value of an absent one.</summary>
    private static int[] Configuration(string colour, string lamps, params (string Name, string Value)[] kinds)
    {
        var values = new Dictionary<string, string> { ["colour"] = colour, ["lamp.count"] = lamps };
        foreach (var (name, value) in kinds)
        {
            values[name] = value;
        }

        return [.. Sign.Model.Characteristics.Select(
            characteristic => characteristic.IndexOf(values.GetValueOrDefault(characteristic.Name, "none")))];
    }
}
