using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;

namespace Customization.Domain.Catalog.Documents;

/// <summary>How long a template can become at most.</summary>
internal static class TemplateLength
{
    /// <summary>Digits and sign of any number.</summary>
    private const int NumberMax = 20;

    /// <summary>What a form adds to a word, its longer capitals included.</summary>
    private const int FormMax = 4;

    /// <summary>UTF-16 characters of a character, doubled again for normal forms.</summary>
    private const int CharacterMax = 4;

    /// <summary>What escaping makes of one character: <c>&amp;quot;</c>.</summary>
    private const int EscapedMax = 6;

    /// <summary>Most characters, whatever is configured and answered. O(parts x values).</summary>
    public static long Of(
        ImmutableArray<TemplatePart> parts, ImmutableArray<CharacteristicDetail> details,
        IReadOnlyDictionary<string, ParameterDefinition> parameters, bool isEscaped)
    {
        var factor = isEscaped ? EscapedMax : 1;
        return parts.Sum(part => part switch
        {
            TemplatePart.Words words => words.Text.Length,
            TemplatePart.Answer answer =>
                factor * (MostOf(parameters[answer.Parameter].Guard) + FormMax * answer.Forms.Length),
            TemplatePart.Title title => factor * (FormMax * title.Forms.Length
                + details[title.Characteristic.Value].Values.Max(value => MostOf(value.Title))),
            TemplatePart.Attribute attribute => factor * (FormMax * attribute.Forms.Length
                + details[attribute.Characteristic.Value].Values.Max(
                    value => value.Texts.GetValueOrDefault(attribute.Name, "").Length)),
            TemplatePart.ByValue pick => Most(pick.Branches),
            TemplatePart.ByAnswer pick => Most(pick.Branches),
            _ => 0L,
        });

        long Most(ImmutableArray<ImmutableArray<TemplatePart>> branches) =>
            branches.IsEmpty ? 0 : branches.Max(branch => Of(branch, details, parameters, isEscaped));
    }

    private static int MostOf(ParameterGuard guard) => guard switch
    {
        ParameterGuard.Text text => text.LengthMax * CharacterMax,
        ParameterGuard.Options options => options.All.Max(option => MostOf(option.Title)),
        _ => NumberMax,
    };

    private static int MostOf(LocalizedText title) =>
        title.IsEmpty ? Yaml.Scalars.CodeLengthMax : title.ByLanguage.Values.Max(text => text.Length);
}
