using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads how presets learn from use. Owned by one reading.</summary>
internal sealed class LearningSection(ImmutableArray<FactoryPreset> presets, Report report)
{
    private readonly HashSet<(string Preset, string Setting)> _targets = [];

    /// <summary>The rules, in the author's order.</summary>
    public ImmutableArray<LearningRule> Read(Fields owned)
    {
        var rules = ImmutableArray.CreateBuilder<LearningRule>();
        var evidence = 0;
        foreach (var (key, value) in owned.Entries("learning", OwnedLimits.RulesMax))
        {
            if (Fields.Of(value, DefinitionFields.Learning, report) is not { } fields)
            {
                continue;
            }

            OwnedSection.IsName(key, report);
            var rule = ReadRule(key.Text, fields);
            evidence += rule.Settings.Length * rule.Uses;
            if (_targets.Count > OwnedLimits.TargetsMax || evidence > OwnedLimits.EvidenceMax)
            {
                report.Error(CatalogCode.TooMany, fields.Span,
                    $"at most {OwnedLimits.TargetsMax} settings of presets may learn, and settings times uses may be "
                    + $"{OwnedLimits.EvidenceMax}; these are {_targets.Count} and {evidence}");
                break;
            }

            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private LearningRule ReadRule(string name, Fields fields)
    {
        var code = fields.Code("preset");
        var preset = presets.FirstOrDefault(each => each.Code == code);
        if (preset is null && code.Length > 0)
        {
            report.Error(CatalogCode.NoSuchName, fields.SpanOf("preset"),
                $"there is no preset '{code}'" + Nearest.Suggest(code, [.. presets.Select(each => each.Code)]));
        }

        var settings = ImmutableArray.CreateBuilder<string>();
        foreach (var item in fields.Items("of", OwnedLimits.SettingsMax))
        {
            if (Scalars.Text(item, Scalars.CodeLengthMax, report) is not { } setting || preset is null)
            {
                continue;
            }

            if (!preset.Values.ContainsKey(setting.Text))
            {
                report.Error(CatalogCode.NoSuchName, setting.Span,
                    $"the preset '{code}' does not set '{Scalars.Shown(setting.Text)}'"
                    + Nearest.Suggest(setting.Text, [.. preset.Values.Keys]));
            }
            else if (!_targets.Add((code, setting.Text)))
            {
                report.Error(CatalogCode.Ambiguous, setting.Span,
                    $"a second time '{setting.Text}' of the preset '{code}' is to learn");
            }
            else
            {
                settings.Add(setting.Text);
            }
        }

        return new LearningRule(
            name, code, settings.ToImmutable(), Time(fields, "from"), Time(fields, "until"),
            (int)fields.Integer("uses", OwnedLimits.UsesMin, OwnedLimits.EvidenceMax, OwnedLimits.UsesMin),
            fields.Integer("near", 0, OwnedLimits.ValueMax, 0), fields.Integer("drift", 1, OwnedLimits.ValueMax, 1));
    }

    private TimeOnly Time(Fields fields, string key)
    {
        if (fields[key] is not { } node || Scalars.Text(node, Scalars.CodeLengthMax, report) is not { } scalar)
        {
            return TimeOnly.MinValue;
        }

        if (!TimeOnly.TryParseExact(
            scalar.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            report.Error(CatalogCode.WrongValue, node.Span,
                $"expected a time such as 17:30, found '{Scalars.Shown(scalar.Text)}'");
        }

        return time;
    }
}
