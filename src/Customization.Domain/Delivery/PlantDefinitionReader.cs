using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Customization.Kernel.Language;

namespace Customization.Domain.Delivery;

/// <summary>What a reader made of a plant file: a plant, or the reasons why not.</summary>
public sealed record PlantResult(PlantDefinition? Plant, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a plant in YAML: components, cells with their calendars, shipping lanes.</summary>
/// <remarks>Never throws and never hangs, whatever the text, as
/// <see cref="ProductDefinitionReader"/> does. Times of day are UTC.</remarks>
public static class PlantDefinitionReader
{
    private const int ComponentsMax = 20_000;
    private const int CellsMax = 1_000;
    private const int CapabilitiesMax = 50;
    private const int LanesMax = 100;
    private const int TransitDaysMax = 60;

    /// <summary>Reads a plant.</summary>
    /// <remarks>A file may have several documents, each a part of the plant: what they list adds up. What one names
    /// automatic is that document's.</remarks>
    /// <param name="fileName">Named in diagnostics.</param>
    public static PlantResult Read(string text, string fileName, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        var report = new Report(fileName, limits.DiagnosticsMax);
        var components = ImmutableArray.CreateBuilder<ComponentDefinition>();
        var cells = ImmutableArray.CreateBuilder<CellDefinition>();
        var lanes = ImmutableArray.CreateBuilder<ShippingLane>();
        var names = new HashSet<(string Section, string Name)>();
        foreach (var root in YamlReader.ReadAll(text, report, limits))
        {
            if (Fields.Of(root, PlantFields.Plant, report) is { } plant)
            {
                var isAutomatic = plant.Flag("automatic");
                ReadEach(plant, "components", ComponentsMax, PlantFields.Component, names, (name, fields) =>
                    components.Add(ReadComponent(name, fields, isAutomatic)));
                ReadEach(plant, "cells", CellsMax, PlantFields.Cell, names, (name, fields) => cells.Add(
                    new CellDefinition(
                        name.Text, new CellTerms(NameOf(fields, name), ReadCapabilities(fields), isAutomatic),
                        PlantFile.ReadCalendar(fields))));
                ReadEach(plant, "lanes", LanesMax, PlantFields.Lane, names, (name, fields) =>
                    lanes.Add(ReadLane(name, fields, isAutomatic)));
            }
        }

        var definition = new PlantDefinition(components.ToImmutable(), cells.ToImmutable(), lanes.ToImmutable());
        return new PlantResult(report.HasErrors ? null : definition, report.ToImmutable());
    }

    private static void ReadEach(
        Fields plant, string section, int max, FieldSet set, HashSet<(string Section, string Name)> names,
        Action<DefinitionNode.Scalar, Fields> add)
    {
        foreach (var (key, value) in plant.Entries(section, max))
        {
            if (!names.Add((section, key.Text)))
            {
                plant.Report.Error(CatalogCode.DuplicateKey, key.Span,
                    $"'{key.Text}' is under '{section}' of an earlier document already");
            }
            else if (Fields.Of(value, set, plant.Report) is { } fields)
            {
                add(key, fields);
            }
        }
    }

    private static ComponentDefinition ReadComponent(DefinitionNode.Scalar name, Fields fields, bool isAutomatic)
    {
        var terms = new ComponentTerms(
            NameOf(fields, name), (int)fields.Integer("leadDays", 0, StockLimits.LeadTimeDaysMax, 7),
            (int)fields.Integer("lot", 1, StockLimits.QuantityMax, 1), isAutomatic);
        return new ComponentDefinition(name.Text, terms, (int)fields.Integer("stock", 0, StockLimits.QuantityMax, 0));
    }

    private static ShippingLane ReadLane(DefinitionNode.Scalar name, Fields fields, bool isAutomatic) => new(
        name.Text, NameOf(fields, name), ReadCutoff(fields),
        (int)fields.Integer("transitDays", 0, TransitDaysMax, 1), PlantFile.ReadDays(fields, "ships"),
        PlantFile.ReadDays(fields, "delivers"), PlantFile.ReadHolidays(fields), isAutomatic);

    private static string NameOf(Fields fields, DefinitionNode.Scalar key) =>
        fields.Localized("title").In(LocalizedText.FallbackLanguage, key.Text);

    private static ImmutableArray<string> ReadCapabilities(Fields fields)
    {
        var capabilities = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in fields.Items("capabilities", CapabilitiesMax))
        {
            if (Scalars.Text(item, Scalars.CodeLengthMax, fields.Report) is { } text
                && Scalars.IsCode(text, fields.Report))
            {
                capabilities.Add(text.Text);
            }
        }

        return [.. capabilities];
    }

    private static int ReadCutoff(Fields fields)
    {
        var text = fields.Text("cutoff", Scalars.CodeLengthMax);
        if (PlantFile.MinuteOf(text) is { } minute)
        {
            return minute;
        }

        if (fields.Has("cutoff"))
        {
            fields.Report.Error(CatalogCode.WrongValue, fields.SpanOf("cutoff"), "expected a time such as 16:00");
        }

        return 0;
    }
}
