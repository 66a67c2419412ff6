using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Definitions.Sections;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>Reads rule sets in YAML by themselves.</summary>
/// <remarks>Checks keys, the characteristics that the set declares and the form of its rules. Names and values of
/// others are checked where a product uses it. Never throws, whatever the text; time linear in it.</remarks>
public static class RuleSetReader
{
    private const int ItemsMax = RuleSection.RuleSetRulesMax;

    /// <summary>Whether a document says of itself that it is a rule set and not a product.</summary>
    public static bool IsRuleSet(DefinitionFiles files) =>
        YamlReader.Read(files.Text, new Report(files.FileName, 0), YamlLimits.Default) is DefinitionNode.Mapping root
        && root.Entries.Any(entry => entry.Key.Text == "ruleSet");

    /// <summary>Reads a rule set.</summary>
    public static RuleSetResult Read(DefinitionFiles files, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        var report = new Report(files.FileName, limits.DiagnosticsMax);
        if (YamlReader.Read(files.Text, report, limits) is not { } root
            || Fields.Of(root, DefinitionFields.RuleSet, report) is not { } fields)
        {
            return new RuleSetResult(null, report.ToImmutable());
        }

        var code = fields.Code("ruleSet");
        fields.Localized("title");
        fields.Localized("help");
        CheckCharacteristics(fields, report);
        var rules = fields.Items("rules", ItemsMax);
        foreach (var item in rules)
        {
            CheckRule(item, report);
        }

        CheckConditions(fields, "preferences", DefinitionFields.Preference, "prefer", report);
        CheckConditions(fields, "defaults", DefinitionFields.Default, "when", report);
        if (rules.IsEmpty && !fields.Has("preferences") && !fields.Has("defaults"))
        {
            report.Error(CatalogCode.MissingKey, fields.Span, "expected 'rules', 'preferences' or 'defaults'");
        }

        var diagnostics = report.ToImmutable();
        return new RuleSetResult(
            report.HasErrors
                ? null
                : new RuleSetDefinition(
                    code, DefinitionFiles.Of(files.FileName, files.Text), rules.Length, diagnostics),
            diagnostics);
    }

    private static void CheckCharacteristics(Fields fields, Report report)
    {
        var none = Prices.None(report);
        var section = new CharacteristicSection(none, new ValueSection(none, report), report);
        foreach (var (name, node) in fields.Entries("characteristics", CharacteristicSection.CharacteristicsMax))
        {
            section.Read(name, node);
        }
    }

    private static void CheckRule(DefinitionNode item, Report report)
    {
        if (item is not DefinitionNode.Mapping)
        {
            Conditions.CheckForm(item, report);
        }
        else if (Fields.Of(item, DefinitionFields.Rule, report) is { } rule)
        {
            rule.Code("name");
            rule.Localized("message");
            rule.Effective();
            Conditions.CheckForm(rule["rule"], report);
        }
    }

    private static void CheckConditions(Fields fields, string key, FieldSet set, string condition, Report report)
    {
        foreach (var item in fields.Items(key, ItemsMax))
        {
            if (Fields.Of(item, set, report) is { } one)
            {
                Conditions.CheckForm(one[condition], report);
            }
        }
    }
}
