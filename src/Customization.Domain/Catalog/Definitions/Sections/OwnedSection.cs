using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads what an owner can adjust after the sale. Owned by one reading.</summary>
internal sealed class OwnedSection(Conditions conditions, Report report)
{
    private readonly Dictionary<string, SettingDefinition> _settings = new(StringComparer.Ordinal);
    private int _textsLength;

    /// <summary>The section, or null where the key is absent.</summary>
    public OwnedDefinition? Read(DefinitionNode? node)
    {
        if (node is null || Fields.Of(node, DefinitionFields.Owned, report) is not { } fields)
        {
            return null;
        }

        var title = Counted(fields.Localized("title"));
        var pieces = conditions.ReadNumber(fields["pieces"], 1);
        var (least, most) = TermRange.Of(pieces.Term);
        if (least < 0 || most > OwnedLimits.PiecesMax)
        {
            report.Error(CatalogCode.OutOfRange, fields.SpanOf("pieces"),
                $"this can be {least} to {most}; 0 to {OwnedLimits.PiecesMax} are accepted");
        }

        foreach (var (key, value) in fields.Entries("settings", OwnedLimits.SettingsMax))
        {
            if (IsName(key, report) && Fields.Of(value, DefinitionFields.Setting, report) is { } setting)
            {
                _settings[key.Text] = ReadSetting(key.Text, setting);
            }
        }

        var presets = ReadPresets(fields).ToImmutableArray();
        var learning = new LearningSection(presets, report).Read(fields);
        if (_textsLength > OwnedLimits.TextsLengthMax)
        {
            report.Error(CatalogCode.TooLarge, fields.Span,
                $"titles, units, conditions and messages have {_textsLength} characters together (each text counts "
                + $"{OwnedLimits.TextExtra} more); at most {OwnedLimits.TextsLengthMax} are accepted");
        }

        return new OwnedDefinition(title, pieces, [.. _settings.Values], presets, learning);
    }

    private SettingDefinition ReadSetting(string code, Fields fields)
    {
        const long valueMax = OwnedLimits.ValueMax;
        var min = fields.Integer("min", -valueMax, valueMax, 0);
        var max = fields.Integer("max", -valueMax, valueMax, 0);
        var step = fields.Integer("step", 1, 2 * valueMax, 1);
        if (min >= max)
        {
            report.Error(CatalogCode.Contradiction, fields.SpanOf("max"), $"expected more than {min}, found {max}");
            (min, max) = (0, 1);
        }

        var range = new SettingRange(min, max, Math.Min(step, max - min));
        var factory = fields.Integer("factory", min, max, min);
        RefuseOffStep(range, factory, fields.SpanOf("factory"));
        var when = conditions.Read(fields["when"]);
        _textsLength += when?.Text.Length ?? 0;
        var unit = fields.Text("unit", OwnedLimits.UnitLengthMax);
        _textsLength += unit.Length;
        return new SettingDefinition(
            code, Counted(fields.Localized("title")), unit, range, factory, when, ReadBounds(fields, range));
    }

    private ImmutableArray<BoundDefinition> ReadBounds(Fields setting, SettingRange range)
    {
        var bounds = ImmutableArray.CreateBuilder<BoundDefinition>();
        foreach (var item in setting.Items("bounds", OwnedLimits.BoundsMax))
        {
            if (Fields.Of(item, DefinitionFields.Bound, report) is not { } fields)
            {
                continue;
            }

            long? step = fields.Has("step") ? fields.Integer("step", 1, range.Max - range.Min, 1) : null;
            var message = Counted(fields.Localized("message"));
            if (conditions.Read(fields["when"]) is { } when)
            {
                bounds.Add(new BoundDefinition(
                    when, ReadBound("min", fields, range), ReadBound("max", fields, range), step, message));
            }
        }

        if (bounds.Max(bound => bound.Min) is { } least && bounds.Min(bound => bound.Max) is { } most && least > most)
        {
            report.Error(CatalogCode.Contradiction, setting.SpanOf("bounds"),
                $"one bound is at least {least}, another at most {most}: together they leave nothing; where they never "
                + "meet, make two settings of it, each with a 'when'");
        }

        return bounds.ToImmutable();
    }

    private long? ReadBound(string key, Fields bound, SettingRange range)
    {
        if (!bound.Has(key))
        {
            return null;
        }

        var value = bound.Integer(key, range.Min, range.Max, range.Min);
        RefuseOffStep(range, value, bound.SpanOf(key));
        return value;
    }

    private IEnumerable<FactoryPreset> ReadPresets(Fields owned)
    {
        var count = 0;
        foreach (var (key, value) in owned.Entries("presets", OwnedLimits.FactoryPresetsMax))
        {
            if (!IsName(key, report) || Fields.Of(value, DefinitionFields.Preset, report) is not { } fields)
            {
                continue;
            }

            var values = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
            foreach (var (setting, node) in fields.Entries("set", OwnedLimits.SettingsMax))
            {
                if (SettingAt(setting)?.Range is { } range
                    && Scalars.Integer(node, range.Min, range.Max, report) is { } number)
                {
                    RefuseOffStep(range, number, node.Span);
                    values[setting.Text] = number;
                }
            }

            count += values.Count;
            if (count > OwnedLimits.FactoryValuesMax)
            {
                report.Error(CatalogCode.TooMany, fields.SpanOf("set"),
                    $"the presets have more than {OwnedLimits.FactoryValuesMax} values together");
                yield break;
            }

            yield return new FactoryPreset(key.Text, Counted(fields.Localized("title")), values.ToImmutable());
        }
    }

    /// <summary>The setting of a name, or null after reporting that there is none.</summary>
    private SettingDefinition? SettingAt(DefinitionNode.Scalar name)
    {
        if (_settings.GetValueOrDefault(name.Text) is { } setting)
        {
            return setting;
        }

        report.Error(CatalogCode.NoSuchName, name.Span,
            $"there is no setting '{Scalars.Shown(name.Text)}'" + Nearest.Suggest(name.Text, [.. _settings.Keys]));
        return null;
    }

    private void RefuseOffStep(SettingRange range, long value, SourceSpan span)
    {
        if (!range.Has(value))
        {
            report.Error(CatalogCode.OutOfRange, span, string.Create(
                CultureInfo.InvariantCulture,
                $"expected {range.Min} and steps of {range.Step} from there, found {value}"));
        }
    }

    /// <summary>Whether a name is short enough; reports where not.</summary>
    public static bool IsName(DefinitionNode.Scalar key, Report report)
    {
        if (key.Text.Length <= OwnedLimits.NameLengthMax)
        {
            return true;
        }

        report.Error(CatalogCode.BadCode, key.Span,
            $"a name here has at most {OwnedLimits.NameLengthMax} characters, found {key.Text.Length}");
        return false;
    }

    private LocalizedText Counted(LocalizedText text)
    {
        _textsLength += text.ByLanguage.Values.Sum(each => each.Length + OwnedLimits.TextExtra);
        return text;
    }
}
