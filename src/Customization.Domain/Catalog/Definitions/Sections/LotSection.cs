using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Delivery;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads what ships in lots.</summary>
internal static class LotSection
{
    /// <summary>The lots, or null where the key is absent or after reporting.</summary>
    public static LotTemplate? Read(DefinitionNode? node, ModelReading model, Report report)
    {
        if (node is null || Fields.Of(node, DefinitionFields.Lots, report) is not { } fields)
        {
            return null;
        }

        var name = fields.Code("of");
        var size = (int)fields.Integer("size", 1, PartSection.CountMax, 0);
        var operations = fields.Items("routing", PlanningLimits.OperationsMax).Length;
        if (model.Templates.Any(part => part.Name == LotTemplate.Name))
        {
            report.Error(CatalogCode.Ambiguous, fields.Span,
                $"a part is named '{LotTemplate.Name}'; its operations and those of lots would have the same ids");
            return null;
        }

        if (model.Templates.FirstOrDefault(part => part.Name == name) is not { } template)
        {
            if (name.Length > 0)
            {
                report.Error(CatalogCode.NoSuchName, fields.SpanOf("of"),
                    $"the product has no part '{name}'"
                    + Nearest.Suggest(name, [.. model.Templates.Select(part => part.Name)]));
            }

            return null;
        }

        if (operations == 0 && fields.Has("routing") && fields["routing"] is DefinitionNode.Sequence)
        {
            report.Error(CatalogCode.MissingKey, fields.SpanOf("routing"),
                "expected an operation: a lot ships when the last of its own is done");
        }

        if (size == 0)
        {
            return null;
        }

        var lots = (template.Max + size - 1) / size;
        if (lots > PlanningLimits.LotsMax)
        {
            report.Error(CatalogCode.TooMany, fields.SpanOf("size"),
                $"an order can come to {lots} lots; at most {PlanningLimits.LotsMax} are accepted");
            return null;
        }

        if (lots * operations > PlanningLimits.OperationsMax)
        {
            report.Error(CatalogCode.TooMany, fields.SpanOf("size"),
                $"{lots} lots with {operations} operations each are {lots * operations}; at most "
                + $"{PlanningLimits.OperationsMax} are planned for one order");
            return null;
        }

        var count = model.Model.Find($"{template.Name}.count")!.Value;
        return new LotTemplate(
            fields, template, new LotDefinition(template.Name, count, size),
            [.. Enumerable.Range(1, lots).Select(lot => Instance(lot, size, template, model.Model, count))]);
    }

    private static PartInstance Instance(
        int lot, int size, PartTemplate part, ProductModel model, CharacteristicIndex count)
    {
        var first = ((lot - 1) * size) + 1;
        var numbers = model.Characteristics[count.Value].Values;
        ImmutableArray<int> enough =
            [.. Enumerable.Range(0, numbers.Length).Where(value => numbers[value].Number >= first)];
        return new PartInstance(
            string.Create(CultureInfo.InvariantCulture, $"{LotTemplate.Name}[{lot}]"), lot, null,
            first <= part.Min ? new Formula.Constant(true) : new Formula.Is(count, enough));
    }
}
