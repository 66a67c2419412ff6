using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>What parameters accept; each refusal once.</summary>
public class ParameterTests
{
    private static readonly PublishedProduct Product = Definitions.Publish("""
        product: demo
        pricing: {lists: {eur: {currency: EUR}}}
        model:
          characteristics:
            size: {values: [small, large]}
        parameters:
          name: {kind: text, max: 5, pattern: '[A-Za-z0-9 ]*', forbidden: [damn], required: true}
          large-only: {kind: text, when: size = large}
          foot:
            kind: measurement
            unit: mm
            min: 200
            max: 300
            step: 5
            guards: [{when: size = small, max: 250}]
          photo: {kind: image, maxBytes: 1000, types: [image/png]}
        presentation:
          box: {options: {plain: , gift: }}
        """);

    private static readonly int[] Small = [0];
    private static readonly int[] Large = [1];
    private static readonly int[] Open = [-1];

    [Fact]
    public void Good_answers_are_accepted()
    {
        Assert.Null(Check("name", new ParameterValue.Text("Ada 1"), Open));
        Assert.Null(Check("foot", new ParameterValue.Measurement(300), Large));
        Assert.Null(Check("foot", new ParameterValue.Measurement(300), Open));
        Assert.Null(Check("photo", new ParameterValue.Image("hash", "image/png", 1000), Open));
        Assert.Null(Check("box", new ParameterValue.Choice("gift"), Open));
        Assert.Null(Check("large-only", new ParameterValue.Text("x"), Open));
    }

    [Fact]
    public void Every_refusal_has_its_code()
    {
        Refused(ParameterRefusal.Unknown, "nothing", new ParameterValue.Text("x"));
        Refused(ParameterRefusal.NotAsked, "large-only", new ParameterValue.Text("x"));
        Refused(ParameterRefusal.WrongKind, "name", new ParameterValue.Measurement(1));
        Refused(ParameterRefusal.OutOfRange, "foot", new ParameterValue.Measurement(305));
        Refused(ParameterRefusal.OutOfRange, "foot", new ParameterValue.Measurement(255));
        Refused(ParameterRefusal.OffStep, "foot", new ParameterValue.Measurement(201));
        Refused(ParameterRefusal.TextEmpty, "name", new ParameterValue.Text(" "));
        Refused(ParameterRefusal.TextTooLong, "name", new ParameterValue.Text("abcdef"));
        Refused(ParameterRefusal.TextUnprintable, "name", new ParameterValue.Text("a\u202Eb"));
        Refused(ParameterRefusal.TextPatternMissed, "name", new ParameterValue.Text("a;b"));
        Refused(ParameterRefusal.TextWordForbidden, "name", new ParameterValue.Text("D4mn"));
        Refused(ParameterRefusal.ImageTooLarge, "photo", new ParameterValue.Image("hash", "image/png", 1001));
        Refused(ParameterRefusal.ImageTypeWrong, "photo", new ParameterValue.Image("hash", "image/gif", 10));
        Refused(ParameterRefusal.OptionUnknown, "box", new ParameterValue.Choice("gold"));
    }

    [Fact]
    public void Order_needs_required_answers_and_answers_that_still_fit()
    {
        var answers = Definitions.NoAnswers.Add("large-only", new ParameterValue.Text("x"));
        Assert.Equal(
            [ParameterRefusal.Missing, ParameterRefusal.NotAsked],
            Product.CheckAll(answers, Small, "en").Select(each => each.Code));
    }

    [Theory]
    [InlineData("damn", true)]
    [InlineData("Well, DAMN!", true)]
    [InlineData("d a m n", true)]
    [InlineData("d.4.m.n", true)]
    [InlineData("daamnn", true)]
    [InlineData("damnation", false)]
    [InlineData("dam", false)]
    public void Forbidden_words_are_found_in_light_disguise(string text, bool occurs) =>
        Assert.Equal(occurs, new ForbiddenWords(["damn"]).OccurIn(text));

    private static ParameterRefusal? Check(
        string code, ParameterValue value, int[] values, string language = "en") =>
        Product.Check(code, value, values, language);

    /// <summary>In three languages, but for what only programs ask.</summary>
    private static void Refused(string why, string code, ParameterValue value)
    {
        string[] languages = ["en", "de", "fr"];
        var refusals = languages.Select(language => Check(code, value, Small, language)!).ToArray();
        Assert.All(refusals, refusal => Assert.Equal(why, refusal.Code));
        Assert.Equal(why == ParameterRefusal.Unknown ? 1 : 3, refusals.Select(each => each.Detail).Distinct().Count());
    }
}
