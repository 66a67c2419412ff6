using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Parameters;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Documents of a finished configuration.</summary>
public class DocumentTests
{
    private static readonly PublishedProduct Tale = Definitions.Publish("""
        product: tale
        pricing: {lists: {eur: {currency: EUR, base: 0}}}
        model:
          characteristics:
            hero:
              values:
                girl: {title: {en: girl, de: Mädchen}, attributes: {they: she, their: her}}
                child: {title: {en: child, de: Kind}, attributes: {they: they, their: their}}
            beast: {values: {owl: {}, unicorn: {}, dragon: {}}}
            candles: {kind: quantity, min: 1, max: 12}
        parameters:
          name: {kind: text, max: 20, required: true}
          wish: {kind: text, max: 80}
          age: {kind: measurement, unit: years, min: 1, max: 120, required: true}
        presentation:
          paper: {options: {plain: {title: plain paper}, gold: {title: gold paper}}}
        documents:
          card:
            title: The card
            text:
              en: "{name|possessive} {hero ? child: they | else: she} {hero.their|capital}, {beast|article}."
              de: "{name|possessive} {hero}"
          count:
            text: >-
              {candles ? 1: one candle | 2, 3: few | else: {candles} candles}, {age|ordinal},
              {age ? 1: one | else: more}
          wrapped:
            text: "On {paper}{paper ? gold: , shining | else: }{wish ? given: : {wish} | else: } {{as is}}"
          book:
            format: html
            style: 'p {margin: 0}'
            when: beast != owl
            pieces:
              - {parameter: wish, text: '<p>{wish}</p>'}
              - {when: beast = dragon, text: <p>Fire!</p>}
              - {text: '<p>{name|upper}</p>'}
        """);

    [Theory]
    [InlineData("hero=girl beast=owl", "James", "en", "James’s she Her, an owl.")]
    [InlineData("hero=child beast=unicorn", "Anna", "en", "Anna’s they Their, a unicorn.")]
    [InlineData("hero=child", "Anna", "de-ch", "Annas Kind")]
    [InlineData("hero=girl", "Max", "de", "Max’ Mädchen")]
    [InlineData("hero=girl beast=dragon", "Zoë", "fr", "Zoë’s she Her, a dragon.")]
    public void Words_take_the_form_that_the_sentence_needs(
        string choices, string name, string language, string expected) =>
        Assert.Equal(expected, Content("card", choices, language, ("name", new ParameterValue.Text(name))));

    [Theory]
    [InlineData(1, 1, "one candle, 1st, one")]
    [InlineData(3, 12, "few, 12th, more")]
    [InlineData(12, 103, "12 candles, 103rd, more")]
    public void Numbers_pick_words_and_have_ranks(int candles, int age, string expected) =>
        Assert.Equal(expected, Content(
            "count", $"candles={candles}", "en", ("age", new ParameterValue.Measurement(age))));

    [Fact]
    public void What_may_be_missing_is_said_only_where_it_is_given()
    {
        Assert.Equal("On plain paper {as is}", Content("wrapped", "", "en"));
        Assert.Equal(
            "On gold paper, shining: peace {as is}",
            Content("wrapped", "", "en",
                ("paper", new ParameterValue.Choice("gold")), ("wish", new ParameterValue.Text("peace"))));
    }

    [Fact]
    public void Pieces_are_there_where_their_condition_holds_and_answers_are_escaped_in_a_page()
    {
        var page = Content("book", "beast=dragon", "en",
            ("name", new ParameterValue.Text("a<b")), ("wish", new ParameterValue.Text("\"&\"")));

        Assert.Contains("<style>p {margin: 0}</style>", page);
        Assert.Contains("<p>&quot;&amp;&quot;</p>\n\n<p>Fire!</p>\n\n<p>A&lt;B</p>\n", page);
        Assert.Null(Render("book", "beast=owl", "en"));
        Assert.Null(Render("no-such", "", "en"));
    }

    [Fact]
    public void An_order_is_told_the_hash_of_the_very_bytes()
    {
        var document = Render("wrapped", "", "en")!;
        var ordered = document.ToOrdered();

        Assert.Equal(ordered, Render("wrapped", "", "en")!.ToOrdered());
        Assert.Equal((document.Bytes.Length, ImageReference.Of(document.Bytes)), (ordered.Bytes, ordered.Hash));
        Assert.NotEqual(ordered.Hash, Render("wrapped", "", "en",
            ("paper", new ParameterValue.Choice("gold")))!.ToOrdered().Hash);
    }

    [Fact]
    public void A_document_that_could_grow_without_bound_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("{name}", 1_000));
        var wrong = Definitions.Diagnose("""
            product: demo
            pricing: {lists: {eur: {currency: EUR, base: 0}}}
            model: {characteristics: {a: {values: [x, y]}}}
            parameters: {name: {kind: text, max: 500, required: true}}
            documents:
              long:
                text:
            """ + " '" + text + "'");

        Assert.Contains("this document can come to 2000000 characters", Assert.Single(wrong));
    }

    [Fact]
    public void A_template_from_a_file_is_diagnosed_in_that_file()
    {
        var wrong = Definitions.Diagnose("""
            product: demo
            pricing: {lists: {eur: {currency: EUR, base: 0}}}
            model: {characteristics: {a: {values: [x, y]}}}
            documents: {one: {file: one.txt}, two: {file: two.txt}}
            """, path => path == "one.txt" ? "Fine.\n  {b}\n" : null);

        Assert.Equal(
            [
                "test.yaml:4:47: error CY0021: the file 'two.txt' is missing or has more than 100000 characters",
                "one.txt:2:4: error CY0020: there is no parameter and no characteristic 'b'; did you mean 'a'?",
            ],
            wrong);
    }

    [Fact]
    public void Whatever_is_configured_no_placeholder_stays()
    {
        var random = new Random(7);
        for (var run = 0; run < 2_000; run++)
        {
            var values = Tale.Model.Characteristics.Select(each => random.Next(each.Values.Length)).ToArray();
            var answers = Definitions.NoAnswers
                .Add("name", new ParameterValue.Text(Name(random)))
                .Add("age", new ParameterValue.Measurement(random.Next(1, 121)));
            if (random.Next(2) == 0)
            {
                answers = answers.Add("wish", new ParameterValue.Text(Name(random)));
            }

            var language = ((string[])["en", "de", "fr", "xx-yy"])[random.Next(4)];
            var documents = DocumentRendering.All(Tale.Definition, values, answers, language);
            Assert.All(documents, document => Assert.DoesNotMatch(
                @"\{(?!as is|margin)|\?|\|", document.Content));
        }
    }

    private static string Name(Random random) => string.Concat(
        Enumerable.Range(0, random.Next(1, 20)).Select(_ => "AeißçŁsxz ’"[random.Next(11)]));

    private static string Content(
        string name, string choices, string language, params (string Code, ParameterValue Value)[] answers) =>
        Render(name, choices, language, answers)!.Content;

    private static RenderedDocument? Render(
        string name, string choices, string language, params (string Code, ParameterValue Value)[] answers) =>
        DocumentRendering.Render(
            Tale.Definition, name, Definitions.Configuration(Tale.Model, choices),
            answers.Aggregate(Definitions.NoAnswers, (all, each) => all.SetItem(each.Code, each.Value)), language);
}
