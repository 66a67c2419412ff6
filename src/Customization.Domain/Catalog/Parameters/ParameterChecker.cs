using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>Holds answers against the guards of a definition.</summary>
/// <remarks>Value positions may be -1 for not chosen: a guard counts once its condition surely holds, so an answer
/// accepted early may be refused when more is chosen.</remarks>
internal static class ParameterChecker
{
    /// <summary>Why the answer is refused, or null where it is accepted. O(answer + conditions).</summary>
    public static ParameterRefusal? Check(
        ProductDefinition definition, string code, ParameterValue value, ReadOnlySpan<int> values, string language)
    {
        var parameter = definition.Parameter(code);
        if (parameter is null)
        {
            return new ParameterRefusal(code, ParameterRefusal.Unknown, $"The product has no parameter '{code}'.");
        }

        var title = parameter.Title.In(language, code);
        if (PartialEvaluation.Holds(parameter.When, values) == false)
        {
            return new ParameterRefusal(code, ParameterRefusal.NotAsked, ParameterWords.NotAsked.Say(language, title));
        }

        var (why, detail) = (parameter.Guard, value) switch
        {
            (ParameterGuard.Measurement guard, ParameterValue.Measurement given) =>
                CheckMeasurement(guard, given.Amount, values, language),
            (ParameterGuard.Text guard, ParameterValue.Text given) => CheckText(guard, given.Content, language),
            (ParameterGuard.Image guard, ParameterValue.Image given) => CheckImage(guard, given, language),
            (ParameterGuard.Options guard, ParameterValue.Choice given) => guard.All.Any(each =>
                string.Equals(each.Code, given.Option, StringComparison.Ordinal))
                ? Fine
                : (ParameterRefusal.OptionUnknown, ParameterWords.OneOf.Say(
                    language, string.Join(", ", guard.All.Select(option => option.Code)))),
            _ => (ParameterRefusal.WrongKind, ParameterWords.Kind.In(language)),
        };
        return why.Length == 0 ? null : new ParameterRefusal(code, why, ParameterWords.Wrong.Say(language, title, detail));
    }

    /// <summary>The answers that an order still needs, and the ones that no longer fit. In the definition's order.
    /// </summary>
    public static ImmutableArray<ParameterRefusal> CheckAll(
        ProductDefinition definition, ImmutableSortedDictionary<string, ParameterValue> answers,
        ReadOnlySpan<int> values, string language)
    {
        var refusals = ImmutableArray.CreateBuilder<ParameterRefusal>();
        foreach (var parameter in definition.Parameters)
        {
            if (parameter.IsRequired && !answers.ContainsKey(parameter.Code)
                && parameter.Guard is not ParameterGuard.Options
                && PartialEvaluation.Holds(parameter.When, values) == true)
            {
                var title = parameter.Title.In(language, parameter.Code);
                refusals.Add(new ParameterRefusal(
                    parameter.Code, ParameterRefusal.Missing, ParameterWords.Missing.Say(language, title)));
            }
        }

        foreach (var (code, value) in answers)
        {
            if ((Check(definition, code, value, values, language)
                ?? CheckNeeds(definition, code, value, answers, language)) is { } refusal)
            {
                refusals.Add(refusal);
            }
        }

        return refusals.ToImmutable();
    }

    /// <summary>The options that the answers to other aspects stand in the way of, each with what it needs. O(options
    /// times needs).</summary>
    public static ImmutableArray<BlockedOption> Blocked(
        ProductDefinition definition, ImmutableSortedDictionary<string, ParameterValue> answers, string language) =>
    [
        .. from aspect in definition.Parameters
           where aspect.Guard is ParameterGuard.Options
           from option in ((ParameterGuard.Options)aspect.Guard).All
           let value = new ParameterValue.Choice(option.Code)
           let refusal = CheckNeeds(definition, aspect.Code, value, answers, language)
           where refusal is not null
           select new BlockedOption(aspect.Code, option.Code, refusal.Detail),
    ];

