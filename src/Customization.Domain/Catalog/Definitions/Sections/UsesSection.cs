using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads which rule sets a product uses, and their texts. Owned by one reading.</summary>
internal sealed class UsesSection(RuleSetSource find, Report report, YamlLimits limits)
{
    /// <summary>Most uses of one product.</summary>
    public const int UsesMax = 16;

    private const int RenamedMax = 100;
    private const int NameLengthMax = 200;
    private const string Latest = "latest";

    private readonly Dictionary<RuleSetVersion, int> _timesUsed = [];

    /// <summary>The references of a product definition, without reading any set.</summary>
    public static IEnumerable<RuleSetReference> References(DefinitionNode? uses, Report report)
    {
        if (uses is not DefinitionNode.Sequence { Items.Length: <= UsesMax } list)
        {
            yield break;
        }

        foreach (var item in list.Items)
        {
            if (ReadReference(item, report).Reference is { } reference)
            {
                yield return reference;
            }
        }
    }

    /// <summary>The uses, in the author's order; without those that are reported.</summary>
    public ImmutableArray<RuleSetUse> Read(Fields product)
    {
        var uses = ImmutableArray.CreateBuilder<RuleSetUse>();
        foreach (var item in product.Items("uses", UsesMax))
        {
            if (ReadUse(item) is { } use)
            {
                uses.Add(use);
            }
        }

        return uses.ToImmutable();
    }

    /// <summary>Adds the characteristics that the sets declare to those of the product.</summary>
    public static (ImmutableArray<Characteristic>, ImmutableArray<CharacteristicDetail>, IReadOnlyList<Rule>) Declare(
        ImmutableArray<RuleSetUse> uses, ImmutableArray<Characteristic> characteristics,
        ImmutableArray<CharacteristicDetail> details, IReadOnlyList<Rule> rules, ValueSection values, Report report)
    {
        if (!uses.Any(use => use.Set.Has("characteristics")))
        {
            return (characteristics, details, rules);
        }

        var none = Prices.None(report);
        var section = new CharacteristicSection(none, values.With(none), report);
        section.Characteristics.AddRange(characteristics);
        section.Details.AddRange(details);
        section.Bounds.AddRange(rules);
        foreach (var use in uses)
        {
            foreach (var (name, node) in use.Set.Entries("characteristics", CharacteristicSection.CharacteristicsMax))
            {
                section.Read(use.Named(name), node);
            }
        }

        return (section.Characteristics.ToImmutable(), section.Details.ToImmutable(), section.Bounds);
    }

    private RuleSetUse? ReadUse(DefinitionNode item)
    {
        var (reference, fields) = ReadReference(item, report);
        if (reference is not { } wanted)
        {
            return null;
        }

        if (find(wanted) is not { } found)
        {
            report.Error(CatalogCode.RuleSetMissing, item.Span, $"the rule set '{wanted}' is not published");
            return null;
        }

        if (YamlReader.Read(found.Text, report, limits, found.FileName) is not { } root
            || Fields.Of(root, DefinitionFields.RuleSet, report) is not { } set)
        {
            return null;
        }

        if (set.Code("ruleSet") is var code && !string.Equals(code, wanted.Code, StringComparison.Ordinal))
        {
            report.Error(CatalogCode.OtherRuleSet, set.SpanOf("ruleSet"),
                $"expected the rule set '{wanted.Code}', found '{code}'");
            return null;
        }

        var times = _timesUsed[found.Version] = _timesUsed.GetValueOrDefault(found.Version) + 1;
        var prefix = times == 1
            ? $"{found.Version}."
            : string.Create(CultureInfo.InvariantCulture, $"{found.Version}#{times}.");
        return new RuleSetUse(found.Version, prefix, set, ReadWith(fields, root), item.Span);
    }

    /// <summary>What is renamed; a name that the set never says is reported.</summary>
    private ImmutableSortedDictionary<string, DefinitionNode.Scalar> ReadWith(Fields? use, DefinitionNode set)
    {
        var with = ImmutableSortedDictionary.CreateBuilder<string, DefinitionNode.Scalar>(StringComparer.Ordinal);
        if (use is null)
        {
            return with.ToImmutable();
        }

        foreach (var (key, value) in use.Entries("with", RenamedMax))
        {
            if (!MentionedNames.Of(set).Contains(key.Text))
            {
                report.Error(CatalogCode.NeverNamed, key.Span, $"the rule set never names '{Scalars.Shown(key.Text)}'"
                    + Nearest.Suggest(key.Text, MentionedNames.Of(set).Order(StringComparer.Ordinal)));
            }
            else if (Scalars.Text(value, NameLengthMax, report) is { } name)
            {
                with[key.Text] = name;
            }
        }

        return with.ToImmutable();
    }

    /// <summary><c>colours</c>, <c>colours@3</c>, <c>colours@latest</c>, or the same as a mapping.</summary>
    private static (RuleSetReference? Reference, Fields? Fields) ReadReference(DefinitionNode item, Report report)
    {
        if (item is DefinitionNode.Mapping)
        {
            var fields = Fields.Of(item, DefinitionFields.Use, report)!;
            var version = fields["version"] is DefinitionNode.Scalar { Text: Latest }
                ? 0
                : (int)fields.Integer("version", 1, int.MaxValue, 0);
            return (fields.Code("set") is { Length: > 0 } set ? new RuleSetReference(set, version) : null, fields);
        }

        if (Scalars.Text(item, NameLengthMax, report) is not { } scalar)
        {
            return (null, null);
        }

        var parts = scalar.Text.Split('@', 2);
        if (!Scalars.IsCode(scalar with { Text = parts[0] }, report))
        {
            return (null, null);
        }

        if (parts.Length == 1 || parts[1] == Latest)
        {
            return (new RuleSetReference(parts[0], 0), null);
        }

        return Scalars.Integer(scalar with { Text = parts[1] }, 1, int.MaxValue, report) is { } number
            ? (new RuleSetReference(parts[0], (int)number), null)
            : (null, null);
    }
}
