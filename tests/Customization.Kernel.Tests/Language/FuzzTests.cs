using System.Text;
using Customization.Fuzzing;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Language;

public class FuzzTests
{
    private const int TextsMax = 10_000;

    private static readonly string[] Pieces =
    [
        "color", "red", "size", "40", "sunroof", "toppings", ".", ".nuts", "cpu", ".watts", "\"", "'", "(", ")", ",",
        " ", "=", "!=", "<", "<=", "=>", "<=>", "+", "-", "*", "|", "&", "!", "not ", " and ", " or ", " xor ", " in ",
        " iff ", " implies ", " requires ", " excludes ", "if ", " then ", " else ", "all(", "any(", "none(",
        "exactly 1 of ", "at least ", "at most ", "between ", "count(", "sum(", " where ", "chosen", "table (",
        "forbid ",
        ":", "#", "\n",
        "9223372036854775807", "4611686018427387903", "é", "\u0000", "\ud800", " present", " absent", "true", ".*",
        "[", "]", "[2]", "each ", "all color (", "next.", "position", "first",
    ];

    private static readonly string[] Corpus =
        [.. new[] { "parsing", "diagnostics", "parts" }.SelectMany(CaseFile.Read).Select(c => c.Input)];

    [Fact]
    public void Random_and_mutated_texts_give_a_formula_or_errors_inside_the_text()
    {
        Fuzz.Run("rules", TextsMax, random => random.Next(3) == 0 ? Made(random) : Mutated(random), text =>
        {
            Check(text);
            Check(text, Kitchen.Scope);
        });
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("size * ")]
    [InlineData("size + ")]
    [InlineData("size - (")]
    [InlineData("a.")]
    [InlineData("@")]
    [InlineData("'")]
    [InlineData("sunroof => ")]
    [InlineData("sunroof iff ")]
    [InlineData("sunroof xor ")]
    [InlineData("sunroof excludes ")]
    [InlineData("sunroof and ")]
    [InlineData("unknown or ")]
    [InlineData("size < ")]
    [InlineData("if sunroof then ")]
    [InlineData("any(")]
    [InlineData("any(sunroof, ")]
    [InlineData("sum(")]
    [InlineData("sum(watts) + ")]
    [InlineData("sum(grams where ")]
    [InlineData("sum(grams where chosen and 0 < ")]
    [InlineData("count(sum(grams where chosen) > ")]
    [InlineData("between 1 and 2 of (")]
    [InlineData("table (color): (red ")]
    [InlineData("table (color): (red.")]
    [InlineData("(x) ")]
    [InlineData("cabinet[")]
    [InlineData("each cabinet (")]
    [InlineData("any cabinet: 0 < sum(")]
    [InlineData("cabinet.drawer.")]
    public void Endless_repetition_ends_in_diagnostics(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 40_000 / piece.Length));

        Check(text);
        Check(text + "sunroof");
        Check("any(" + text + ")");
        Check(text, Kitchen.Scope);
    }

    [Fact]
    public void Wildcards_are_charged_before_they_are_expanded()
    {
        var limits = new LanguageLimits { CellsMax = 100 };
        var scope = new RuleScope(Bench.Characteristics, null, limits);

        RuleCompiler.TryCompile(
            "table (size, oats, cpu): (*, *, *)", new SourceSpan("rule", 1, 1), scope, out _, out var diagnostics);

        Assert.Equal(
            "CL0008 1:26 the rule is too large: its values and table cells exceed 100", Bench.Show(diagnostics));
    }

    [Fact]
    public void Nesting_is_allowed_up_to_its_limit()
    {
        string Nested(int depth) => new string('(', depth) + "sunroof" + new string(')', depth);
        var origin = new SourceSpan("rule", 1, 1);

        Assert.True(RuleCompiler.TryCompile(Nested(199), origin, Bench.Scope, out _, out _));
        Assert.False(RuleCompiler.TryCompile(Nested(200), origin, Bench.Scope, out _, out var diagnostics));
        Assert.Equal("CL0006 1:201 nested too deep: at most 200 levels are allowed", Bench.Show(diagnostics));
    }

    [Fact]
    public void A_text_has_a_length_limit()
    {
        var scope = new RuleScope(Bench.Characteristics, null, new LanguageLimits { CharactersMax = 5 });

        RuleCompiler.TryCompile("sunroof", new SourceSpan("rule", 7, 3), scope, out _, out var diagnostics);

        Assert.Equal("CL0007 7:3 the text has 7 characters; at most 5 are allowed", Bench.Show(diagnostics));
    }

    [Fact]
    public void Lines_count_from_where_the_text_stands_in_its_file()
    {
        RuleCompiler.TryCompile(
            "sunroof and\nheatd", new SourceSpan("shoe.yaml", 10, 5, 0), Bench.Scope, out _, out var diagnostics);

        Assert.Equal(
            "shoe.yaml:11:5: error CL0010: no characteristic 'heatd'; did you mean 'heated'?",
            diagnostics.Single().ToString());
    }

    private static void Check(string text, RuleScope? product = null)
    {
        var scope = product ?? Bench.Scope;
        var origin = new SourceSpan("fuzz", 1, 1);
        var compiled = RuleCompiler.TryCompile(text, origin, scope, out var formula, out var diagnostics);
        TermCompiler.TryCompile(text, origin, scope, out var term, out _);
        Assert.Equal(!compiled, diagnostics.Any(d => d.Severity == Severity.Error));
        Assert.Equal(compiled, formula is not null);
        var lines = text.Split('\n');
        Assert.All(diagnostics, d => Assert.InRange(d.Span.Column, 1, lines[d.Span.Line - 1].Length + 1));
        var first = new int[scope.Characteristics.Count];
        if (term is not null)
        {
            Assert.InRange(Evaluation.ValueOf(term, first), -LanguageLimits.MagnitudeMax, LanguageLimits.MagnitudeMax);
        }

        if (formula is not null)
        {
            var holds = Evaluation.Holds(formula, first);
            var printed = new FormulaText(scope).Print(formula);
            if (RuleCompiler.TryCompile(printed, origin, scope, out var again, out var errors))
            {
                Assert.Equal(holds, Evaluation.Holds(again, first));
            }
            else
            {
                Assert.All(errors, error => Assert.Equal(LanguageCode.NestedTooDeep, error.Code));
            }
        }
    }

    private static string Made(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 25); n > 0; n--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Mutated(Random random) =>
        Mutation.Of(Corpus[random.Next(Corpus.Length)], Pieces, Corpus, random);
}