    /// <summary>An aspect that nobody answered has its first option.</summary>
    private static ParameterRefusal? CheckNeeds(
        ProductDefinition definition, string code, ParameterValue value,
        ImmutableSortedDictionary<string, ParameterValue> answers, string language)
    {
        if (value is not ParameterValue.Choice chosen
            || definition.Parameter(code) is not { Guard: ParameterGuard.Options options } aspect)
        {
            return null;
        }

        var option = options.All.First(each => string.Equals(each.Code, chosen.Option, StringComparison.Ordinal));
        foreach (var need in option.Needs)
        {
            var other = definition.Parameter(need.Aspect)!;
            var all = ((ParameterGuard.Options)other.Guard).All;
            var taken = answers.GetValueOrDefault(need.Aspect) is ParameterValue.Choice answer
                ? answer.Option
                : all[0].Code;
            if (!need.Options.Contains(taken))
            {
                var wanted = all.Where(each => need.Options.Contains(each.Code))
                    .Select(each => each.Title.In(language, each.Code));
                var needs = ParameterWords.Needs.Say(
                    language, option.Title.In(language, option.Code), other.Title.In(language, need.Aspect),
                    string.Join(ParameterWords.Or.In(language), wanted));
                return new ParameterRefusal(
                    code, ParameterRefusal.OptionNeedsOther,
                    ParameterWords.Wrong.Say(language, aspect.Title.In(language, code), needs));
            }
        }

        return null;
    }

    private static (string Code, string Detail) Fine => ("", "");

    private static (string Code, string Detail) CheckMeasurement(
        ParameterGuard.Measurement guard, long amount, ReadOnlySpan<int> values, string language)
    {
        if (amount < guard.Min || amount > guard.Max)
        {
            return (ParameterRefusal.OutOfRange, Range(guard.Min, guard.Max));
        }

        if ((amount - guard.Min) % guard.Step != 0)
        {
            return (ParameterRefusal.OffStep, ParameterWords.Steps.Say(language, guard.Step, guard.Unit, guard.Min));
        }

        foreach (var range in guard.Narrower)
        {
            if ((amount < range.Min || amount > range.Max) && PartialEvaluation.Holds(range.When, values) == true)
            {
                return (ParameterRefusal.OutOfRange,
                    range.Message.IsEmpty ? Range(range.Min, range.Max) : range.Message.In(language));
            }
        }

        return Fine;

        string Range(long min, long max) => ParameterWords.Range.Say(language, min, max, guard.Unit);
    }

    private static (string Code, string Detail) CheckText(ParameterGuard.Text guard, string text, string language)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length++;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator || rune == Rune.ReplacementChar)
            {
                return (ParameterRefusal.TextUnprintable, ParameterWords.Unprintable.In(language));
            }
        }

        return string.IsNullOrWhiteSpace(text) ? (ParameterRefusal.TextEmpty, ParameterWords.Empty.In(language))
            : length > guard.LengthMax
                ? (ParameterRefusal.TextTooLong, ParameterWords.TooLong.Say(language, guard.LengthMax, length))
            : guard.Pattern is { } pattern && !pattern.Matches(text)
                ? (ParameterRefusal.TextPatternMissed, ParameterWords.PatternMissed.In(language))
            : guard.Words.OccurIn(text)
                ? (ParameterRefusal.TextWordForbidden, ParameterWords.WordForbidden.In(language))
            : Fine;
    }

    private static (string Code, string Detail) CheckImage(
        ParameterGuard.Image guard, ParameterValue.Image image, string language)
    {
        if (!guard.ContentTypes.Contains(image.ContentType, StringComparer.OrdinalIgnoreCase))
        {
            return (ParameterRefusal.ImageTypeWrong, ParameterWords.OneOf.Say(
                language, string.Join(", ", guard.ContentTypes)));
        }

        return image.Bytes <= 0 || image.Bytes > guard.BytesMax
            ? (ParameterRefusal.ImageTooLarge, ParameterWords.Bytes.Say(language, guard.BytesMax))
            : Fine;
    }
}
