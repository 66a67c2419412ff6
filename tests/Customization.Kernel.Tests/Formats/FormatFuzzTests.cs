using Customization.Fuzzing;
using Customization.Kernel.Formats;
using Customization.Kernel.Language;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

/// <summary>Damaged and hostile texts end in a model or in diagnostics with positions inside the text, and soon.
/// </summary>
public class FormatFuzzTests
{
    private const int MutationsPerSample = 4_000;

    /// <summary>Reading takes up to 7 KB for a feature with a type, attributes and a constraint of its own.</summary>
    private static readonly ReadLimits Small =
        new() { ExpansionStepsMax = 200_000, ValuesPerCharacteristicMax = 500, CharacteristicsMax = 50_000 };

    /// <summary>What damage is made of, besides pieces of the sample itself.</summary>
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "<", ">", "\"", "'", "|", "!", "&", "=>", "<=>", "==", "..", "*", "/", "-", "0",
        "-1", "1", "2147483648", "99999999999999999999", "0.0001", "\n", "\t", " ", "\r", "\0", "\uFEFF", "\uD800",
        "é", "p cnf 1 1", "c 1 x", "%", "features", "or", "cardinality [1..9]", "Integer ", "/*", "*/", "//",
        "sum(", "<!--", "<![CDATA[",
        "&lt;", "&#0;", "scope=''", "if(", "pow(2,", "div(1,0)", "<parameters>", "</instance>",
    ];

    [Theory]
    [InlineData("bicycle.uvl")]
    [InlineData("workshop.uvl")]
    [InlineData("meal.xml")]
    [InlineData("shelf.xml")]
    [InlineData("lamp.dimacs")]
    public void Mutated_samples_never_throw(string sample)
    {
        var text = FormatFiles.Sample(sample);
        string[] others = [.. FormatFiles.Samples.Select(FormatFiles.Sample)];
        Fuzz.Run(
            sample, MutationsPerSample, random => Mutation.Of(text, Pieces, others, random),
            mutated => Inspect(ModelReader.Read(mutated, sample, ModelFormat.Auto, Small), mutated));
    }

    [Theory]
    [InlineData("(", "deep.uvl", "features\n\tA\nconstraints\n\t", "")]
    [InlineData("!", "deep.uvl", "features\n\tA\nconstraints\n\t", "A")]
    [InlineData("A => ", "deep.uvl", "features\n\tA\nconstraints\n\t", "A")]
    [InlineData("A & ", "deep.uvl", "features\n\tA\nconstraints\n\t", "A")]
    [InlineData("1 * ", "deep.uvl", "features\n\tA {p 1}\nconstraints\n\t", "A.p == 1")]
    [InlineData("A.p - ", "deep.uvl", "features\n\tA {p 1}\nconstraints\n\t", "A.p == 1")]
    [InlineData("A.", "deep.uvl", "features\n\tA\nconstraints\n\t", "A")]
    [InlineData("sum(p) + ", "deep.uvl", "features\n\tA {p 1}\nconstraints\n\t", "1 == 1")]
    [InlineData("a {", "deep.uvl", "features\n\tA {", "")]
    [InlineData("[", "deep.uvl", "features\n\tA {a ", "")]
    [InlineData("/*", "deep.uvl", "features\n\tA ", "")]
    [InlineData("x == 'a' & ", "wide.uvl", "features\n\tString x\nconstraints\n\t", "x")]
    [InlineData("1", "long.uvl", "features\n\tR\n\t\toptional\n\t\t\tA cardinality [1..9", "]")]
    [InlineData("9", "long.uvl", "features\n\tInteger R {min 0, max 9", "}")]
    [InlineData("'a', ", "wide.uvl", "features\n\tString R {values [", "'b']}")]
    [InlineData("\ta as b\n", "wide.uvl", "imports\n", "features\n\tR")]
    [InlineData("not(", "deep.xml", PredicateStart, PredicateEnd)]
    [InlineData("and(true,", "deep.xml", PredicateStart, PredicateEnd)]
    [InlineData("<a>", "deep.xml", "<instance>", "")]
    [InlineData("<domain name='d'>", "deep.xml", "<instance>", "")]
    [InlineData("not(", "deep.xml", NewStart + "<intension>", "</intension></constraints></instance>")]
    [InlineData("<block>", "deep.xml", NewStart, "")]
    [InlineData("x[] ", "wide.xml", NewStart + "<extension><list>", NewListEnd)]
    [InlineData("(*,*,*)", "wide.xml", NewStart + "<extension><list>x[0..2]</list><supports>", NewTableEnd)]
    [InlineData("%0 ", "wide.xml", NewStart + "<group><sum><list>", "</list></sum><args>x[]</args></group></instance>")]
    [InlineData("1x9999 ", "wide.xml", NewStart + "<sum><list>x[]</list><coeffs>", "</coeffs></sum></instance>")]
    [InlineData("1 ", "long.cnf", "p cnf 1 1\n", "0")]
    [InlineData("0 ", "long.cnf", "p cnf 1 1\n", "")]
    [InlineData("c 1 a\n", "long.cnf", "", "p cnf 1 0")]
    public void Endless_repetition_ends_soon(string piece, string file, string before, string after) => Fuzz.Run(
        $"endless {piece.Trim()}", 1, _ => before + string.Concat(Enumerable.Repeat(piece, 100_000)) + after,
        text => Inspect(ModelReader.Read(text, file, ModelFormat.Auto), text));

    /// <summary>Found by fuzzing: a constraint at each instance looked at all instances, which took 13 s.</summary>
    [Fact]
    public void Instances_find_their_names_without_a_look_at_all_others() => Fuzz.Run(
        "instances", 1,
        _ => "features\n\tW\n\t\toptional\n\t\t\tB cardinality [1..40000]\n\t\t\t\toptional\n"
            + "\t\t\t\t\tV {constraint V => V}\n",
        text => Inspect(ModelReader.Read(text, "instances.uvl", ModelFormat.Auto), text));

    /// <summary>Found by fuzzing (workshop.uvl, seeds 10489105 and 10569522): a hundred thousand features were made,
    /// half a gigabyte, before it was said that there are too many.</summary>
    [Fact]
    public void Too_many_instances_are_refused_before_they_are_made()
    {
        var text = FormatFiles.Sample("workshop.uvl").Replace("[1..3]", "[1..1663842466]", StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = ModelReader.Read(text, "workshop.uvl", ModelFormat.Auto);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(
            "more than 100000 features with all instances",
            Assert.Single(result.Diagnostics, found => found.Severity == Severity.Error).Message);
    }

    private const string PredicateStart = "<instance><predicate name='p'><expression><functional>";

    private const string PredicateEnd =
        "</functional></expression></predicate><constraint name='c' scope='' reference='p'/></instance>";

    private const string NewStart =
        "<instance format='XCSP3'><variables><array id='x' size='[900]'>0..99</array></variables><constraints>";

    private const string NewListEnd = "</list><supports/></extension></constraints></instance>";

    private const string NewTableEnd = "</supports></extension></constraints></instance>";

    private static void Inspect(ReadResult result, string text)
    {
        var lines = 2 + text.Count(character => character is '\n' or '\r');
        Assert.Equal(result.IsValid, result.Diagnostics.All(found => found.Severity == Severity.Warning));
        Assert.All(result.Diagnostics, found => Assert.InRange(found.Span.Line, 1, lines));
        Assert.All(result.Diagnostics, found => Assert.InRange(found.Span.Column, 1, text.Length + 2));
        Assert.True(result.IsValid || result.Diagnostics.Length > 0);
    }
}
