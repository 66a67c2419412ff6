using System.Globalization;
using System.Text;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Random definitions with dates, each day against the list of what is in effect.</summary>
public sealed class PeriodPropertyTests
{
    private const int Characteristics = 3;
    private const int Values = 3;

    [Fact]
    public void On_every_day_exactly_what_is_in_effect_can_be_configured_and_as_many_choices_stand_as_can()
    {
        var lapses = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var spans = Enumerable.Range(0, Characteristics * Values)
                .Select(i => Span(random, i % Values == 0)).ToArray();
            var rules = Enumerable.Range(0, 3).Select(_ => (
                A: random.Next(spans.Length), B: random.Next(spans.Length), Span: Span(random, false))).ToArray();
            var product = Definitions.Publish(Text(spans, rules));
            for (var day = 0; day < 8; day++)
            {
                var expected = All().Where(all => IsValid(all, spans, rules, day)).ToList();
                var at = product.At(Start.AddDays(day));
                Assert.Equal(
                    expected.Count,
                    (int)at.Configurators.Use(configurator => configurator.Count(Selection.Empty(at.Model))!.Value));

                var wanted = All().ElementAt(random.Next(27));
                var standing = SessionLapse.Standing(at, Selection.From(wanted));
                var most = expected.Max(all => all.Zip(wanted).Count(pair => pair.First == pair.Second));
                Assert.True(most == standing.Count, $"seed {seed} day {day}: {standing.Count} of {most}");
                Assert.Contains(expected, all => standing.Choices.All(
                    choice => all[choice.Characteristic.Value] == choice.Value && wanted[choice.Characteristic.Value]
                        == choice.Value));
                lapses += standing.Count < Characteristics ? 1 : 0;
            }
        }

        Assert.InRange(lapses, 50, 450);
    }

    private static readonly DateTimeOffset Start = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>First and last-exclusive day; the first value of each characteristic is always there.</summary>
    private static (int? From, int? Until) Span(Random random, bool isAlways)
    {
        int? from = isAlways || random.Next(2) == 0 ? null : random.Next(1, 5);
        int? until = isAlways || random.Next(2) == 0 ? null : random.Next((from ?? 0) + 1, 7);
        return (from, until);
    }

    private static bool IsOn((int? From, int? Until) span, int day) => !(day < span.From) && !(day >= span.Until);

    /// <summary>A rule forbids two values together, unless one of them is a first value.</summary>
    private static bool IsValid(
        int[] all, (int? From, int? Until)[] spans, (int A, int B, (int? From, int? Until) Span)[] rules, int day) =>
        all.Select((v, c) => (c * Values) + v).All(literal => IsOn(spans[literal], day))
        && rules.All(rule => !IsOn(rule.Span, day) || !(Has(all, rule.A) && Has(all, rule.B))
            || rule.A % Values == 0 || rule.B % Values == 0);

    private static bool Has(int[] all, int literal) => all[literal / Values] == literal % Values;

    private static IEnumerable<int[]> All() => Enumerable.Range(0, 27).Select(i => (int[])[i % 3, i / 3 % 3, i / 9]);

    private static string Text(
        (int? From, int? Until)[] spans, (int A, int B, (int? From, int? Until) Span)[] rules)
    {
        var text = new StringBuilder(
            "product: dated\npricing: {lists: {eur: {currency: EUR}}}\nmodel:\n  characteristics:\n");
        for (var c = 0; c < Characteristics; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    c{c}:\n      values:\n");
            for (var v = 0; v < Values; v++)
            {
                text.Append(CultureInfo.InvariantCulture, $"        v{v}: {{{Dates(spans[(c * Values) + v])}}}\n");
            }
        }

        text.Append("  rules:\n");
        foreach (var (a, b, span) in rules)
        {
            var isVoid = a % Values == 0 || b % Values == 0;
            text.Append(CultureInfo.InvariantCulture,
                $"    - {{rule: '{(isVoid ? "true or " : "")}not ({Atom(a)} and {Atom(b)})', {Dates(span)}}}\n");
        }

        return text.ToString().Replace(", }", "}", StringComparison.Ordinal);
    }

    private static string Atom(int literal) =>
        string.Create(CultureInfo.InvariantCulture, $"c{literal / Values} = v{literal % Values}");

    private static string Dates((int? From, int? Until) span) => string.Join(", ", new[]
    {
        span.From is { } from ? $"from: {Day(from)}" : "", span.Until is { } until ? $"until: {Day(until)}" : "",
    }.Where(each => each.Length > 0));

    private static string Day(int day) => Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
