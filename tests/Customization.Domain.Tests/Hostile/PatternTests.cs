using Customization.Domain.Catalog.Parameters;
using Customization.Fuzzing;
using Xunit;

namespace Customization.Domain.Tests.Hostile;

/// <summary>Patterns of authors, and texts of customers that are made for them.</summary>
public class PatternTests
{
    private static readonly string[] Corpus =
        ["[A-Z]{1,8}", "(a+)+", @"\d{4}-\d{2}", "(?:red|blue)?", @"[\p{L} .'-]*", "a|b|c"];

    private static readonly string[] Pieces =
    [
        "(", ")", "(?:", "(?i)", "(?x)", "(?=", "(?<a>", @"\1", "[", "]", "[^", "{", "}", "{1,2147483647}", "{1000}",
        "*", "+", "?", "|", @"\", @"\p{L}", @"\b", "^", "$", ".", "#", "-",
    ];

    [Fact]
    public void Mutated_patterns_are_refused_or_match_in_linear_time() =>
        Fuzz.Run(
            "patterns", 2_000, random => Mutation.Of(Corpus[random.Next(Corpus.Length)], Pieces, Corpus, random),
            text =>
            {
                if (TextPattern.TryCreate(text, out var reason) is { } pattern)
                {
                    _ = pattern.Matches(new string('a', 5_000) + "!");
                }
                else
                {
                    Assert.NotEmpty(reason);
                    Assert.DoesNotContain('\n', reason);
                }
            });

    [Fact]
    public void What_would_backtrack_for_ever_answers_at_once() =>
        Assert.False(TextPattern.TryCreate("(a+)+", out _)!.Matches(new string('a', 100_000) + "!"));

    [Fact]
    public void A_pattern_cannot_leave_its_brackets()
    {
        Assert.Null(TextPattern.TryCreate("a)|(b", out var reason));
        Assert.NotEmpty(reason);
    }
}
