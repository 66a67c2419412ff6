using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Formats;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>What the model section came to.</summary>
internal sealed record ModelReading(
    ProductModel Model, ImmutableArray<CharacteristicDetail> Details, RuleScope Scope,
    ImmutableSortedDictionary<string, LocalizedText> Messages, ImmutableArray<DefaultValue> Defaults,
    ImmutableArray<PartTemplate> Templates, ImmutableArray<PartDefinition> Parts,
    IReadOnlyDictionary<string, PartPlace> Places, IReadOnlyDictionary<string, EffectiveDays> Dated);

/// <summary>Reads characteristics, declared or imported, and the rules between them.</summary>
internal static class ModelSection
{
    private const int PathLengthMax = 500;

    /// <summary>The section, or null after reporting that there is no model to go on with.</summary>
    /// <param name="resolve">The text of an imported file, or null where there is none.</param>
    public static ModelReading? Read(
        DefinitionNode node, string name, Prices prices, ImmutableArray<RuleSetUse> uses,
        Func<string, string?> resolve, Report report)
    {
        if (Fields.Of(node, DefinitionFields.Model, report) is not { } fields)
        {
            return null;
        }

        var values = new ValueSection(prices, report);
        var (characteristics, details, rules) = fields.Has("import")
            ? Import(fields, values, resolve, report)
            : Declare(fields, prices, values, report);
        (characteristics, details, rules) = UsesSection.Declare(uses, characteristics, details, rules, values, report);
        var templates = new PartSection(prices, values, report).Read(fields, characteristics);
        var expansion = new PartExpansion(characteristics, details, rules);
        foreach (var part in templates)
        {
            expansion.Add(part);
        }

        (characteristics, details) = (expansion.Characteristics.ToImmutable(), expansion.Details.ToImmutable());
        if (characteristics.IsEmpty || AreAmbiguous(characteristics, report))
        {
            return null;
        }

        var scope = new RuleScope(characteristics, values.Symbols, parts: expansion.Parts);
        var section = new RuleSection(expansion.Rules, report);
        var own = new RuleSource(fields, new Conditions(scope, report));
        section.ReadRules(own);
        foreach (var part in templates.SelectMany(part => part.WithInner()))
        {
            section.ReadRules(part, new PartConditions(scope, report), expansion.Places);
        }

        List<Preference> preferences = [.. section.ReadPreferences(own)];
        List<DefaultValue> defaults = [.. DefaultSection.Read(own, characteristics, report)];
        foreach (var use in uses)
        {
            var errors = report.Errors;
            var source = use.In(scope, report);
            section.ReadRules(source);
            preferences.AddRange(section.ReadPreferences(source));
            defaults.AddRange(DefaultSection.Read(source, characteristics, report));
            use.TellMisfit(errors, report);
        }

        return new ModelReading(
            new ProductModel(name, characteristics, section.Rules.ToImmutable(), [.. preferences]), details, scope,
            section.Messages.ToImmutable(), DefaultSection.Sorted(defaults), templates,
            expansion.Definitions.ToImmutable(), expansion.Places, section.Dated);
    }

    private static (ImmutableArray<Characteristic>, ImmutableArray<CharacteristicDetail>, IReadOnlyList<Rule>) Declare(
        Fields fields, Prices prices, ValueSection values, Report report)
    {
        foreach (var key in new[] { "format", "overlay" })
        {
            if (fields.Has(key))
            {
                report.Error(CatalogCode.UnknownKey, fields.SpanOf(key), $"'{key}' goes with 'import' only");
            }
        }

        var section = new CharacteristicSection(prices, values, report);
        var entries = fields.Entries("characteristics", CharacteristicSection.CharacteristicsMax);
        foreach (var (key, value) in entries)
        {
            section.Read(key, value);
        }

        if (entries.Count == 0 && !fields.Has("parts")
            && fields["characteristics"] is null or DefinitionNode.Mapping { Entries.Length: 0 })
        {
            report.Error(CatalogCode.MissingKey, fields.Span, "expected 'characteristics', 'parts' or 'import'");
        }

        return (section.Characteristics.ToImmutable(), section.Details.ToImmutable(), section.Bounds);
    }

    private static (ImmutableArray<Characteristic>, ImmutableArray<CharacteristicDetail>, IReadOnlyList<Rule>) Import(
        Fields fields, ValueSection values, Func<string, string?> resolve, Report report)
    {
        if (fields.Has("characteristics"))
        {
            report.Error(CatalogCode.Contradiction, fields.SpanOf("characteristics"),
                "expected 'characteristics' or 'import', not both; what hangs on imported values goes under 'overlay'");
        }

        var path = fields.Text("import", PathLengthMax);
        var format = fields.OneOf("format", "auto", "xcsp", "uvl", "dimacs") switch
        {
            "xcsp" => ModelFormat.Xcsp,
            "uvl" => ModelFormat.Uvl,
            "dimacs" => ModelFormat.Dimacs,
            _ => ModelFormat.Auto,
        };
        if (path.Length == 0 || resolve(path) is not { } text)
        {
            report.Error(CatalogCode.ImportMissing, fields.SpanOf("import"),
                $"the imported file '{Scalars.Shown(path)}' is missing");
            return ([], [], []);
        }

        var read = ModelReader.Read(text, path, format);
        foreach (var diagnostic in read.Diagnostics)
        {
            report.Add(diagnostic);
        }

        if (read.Model is not { } model)
        {
            return ([], [], []);
        }

        var overlay = new OverlaySection(model, values, report);
        foreach (var (key, value) in fields.Entries("overlay", model.Characteristics.Length, areCodes: false))
        {
            overlay.Read(key, value);
        }

        return ([.. overlay.Characteristics], [.. overlay.Details], model.Rules);
    }

    /// <summary>Two multi-choices may declare the same member name as a characteristic has.</summary>
    private static bool AreAmbiguous(ImmutableArray<Characteristic> characteristics, Report report)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ambiguous = false;
        foreach (var characteristic in characteristics)
        {
            if (!names.Add(characteristic.Name))
            {
                report.Error(CatalogCode.Ambiguous, characteristic.Span,
                    $"two characteristics are named '{Scalars.Shown(characteristic.Name)}'");
                ambiguous = true;
            }
        }

        return ambiguous;
    }
}
