using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads what stock costs and how it is replenished.</summary>
internal static class StockingSection
{
    private const int LeadDaysMax = 3_650;
    private const int PercentDigits = 2;

    /// <summary>The section; the usual figures where the author gives none.</summary>
    public static StockingDefinition Read(DefinitionNode? node, Report report)
    {
        var usual = StockingDefinition.Usual;
        return node is null || Fields.Of(node, DefinitionFields.Stocking, report) is not { } fields
            ? usual
            : new StockingDefinition(
                (int)fields.Integer("variants", 1, StockingDefinition.VariantsMax, usual.Variants),
                Percent(fields, "holding", 0, Ratio.Whole, usual.Holding),
                Percent(fields, "obsolescence", 0, Ratio.Whole, usual.Obsolescence),
                Percent(fields, "service", Ratio.Whole / 2, Ratio.Whole - 1, usual.Service),
                (int)fields.Integer("leadTime", 1, LeadDaysMax, usual.LeadDays),
                Percent(fields, "substitute", 0, Ratio.Whole, usual.Substitute));
    }

    private static Ratio Percent(Fields fields, string key, long least, long most, Ratio usual)
    {
        if (fields[key] is not { } node
            || Scalars.Decimal(node, PercentDigits, "a percentage", fields.Report) is not { } basisPoints)
        {
            return usual;
        }

        if (basisPoints >= least && basisPoints <= most)
        {
            return new Ratio(basisPoints);
        }

        fields.Report.Error(
            CatalogCode.OutOfRange, node.Span, $"expected {Text(least)} to {Text(most)} percent");
        return usual;
    }

    private static string Text(long basisPoints) =>
        (basisPoints / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
