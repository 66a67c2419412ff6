using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions.Sections;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>What a reader made of a definition text: a definition, or the reasons why not. Warnings may accompany a
/// definition.</summary>
public sealed record DefinitionResult(ProductDefinition? Definition, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads product definitions in YAML; <c>product.schema.json</c> tells editors the same keys.</summary>
/// <remarks>Never throws and never hangs, whatever the text: every problem found is a diagnostic with its place, many
/// at once. Time linear in the texts. Safe to call from any thread.</remarks>
public static class ProductDefinitionReader
{
    private const int LanesMax = 100;

    /// <summary>Reads a definition whose imports are at hand.</summary>
    public static DefinitionResult Read(DefinitionFiles files, YamlLimits? limits = null) =>
        Read(files.Text, files.FileName, path => files.Imports.GetValueOrDefault(path), limits, RuleSetFiles.In(files));

    /// <summary>Reads a definition; its imports come from the caller and end up in its
    /// <see cref="ProductDefinition.Files"/>.</summary>
    /// <param name="fileName">Named in diagnostics.</param>
    /// <param name="resolve">The text of an imported file by the path in the definition, or null where there is none.
    /// The caller decides which paths it follows.</param>
    /// <param name="ruleSets">Where rule sets come from; null where there are none.</param>
    public static DefinitionResult Read(
        string text, string fileName, Func<string, string?> resolve, YamlLimits? limits = null,
        RuleSetSource? ruleSets = null)
    {
        limits ??= YamlLimits.Default;
        var report = new Report(fileName, limits.DiagnosticsMax);
        var imports = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var root = YamlReader.Read(text, report, limits);
        var definition = root is null
            ? null
            : Read(root, () => new DefinitionFiles(fileName, text, imports.ToImmutable()), Resolve,
                new UsesSection(Find, report, limits), report);
        return new DefinitionResult(report.HasErrors ? null : definition, report.ToImmutable());

        string? Resolve(string path)
        {
            var found = resolve(path);
            if (found is not null)
            {
                imports[path] = found;
            }

            return found;
        }

        RuleSetText? Find(RuleSetReference wanted)
        {
            var found = ruleSets?.Invoke(wanted);
            if (found is not null)
            {
                imports[found.Version.ToString()] = found.Text;
            }

            return found;
        }
    }

    private static ProductDefinition? Read(
        DefinitionNode root, Func<DefinitionFiles> files, Func<string, string?> resolve, UsesSection usesSection,
        Report report)
    {
        if (Fields.Of(root, DefinitionFields.Product, report) is not { } fields)
        {
            return null;
        }

        var code = fields.Code("product");
        var pricing = PricingSection.Read(fields["pricing"], report);
        var prices = new Prices(pricing.Lists, pricing.Costs.Currency, report);
        var lanes = ReadLanes(fields, prices, report);
        var uses = usesSection.Read(fields);
        if (fields["model"] is not { } node
            || ModelSection.Read(node, code, prices, uses, resolve, report) is not { } model)
        {
            return null;
        }

        var conditions = new Conditions(model.Scope, report);
        var lots = LotSection.Read(fields["lots"], model, report);
        var lines = new SuperBomSection(conditions, pricing, lots, report);
        lines.Read(fields);
        PartTemplate[] parts = [.. model.Templates.SelectMany(part => part.WithInner())];
        var eachInstance = new PartConditions(model.Scope, report);
        var ofParts = new PartParameters(parts);
        foreach (var part in parts)
        {
            lines.ReadOf(part, eachInstance, ofParts);
        }

        if (lots is not null)
        {
            lines.ReadOf(lots, new LotConditions(lots, conditions, eachInstance, report));
            lines.WarnOfSize(lots);
        }

        var parameters = new ParameterSection(conditions, prices, lines, report);
        parameters.Read(fields, parts, eachInstance, model.Places);
        lines.CheckMentions([.. parameters.All.Select(parameter => parameter.Code)]);
        var drawing = new DrawingSection(conditions, eachInstance, ofParts, model.Templates, resolve, report)
            .Read(fields["drawing"]);
        var definition = new ProductDefinition(
            code, files(), fields.Localized("title"), fields.Localized("help"), model.Model, model.Details,
            model.Messages, parameters.All.ToImmutable(), pricing, lines.Bom.ToImmutable(), lines.SortedRouting(),
            drawing, lanes)
        {
            Defaults = model.Defaults,
            Secret = SecretSection.Read(fields, model.Model.Characteristics, report),
            Effort = EffortSection.Read(fields["effort"], report),
            Apply = ApplySection.Read(fields, model.Model.Characteristics, report),
            Display = DisplaySection.Read(fields["display"], model, conditions, report),
            Owned = new OwnedSection(conditions, report).Read(fields["owned"]),
            Parts = model.Parts,
            Lots = lots?.Definition,
            Documents = new DocumentSection(model, parameters.All, conditions, resolve, report).Read(fields),
            RuleSets = [.. uses.Select(use => use.Version).Distinct()],
        };
        PriceRange.Check(definition, fields.SpanOf("pricing"), report);
        var starts = Periods.Starts(definition, model.Dated).Count;
        if (starts > Periods.PeriodsMax)
        {
            report.Error(CatalogCode.TooMany, fields.Span,
                $"its dates make {starts} periods; at most {Periods.PeriodsMax} are accepted");
            return null;
        }

        return Periods.Cut(definition, model.Dated);
    }

    private static ImmutableArray<LaneChoice> ReadLanes(Fields fields, Prices prices, Report report)
    {
        var lanes = ImmutableArray.CreateBuilder<LaneChoice>();
        foreach (var (key, value) in fields.Entries("lanes", LanesMax))
        {
            if (Fields.Of(value, DefinitionFields.Lane, report) is { } lane)
            {
                lanes.Add(new LaneChoice(key.Text, lane.Localized("title"), prices.Read(lane["price"])));
            }
        }

        return lanes.ToImmutable();
    }
}
