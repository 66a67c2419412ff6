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
    /// <param name="fileName">Named in diagnostics.</param>
    public static PlantResult Read(string text, string fileName, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        var report = new Report(fileName, limits.DiagnosticsMax);
        var plant = YamlReader.Read(text, report, limits) is { } root
            && Fields.Of(root, PlantFields.Plant, report) is { } fields
            ? Read(fields, report)
            : null;
        return new PlantResult(report.HasErrors ? null : plant, report.ToImmutable());
    }

    private static PlantDefinition Read(Fields plant, Report report)
    {
        var isAutomatic = plant.Flag("automatic");
        var components = ImmutableArray.CreateBuilder<ComponentDefinition>();
        foreach (var (key, value) in plant.Entries("components", ComponentsMax))
        {
            if (Fields.Of(value, PlantFields.Component, report) is { } fields)
            {
                var terms = new ComponentTerms(
                    NameOf(fields, key), (int)fields.Integer("leadDays", 0, StockLimits.LeadTimeDaysMax, 7),
                    (int)fields.Integer("lot", 1, StockLimits.QuantityMax, 1), isAutomatic);
                components.Add(new ComponentDefinition(
                    key.Text, terms, (int)fields.Integer("stock", 0, StockLimits.QuantityMax, 0)));
            }
        }

        var cells = ImmutableArray.CreateBuilder<CellDefinition>();
        foreach (var (key, value) in plant.Entries("cells", CellsMax))
        {
            if (Fields.Of(value, PlantFields.Cell, report) is { } fields)
            {
                var terms = new CellTerms(NameOf(fields, key), ReadCapabilities(fields), isAutomatic);
                cells.Add(new CellDefinition(key.Text, terms, PlantFile.ReadCalendar(fields)));
            }
        }

        var lanes = ImmutableArray.CreateBuilder<ShippingLane>();
        foreach (var (key, value) in plant.Entries("lanes", LanesMax))
        {
            if (Fields.Of(value, PlantFields.Lane, report) is { } fields)
            {
                lanes.Add(new ShippingLane(
                    key.Text, NameOf(fields, key), ReadCutoff(fields),
                    (int)fields.Integer("transitDays", 0, TransitDaysMax, 1), PlantFile.ReadDays(fields, "ships"),
                    PlantFile.ReadDays(fields, "delivers"), PlantFile.ReadHolidays(fields), isAutomatic));
            }
        }

        return new PlantDefinition(components.ToImmutable(), cells.ToImmutable(), lanes.ToImmutable());
    }

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
