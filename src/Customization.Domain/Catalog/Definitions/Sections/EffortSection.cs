using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads how long customers take to answer.</summary>
internal static class EffortSection
{
    private const int Digits = 2;
    private const double Unit = 100;
    private const long HundredthsMax = 60_000;

    /// <summary>The section; the usual seconds where the author gives none.</summary>
    public static EffortDefinition Read(DefinitionNode? node, Report report)
    {
        var usual = EffortDefinition.Usual;
        return node is null || Fields.Of(node, DefinitionFields.Effort, report) is not { } fields
            ? usual
            : new EffortDefinition(Seconds(fields, "answer", usual.Answer), Seconds(fields, "look", usual.Look));
    }

    private static double Seconds(Fields fields, string key, double usual)
    {
        if (fields[key] is not { } node
            || Scalars.Decimal(node, Digits, "a number of seconds", fields.Report) is not { } hundredths)
        {
            return usual;
        }

        if (hundredths is >= 0 and <= HundredthsMax)
        {
            return hundredths / Unit;
        }

        fields.Report.Error(CatalogCode.OutOfRange, node.Span, "expected 0 to 600 seconds");
        return usual;
    }
}
