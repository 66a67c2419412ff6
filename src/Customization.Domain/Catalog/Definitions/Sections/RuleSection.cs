using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads rules and preferences. Owned by one reading.</summary>
internal sealed class RuleSection
{
    /// <summary>Most rules of a rule set.</summary>
    public const int RuleSetRulesMax = 2_000;

    private const int RulesMax = 20_000;
    private const int RulesExpandedMax = 50_000;
    private const long WeightMax = 1_000_000;

    private readonly Report _report;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Starts with rules that other sections made.</summary>
    public RuleSection(IReadOnlyList<Rule> rules, Report report)
    {
        _report = report;
        Rules.AddRange(rules);
        _names.UnionWith(rules.Select(rule => rule.Name));
    }

    /// <summary>All rules.</summary>
    public ImmutableArray<Rule>.Builder Rules { get; } = ImmutableArray.CreateBuilder<Rule>();

    /// <summary>What customers are told, by rule.</summary>
    public ImmutableSortedDictionary<string, LocalizedText>.Builder Messages { get; } =
        ImmutableSortedDictionary.CreateBuilder<string, LocalizedText>(StringComparer.Ordinal);

    /// <summary>Days of the rules that are not in effect always, by rule.</summary>
    public Dictionary<string, EffectiveDays> Dated { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the rules: each a text, or a mapping with a name and a message.</summary>
    public void ReadRules(RuleSource source)
    {
        var start = source.Prefix.Length > 0 ? Rules.Count : 0;
        foreach (var item in source.Fields.Items("rules", source.Prefix.Length > 0 ? RuleSetRulesMax : RulesMax))
        {
            var rule = item is DefinitionNode.Mapping ? Fields.Of(item, DefinitionFields.Rule, _report) : null;
            var text = item is DefinitionNode.Mapping ? rule?["rule"] : item;
            var name = NameOf(rule, source.Prefix, 'r', Rules.Count - start + 1);
            if (text is not null && source.Conditions.Read(text) is { } condition)
            {
                if (rule?.Effective() is { } days && days != EffectiveDays.Always)
                {
                    Dated[name] = days;
                }

                var message = rule?.Localized("message") ?? LocalizedText.Empty;
                Rules.Add(new Rule(name, condition.Formula, message.In(LocalizedText.FallbackLanguage), condition.Span));
                if (!message.IsEmpty)
                {
                    Messages[name] = message;
                }
            }
        }
    }

    /// <summary>Reads the rules of a part: one for each instance, named after it, with its title before the message.
    /// </summary>
    public void ReadRules(
        PartTemplate part, PartConditions conditions, IReadOnlyDictionary<string, PartPlace> places)
    {
        foreach (var (item, number) in part.Fields.Items("rules", RulesMax).Select((item, i) => (item, i + 1)))
        {
            var rule = item is DefinitionNode.Mapping ? Fields.Of(item, DefinitionFields.Rule, _report) : null;
            var text = item is DefinitionNode.Mapping ? rule?["rule"] : item;
            var name = rule is not null && rule.Has("name")
                ? rule.Code("name")
                : string.Create(CultureInfo.InvariantCulture, $"r{number}");
            var message = rule?.Localized("message") ?? LocalizedText.Empty;
            var days = rule?.Effective() ?? EffectiveDays.Always;
            foreach (var (instance, condition) in text is null ? [] : conditions.Read(text, part.Path, isRule: true))
            {
                var told = places[instance.Path].Before(message);
                Add($"{instance.Path}.{name}", condition, told, text!.Span);
                if (days != EffectiveDays.Always)
                {
                    Dated[$"{instance.Path}.{name}"] = days;
                }
            }
        }
    }

    private void Add(string name, Condition condition, LocalizedText message, SourceSpan span)
    {
        if (!_names.Add(name))
        {
            _report.Error(CatalogCode.Ambiguous, span, $"a second rule is named '{name}'");
        }
        else if (Rules.Count >= RulesExpandedMax)
        {
            _report.Error(CatalogCode.TooMany, span, $"at most {RulesExpandedMax} rules are accepted");
        }
        else
        {
            Rules.Add(new Rule(name, condition.Formula, message.In(LocalizedText.FallbackLanguage), condition.Span));
            if (!message.IsEmpty)
            {
                Messages[name] = message;
            }
        }
    }

    /// <summary>Reads the preferences.</summary>
    public IReadOnlyList<Preference> ReadPreferences(RuleSource source)
    {
        var preferences = new List<Preference>();
        foreach (var item in source.Fields.Items("preferences", RulesMax))
        {
            if (Fields.Of(item, DefinitionFields.Preference, _report) is { } preference
                && source.Conditions.Read(preference["prefer"]) is { } condition)
            {
                preferences.Add(new Preference(
                    NameOf(preference, source.Prefix, 'p', preferences.Count + 1), condition.Formula,
                    preference.Integer("weight", 1, WeightMax, 1),
                    preference.Localized("message").In(LocalizedText.FallbackLanguage), condition.Span)
                {
                    Priority = (int)preference.Integer(
                        "priority", -DefaultSection.PriorityMax, DefaultSection.PriorityMax, 0),
                });
            }
        }

        return preferences;
    }

    private string NameOf(Fields? fields, string prefix, char letter, int number)
    {
        if (fields is not null && fields.Has("name"))
        {
            var given = prefix + fields.Code("name");
            if (given.Length > prefix.Length && !_names.Add(given))
            {
                _report.Error(CatalogCode.Ambiguous, fields.SpanOf("name"), $"a second rule is named '{given}'");
            }

            return given;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{letter}{number}");
        while (!_names.Add(name))
        {
            name += "x";
        }

        return name;
    }
}
