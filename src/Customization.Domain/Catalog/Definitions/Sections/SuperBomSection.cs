using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads super-BOM and super-routing, the product's and those of its presentation. Owned by one reading.
/// </summary>
internal sealed class SuperBomSection(Conditions conditions, PricingDefinition pricing, Report report)
{
    private const int LinesMax = 5_000;
    private const int OperationsMax = 500;

    private readonly List<(SuperOperation Operation, SourceSpan Span)> _operations = [];
    private readonly List<(string Parameter, SourceSpan Span)> _mentions = [];

    /// <summary>All lines.</summary>
    public ImmutableArray<SuperBomLine>.Builder Bom { get; } = ImmutableArray.CreateBuilder<SuperBomLine>();

    /// <summary>Reads the keys <c>bom</c> and <c>routing</c> of the product itself.</summary>
    public void Read(Fields product)
    {
        ReadBom(product, null, null, DefinitionFields.BomLine);
        ReadRouting(product, null, null);
    }

    /// <summary>Reads the keys <c>bom</c> and <c>routing</c> of a presentation aspect or of one of its options.</summary>
    public void ReadOf(Fields owner, string parameter, string? option)
    {
        ReadBom(owner, parameter, option, DefinitionFields.BomLine);
        ReadRouting(owner, parameter, option);
    }

    /// <summary>Checks what lines say about parameters, once all of those are known.</summary>
    public void CheckMentions(IReadOnlyCollection<string> parameters)
    {
        foreach (var (parameter, span) in _mentions.Where(each => !parameters.Contains(each.Parameter)))
        {
            report.Error(CatalogCode.NoSuchName, span,
                $"there is no parameter '{parameter}'" + Nearest.Suggest(parameter, parameters));
        }
    }

    /// <summary>The operations so that each comes after the ones it waits for; reports names that are missing and
    /// circles.</summary>
    public ImmutableArray<SuperOperation> SortedRouting()
    {
        var byId = new Dictionary<string, SuperOperation>(StringComparer.Ordinal);
        foreach (var (operation, span) in _operations)
        {
            if (!byId.TryAdd(operation.Id, operation))
            {
                report.Error(CatalogCode.Ambiguous, span, $"a second operation has the id '{operation.Id}'");
            }
        }

        foreach (var (operation, span) in _operations)
        {
            foreach (var id in operation.After.Where(id => !byId.ContainsKey(id)))
            {
                report.Error(CatalogCode.NoSuchName, span,
                    $"'{operation.Id}' comes after '{Scalars.Shown(id)}', which is no operation"
                    + Nearest.Suggest(id, byId.Keys));
            }
        }

        return report.HasErrors ? [] : Sort();
    }

    private ImmutableArray<SuperOperation> Sort()
    {
        var sorted = ImmutableArray.CreateBuilder<SuperOperation>(_operations.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var waiting = _operations.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(each => each.Operation.After.All(done.Contains));
            if (next < 0)
            {
                report.Error(CatalogCode.Circular, waiting[0].Span, "these operations wait for each other: "
                    + string.Join(", ", waiting.Select(each => each.Operation.Id)));
                return [];
            }

            done.Add(waiting[next].Operation.Id);
            sorted.Add(waiting[next].Operation);
            waiting.RemoveAt(next);
        }

        return sorted.ToImmutable();
    }

    private void ReadBom(Fields owner, string? parameter, string? option, FieldSet set)
    {
        foreach (var item in owner.Items("bom", LinesMax))
        {
            if (Fields.Of(item, set, report) is { } fields)
            {
                var line = new SuperBomLine(
                    fields.Code("component"), conditions.ReadNumber(fields["quantity"], 1),
                    conditions.Read(fields["when"]), ParameterOf(fields, parameter), option);
                Bom.Add(line);
                if (line.Component.Length > 0 && !pricing.Costs.Components.ContainsKey(line.Component))
                {
                    WarnOfCost(fields.SpanOf("component"), $"component '{line.Component}'", "components");
                }

                WarnOfScope(fields.Span, line.When, line.Quantity, line.Parameter);
            }
        }
    }

    private void ReadRouting(Fields owner, string? parameter, string? option)
    {
        foreach (var item in owner.Items("routing", OperationsMax))
        {
            if (Fields.Of(item, DefinitionFields.Operation, report) is { } fields)
            {
                var after = ImmutableArray.CreateBuilder<string>();
                foreach (var id in fields.Items("after", OperationsMax))
                {
                    if (Scalars.Text(id, Scalars.CodeLengthMax, report) is { } scalar)
                    {
                        after.Add(scalar.Text);
                    }
                }

                var operation = new SuperOperation(
                    fields.Code("id"), fields.Code("capability"), conditions.ReadNumber(fields["minutes"], 0),
                    after.ToImmutable(), conditions.Read(fields["when"]), ParameterOf(fields, parameter), option);
                _operations.Add((operation, fields.Span));
                if (operation.Capability.Length > 0 && !pricing.Costs.Hours.ContainsKey(operation.Capability))
                {
                    WarnOfCost(fields.SpanOf("capability"), $"capability '{operation.Capability}'", "hours");
                }

                WarnOfScope(fields.Span, operation.When, operation.Minutes, operation.Parameter);
            }
        }
    }

    private string? ParameterOf(Fields fields, string? owner)
    {
        if (fields["parameter"] is not { } node)
        {
            return owner;
        }

        if (owner is not null)
        {
            report.Error(CatalogCode.Contradiction, node.Span, $"this line belongs to '{owner}' already");
            return owner;
        }

        var code = fields.Code("parameter");
        _mentions.Add((code, node.Span));
        return code;
    }

    private void WarnOfCost(SourceSpan span, string what, string key) =>
        report.Warning(CatalogCode.NoCost, span, $"{what} has no cost under pricing.costs.{key}; it counts as 0");

    private void WarnOfScope(SourceSpan span, Condition? when, Expression number, string? parameter)
    {
        if (pricing.Policy is PricingPolicy.MarginNeutral && parameter is null
            && FormulaScope.Of(when, number).Count > 1)
        {
            report.Warning(CatalogCode.NotInDeltas, span,
                "depends on several characteristics: its price is in quotes, not in the deltas of values");
        }
    }
}
