using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Documents;

/// <summary>What names in a template mean in one language, and whether there are words for whatever is configured.
/// </summary>
/// <remarks>Owned by one reading.</remarks>
internal sealed class TemplateNames(
    ProductModel model, ImmutableArray<CharacteristicDetail> details,
    IReadOnlyDictionary<string, ParameterDefinition> parameters, string language, string? given, Report report)
{
    private const int ShownMax = 5;

    private readonly List<string> _given = given is null ? [] : [given];

    /// <summary>The language of the template.</summary>
    public string Language { get; } = language;

    /// <summary>Whether this is a parameter that a finished configuration may do without.</summary>
    public bool MayBeAbsent(string name) => parameters.TryGetValue(name, out var parameter)
        && !_given.Contains(name)
        && (parameter.When is not null
            || !(parameter.IsRequired || parameter.Guard is ParameterGuard.Options));

    /// <summary>Takes an answer as given until the end of the using.</summary>
    public IDisposable Knowing(string name)
    {
        _given.Add(name);
        return new Known(_given);
    }

    /// <summary>The words of a name; null after reporting that there are none.</summary>
    public TemplatePart? Word(string name, ImmutableArray<WordForm> forms, SourceSpan span)
    {
        if (parameters.TryGetValue(name, out var parameter))
        {
            return WordOf(parameter, forms, span);
        }

        if (model.Find(name) is { } characteristic)
        {
            CheckTitles(characteristic, forms, span);
            return new TemplatePart.Title(characteristic, forms);
        }

        var dot = name.LastIndexOf('.');
        if (dot > 0 && model.Find(name[..dot]) is { } owner)
        {
            var attribute = name[(dot + 1)..];
            CheckEach(owner, span, value => Detail(owner, value).Texts.ContainsKey(attribute),
                $"no text attribute '{Scalars.Shown(attribute)}' at");
            return new TemplatePart.Attribute(owner, attribute, forms);
        }

        Unknown(name, span);
        return null;
    }

    /// <summary>The choice of words; null after reporting what is wrong with it.</summary>
    public TemplatePart? Choice(string name, ImmutableArray<TemplateOption> options, SourceSpan span)
    {
        if (parameters.TryGetValue(name, out var parameter))
        {
            return ChoiceOf(parameter, options, span);
        }

        if (model.Find(name) is not { } characteristic)
        {
            Unknown(name, span);
            return null;
        }

        var known = model.Characteristics[characteristic.Value].Values;
        if (Branches(options, [.. known.Select(value => value.Name)]) is not { } branches)
        {
            return null;
        }

        CheckEach(characteristic, span,
            value => branches.Else >= 0 || branches.Of.ContainsKey(known[value].Name), "no words for");
        return new TemplatePart.ByValue(
            characteristic, [.. known.Select(value => branches.Of.GetValueOrDefault(value.Name, branches.Else))],
            [.. options.Select(option => option.Parts)]);
    }

    private TemplatePart.Answer? WordOf(
        ParameterDefinition parameter, ImmutableArray<WordForm> forms, SourceSpan span)
    {
        if (parameter.Guard is ParameterGuard.Image)
        {
            report.Error(CatalogCode.NoForm, span, $"'{parameter.Code}' is a picture and has no words");
            return null;
        }

        if (MayBeAbsent(parameter.Code))
        {
            report.Error(CatalogCode.MayBeAbsent, span,
                $"'{parameter.Code}' may be without an answer: give the piece 'parameter: {parameter.Code}', or write "
                + $"{{{parameter.Code} ? given: words | else: others}}");
        }

        if (forms.Contains(WordForm.Article) && parameter.Guard is not ParameterGuard.Options)
        {
            report.Error(CatalogCode.NoForm, span, "only words of the product's own take an article");
        }

        if (forms.Contains(WordForm.Ordinal) && parameter.Guard is not ParameterGuard.Measurement)
        {
            report.Error(CatalogCode.NoForm, span, $"'{parameter.Code}' is no number");
        }

        if (parameter.Guard is ParameterGuard.Options options)
        {
            foreach (var option in options.All.Where(option => !HasTitle(option.Title, option.Code)))
            {
                report.Error(CatalogCode.NoForm, span,
                    $"the option '{option.Code}' of '{parameter.Code}' has no title in '{Language}'");
            }
        }

        return new TemplatePart.Answer(parameter.Code, forms);
    }

    private TemplatePart.ByAnswer? ChoiceOf(
        ParameterDefinition parameter, ImmutableArray<TemplateOption> options, SourceSpan span)
    {
        var allowed = parameter.Guard switch
        {
            ParameterGuard.Options of => of.All.Select(option => option.Code),
            ParameterGuard.Measurement => options.SelectMany(option => option.Labels)
                .Select(label => label.Name).Where(IsInteger),
            _ => [TemplateReader.Given],
        };
        if (Branches(options, [.. allowed.Distinct()]) is not { } branches)
        {
            return null;
        }

        var isCovered = parameter.Guard is ParameterGuard.Options all && !MayBeAbsent(parameter.Code)
            && all.All.All(option => branches.Of.ContainsKey(option.Code));
        if (branches.Else < 0 && !isCovered)
        {
            report.Error(CatalogCode.NoForm, span, $"'{parameter.Code}' may be something else: add 'else: words'");
        }

        return new TemplatePart.ByAnswer(
            parameter.Code, branches.Of, branches.Else, [.. options.Select(option => option.Parts)]);
    }

    private (ImmutableSortedDictionary<string, int> Of, int Else)? Branches(
        ImmutableArray<TemplateOption> options, ImmutableArray<string> allowed)
    {
        var of = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var otherwise = -1;
        var isRight = true;
        for (var i = 0; i < options.Length; i++)
        {
            foreach (var (label, span) in options[i].Labels)
            {
                if (label == TemplateReader.Else ? otherwise >= 0 : of.ContainsKey(label))
                {
                    report.Error(CatalogCode.Ambiguous, span, $"'{label}' has words already");
                    isRight = false;
                }
                else if (label == TemplateReader.Else)
                {
                    otherwise = i;
                }
                else if (allowed.Contains(label))
                {
                    of[label] = i;
                }
                else
                {
                    report.Error(CatalogCode.NoSuchName, span,
                        $"there is no '{Scalars.Shown(label)}' to pick by" + Nearest.Suggest(label, allowed));
                    isRight = false;
                }
            }
        }

        return isRight ? (of.ToImmutable(), otherwise) : null;
    }

    private void CheckTitles(CharacteristicIndex characteristic, ImmutableArray<WordForm> forms, SourceSpan span)
    {
        var of = model.Characteristics[characteristic.Value];
        var isNumber = of.Kind == CharacteristicKind.Quantity;
        if (forms.Contains(WordForm.Ordinal) && !isNumber)
        {
            report.Error(CatalogCode.NoForm, span, $"'{of.Name}' is no number");
        }

        CheckEach(characteristic, span,
            value => isNumber || HasTitle(Detail(characteristic, value).Title, of.Values[value].Name),
            $"no title in '{Language}' for");
    }

    /// <summary>Names are English; a <c>none</c> says nothing in any language.</summary>
    private bool HasTitle(LocalizedText title, string name) => title.IsEmpty
        ? Language.Split('-')[0] == LocalizedText.FallbackLanguage && name != "none"
        : title.ByLanguage.ContainsKey(Language) || title.ByLanguage.ContainsKey(Language.Split('-')[0]);

    private void CheckEach(CharacteristicIndex characteristic, SourceSpan span, Func<int, bool> isRight, string why)
    {
        var of = model.Characteristics[characteristic.Value];
        var wrong = Enumerable.Range(0, of.Values.Length).Where(value => !isRight(value))
            .Select(value => $"'{of.Values[value].Name}'").ToArray();
        if (wrong.Length > 0)
        {
            var more = wrong.Length > ShownMax ? $" and {wrong.Length - ShownMax} more" : "";
            report.Error(CatalogCode.NoForm, span,
                $"{why} {string.Join(", ", wrong.Take(ShownMax))}{more} of '{of.Name}'");
        }
    }

    private ValueDetail Detail(CharacteristicIndex characteristic, int value) =>
        details[characteristic.Value].Values[value];

    private void Unknown(string name, SourceSpan span) => report.Error(CatalogCode.NoSuchName, span,
        $"there is no parameter and no characteristic '{Scalars.Shown(name)}'"
        + Nearest.Suggest(name, parameters.Keys.Concat(model.Characteristics.Select(each => each.Name))));

    private static bool IsInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private sealed class Known(List<string> given) : IDisposable
    {
        public void Dispose() => given.RemoveAt(given.Count - 1);
    }
}
