using System.Collections.Immutable;
using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads display-only rules.</summary>
internal static class DisplaySection
{
    private const int RulesMax = 1_000;

    /// <summary>The rules; none where the key is absent.</summary>
    public static DisplayRules Read(DefinitionNode? node, ModelReading model, Conditions conditions, Report report)
    {
        if (node is null || Fields.Of(node, DefinitionFields.Display, report) is not { } fields)
        {
            return DisplayRules.None;
        }

        var names = new NamedValues(model.Model.Characteristics, report);
        var defaulted = model.Defaults.Select(each => each.Characteristic).ToHashSet();
        return new DisplayRules(
            [.. ReadVisible(fields, names, model.Model, defaulted, conditions, report)],
            [.. ReadHints(fields, names, conditions, report)], [.. ReadGroups(fields, names, conditions, report)]);
    }

    private static IEnumerable<VisibleRule> ReadVisible(
        Fields display, NamedValues names, ProductModel model, HashSet<CharacteristicIndex> defaulted,
        Conditions conditions, Report report)
    {
        var ruled = new HashSet<CharacteristicIndex>();
        foreach (var item in display.Items("visible", RulesMax))
        {
            if (Fields.Of(item, DefinitionFields.Visible, report) is not { } fields)
            {
                continue;
            }

            var when = conditions.Read(fields["when"]);
            foreach (var member in Members(fields, names))
            {
                var name = model.Characteristics[member.Value].Name;
                if (!ruled.Add(member))
                {
                    report.Error(CatalogCode.Ambiguous, fields.SpanOf("of"),
                        $"a second rule says when '{name}' is visible");
                }
                else if (!defaulted.Contains(member) && model.Characteristics[member.Value].Values.Length > 1)
                {
                    report.Warning(CatalogCode.HiddenQuestion, fields.SpanOf("of"),
                        $"'{name}' has no default: while it is hidden it may stay open and keep the product from being "
                        + "ordered");
                }

                if (when is not null)
                {
                    yield return new VisibleRule(member, when);
                }
            }
        }
    }

    private static IEnumerable<Hint> ReadHints(
        Fields display, NamedValues names, Conditions conditions, Report report)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in display.Items("hints", RulesMax))
        {
            if (Fields.Of(item, DefinitionFields.Hint, report) is not { } fields)
            {
                continue;
            }

            var name = NameOf(fields, known, "hint", report);
            var level = fields.OneOf("level", "hint", "warning") == "warning" ? HintLevel.Warning : HintLevel.Hint;
            CharacteristicIndex? at = fields.Has("at") ? names.Characteristic(fields["at"]) : null;
            if (conditions.Read(fields["when"]) is { } when)
            {
                yield return new Hint(name, when, at, level, fields.Localized("message"));
            }
        }
    }

    private static IEnumerable<DisplayGroup> ReadGroups(
        Fields display, NamedValues names, Conditions conditions, Report report)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in display.Items("groups", RulesMax))
        {
            if (Fields.Of(item, DefinitionFields.Group, report) is { } fields)
            {
                yield return new DisplayGroup(
                    NameOf(fields, known, "group", report), fields.Localized("title"), [.. Members(fields, names)],
                    conditions.Read(fields["when"]));
            }
        }
    }

    private static ImmutableArray<CharacteristicIndex> Members(Fields fields, NamedValues names) =>
    [
        .. fields.Items("of", CharacteristicSection.CharacteristicsMax).SelectMany(names.CharacteristicsOf).Distinct(),
    ];

    private static string NameOf(Fields fields, HashSet<string> known, string kind, Report report)
    {
        var name = fields.Code("name");
        if (name.Length > 0 && !known.Add(name))
        {
            report.Error(CatalogCode.Ambiguous, fields.SpanOf("name"), $"a second {kind} is named '{name}'");
        }

        return name;
    }
}
