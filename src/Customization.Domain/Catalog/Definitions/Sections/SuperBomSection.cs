using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Delivery;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads super-BOM and super-routing, the product's and those of its presentation. Owned by one reading.
/// </summary>
internal sealed class SuperBomSection(
    Conditions conditions, PricingDefinition pricing, LotTemplate? lots, Report report)
{
    private const int LinesMax = 5_000;
    private const int OperationsMax = 500;
    private const int ExpandedMax = 10_000;

    private readonly List<(SuperOperation Operation, SourceSpan Span)> _operations = [];
    private readonly OperationNames _names = new(lots);
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

    /// <summary>Reads the keys <c>bom</c> and <c>routing</c> of a part: a line and an operation for each instance.
    /// </summary>
    public void ReadOf(PartTemplate part, PartConditions each, PartParameters parameters)
    {
        foreach (var item in part.Fields.Items("bom", LinesMax))
        {
            if (Fields.Of(item, DefinitionFields.BomLine, report) is { } fields)
            {
                var component = fields.Code("component");
                var name = fields.Has("parameter") ? fields.Code("parameter") : null;
                AddLines(fields, [.. each.ReadLine(fields["when"], fields["quantity"], 1, part.Path).Select(
                    line => new SuperBomLine(
                        component, line.Number, line.When, Of(name, line.Instance, fields), null)
                    {
                        Lot = lots?.LotOf(line.Instance) ?? 0,
                    })]);
            }
        }

        foreach (var item in part.Fields.Items("routing", OperationsMax))
        {
            if (Fields.Of(item, DefinitionFields.Operation, report) is { } fields)
            {
                var (id, capability, after) = (fields.Code("id"), fields.Code("capability"), AfterOf(fields));
                var name = fields.Has("parameter") ? fields.Code("parameter") : null;
                AddOperations(fields, [.. each.ReadLine(fields["when"], fields["minutes"], 0, part.Path).Select(
                    line => new SuperOperation(
                        _names.Add(id, line.Instance), capability, line.Number, after, line.When,
                        Of(name, line.Instance, fields), null)
                    {
                        Lot = lots?.LotOf(line.Instance) ?? 0,
                    })]);
            }
        }

        string? Of(string? name, PartInstance instance, Fields fields)
        {
            if (name is null)
            {
                return null;
            }

            var code = parameters.Resolve(name, part.Path, instance);
            _mentions.Add((code, fields.SpanOf("parameter")));
            return code;
        }
    }

    /// <summary>Reads the keys <c>bom</c> and <c>routing</c> of lots: a line and an operation for each lot.</summary>
    public void ReadOf(LotTemplate template, LotConditions each)
    {
        foreach (var item in template.Fields.Items("bom", LinesMax))
        {
            if (Fields.Of(item, DefinitionFields.LotLine, report) is { } fields)
            {
                var (component, parameter) = (fields.Code("component"), ParameterOf(fields, null));
                AddLines(fields, [.. each.ReadLine(fields, "quantity", 1).Select(
                    line => new SuperBomLine(component, line.Number, line.When, parameter, null)
                    {
                        Lot = line.Lot.Position,
                    })]);
            }
        }

        foreach (var item in template.Fields.Items("routing", OperationsMax))
        {
            if (Fields.Of(item, DefinitionFields.LotOperation, report) is { } fields)
            {
                if (!fields.Has("minutes") && !fields.Has("minutesEach"))
                {
                    report.Error(CatalogCode.MissingKey, fields.Span,
                        "an operation on each lot needs 'minutes', 'minutesEach' or both");
                }

                var (id, capability, after) = (fields.Code("id"), fields.Code("capability"), AfterOf(fields));
                var parameter = ParameterOf(fields, null);
                AddOperations(fields, [.. each.ReadLine(fields, "minutes", 0).Select(
                    line => new SuperOperation(
                        _names.Add(id, line.Lot), capability, line.Number, after, line.When, parameter, null)
                    {
                        Lot = line.Lot.Position,
                    })]);
            }
        }
    }

    /// <summary>Warns where all the lots together are more work than can be promised.</summary>
    public void WarnOfSize(LotTemplate template)
    {
        var most = _operations.Count(each => TermRange.Of(each.Operation.Minutes.Term).Most > 0);
        if (most > PlanningLimits.OperationsMax)
        {
            report.Warning(CatalogCode.BeyondPlanning, template.Fields.SpanOf("of"),
                $"an order can come to {most} operations; one of more than {PlanningLimits.OperationsMax} gets no date");
        }
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
        // A line of a part is an operation of each instance: what is wrong with all of them is said once.
        var told = new HashSet<(SourceSpan, string)>();
        var byId = new Dictionary<string, SuperOperation>(StringComparer.Ordinal);
        foreach (var (operation, span) in _operations)
        {
            if (!byId.TryAdd(operation.Id, operation) && told.Add((span, "")))
            {
                report.Error(CatalogCode.Ambiguous, span, $"a second operation has the id '{operation.Id}'");
            }
        }

        told.Clear();
        for (var i = 0; i < _operations.Count; i++)
        {
            var (operation, span) = _operations[i];
            operation = operation with { After = _names.Resolve(operation.Id, operation.After) };
            _operations[i] = (operation, span);
            foreach (var id in operation.After.Where(id => !byId.ContainsKey(id) && told.Add((span, id))))
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

        // Where lots want the same time of a cell, the earlier one goes first.
        var waiting = _operations.OrderBy(each => each.Operation.Lot).ToList();
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
                AddLines(fields, [line]);
            }
        }
    }

    private void AddLines(Fields fields, ImmutableArray<SuperBomLine> lines)
    {
        if (lines.IsEmpty || IsTooMany(Bom.Count + lines.Length, fields))
        {
            return;
        }

        var days = fields.Effective();
        Bom.AddRange(lines.Select(line => line with { Effective = days }));
        var component = lines[0].Component;
        if (component.Length > 0 && !pricing.Costs.Components.ContainsKey(component))
        {
            WarnOfCost(fields.SpanOf("component"), $"component '{component}'", "components");
        }

        WarnOfScope(fields.Span, lines.Select(line => (line.When, line.Quantity, line.Parameter)));
    }

    private void ReadRouting(Fields owner, string? parameter, string? option)
    {
        foreach (var item in owner.Items("routing", OperationsMax))
        {
            if (Fields.Of(item, DefinitionFields.Operation, report) is { } fields)
            {
                AddOperations(fields, [new SuperOperation(
                    fields.Code("id"), fields.Code("capability"), conditions.ReadNumber(fields["minutes"], 0),
                    AfterOf(fields), conditions.Read(fields["when"]), ParameterOf(fields, parameter), option)]);
            }
        }
    }

    private ImmutableArray<string> AfterOf(Fields fields)
    {
        var after = ImmutableArray.CreateBuilder<string>();
        foreach (var id in fields.Items("after", OperationsMax))
        {
            if (Scalars.Text(id, Scalars.CodeLengthMax, report) is { } scalar)
            {
                after.Add(scalar.Text);
            }
        }

        return after.ToImmutable();
    }

    private void AddOperations(Fields fields, ImmutableArray<SuperOperation> operations)
    {
        if (operations.IsEmpty || IsTooMany(_operations.Count + operations.Length, fields))
        {
            return;
        }

        var days = fields.Effective();
        _operations.AddRange(operations.Select(operation => (operation with { Effective = days }, fields.Span)));
        var capability = operations[0].Capability;
        if (capability.Length > 0 && !pricing.Costs.Hours.ContainsKey(capability))
        {
            WarnOfCost(fields.SpanOf("capability"), $"capability '{capability}'", "hours");
        }

        WarnOfScope(fields.Span, operations.Select(each => (each.When, each.Minutes, each.Parameter)));
    }

    private bool IsTooMany(int lines, Fields fields)
    {
        if (lines > ExpandedMax)
        {
            report.Error(CatalogCode.TooMany, fields.Span,
                $"with one for each instance of its part, there are more than {ExpandedMax}");
        }

        return lines > ExpandedMax;
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

    private void WarnOfScope(SourceSpan span, IEnumerable<(Condition? When, Expression Number, string? Parameter)> lines)
    {
        if (pricing.Policies.OfType<PricingPolicy.MarginNeutral>().Any()
            && lines.Any(line => line.Parameter is null && FormulaScope.Of(line.When, line.Number).Count > 1))
        {
            report.Warning(CatalogCode.NotInDeltas, span,
                "depends on several characteristics: its price is in quotes, not in the deltas of values");
        }
    }
}
