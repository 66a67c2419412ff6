using System.Collections.Immutable;
using Customization.Domain.Catalog.Applying;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads which observed preferences may be applied unasked.</summary>
internal static class ApplySection
{
    private const int RulesMax = 100;
    private const int ValuesMax = 200;
    private const int PercentMin = 50;
    private const int PercentMax = 99;
    private const long BoundMax = 1_000_000_000;

    /// <summary>The rules in the author's order, at most one for each characteristic.</summary>
    public static ImmutableArray<ApplyRule> Read(
        Fields product, IReadOnlyList<Characteristic> characteristics, Report report)
    {
        var names = new NamedValues(characteristics, report);
        var rules = ImmutableArray.CreateBuilder<ApplyRule>();
        foreach (var item in product.Items("apply", RulesMax))
        {
            if (Fields.Of(item, DefinitionFields.Apply, report) is not { } fields
                || names.Characteristic(fields["to"]) is not { } characteristic)
            {
                continue;
            }

            if (rules.Any(rule => rule.Characteristic == characteristic))
            {
                report.Error(CatalogCode.Contradiction, fields.SpanOf("to"),
                    $"another preference is applied to '{characteristics[characteristic.Value].Name}' already");
            }

            if (fields.Has("values") && fields.Has("bands"))
            {
                report.Error(CatalogCode.Contradiction, fields.SpanOf("bands"),
                    "expected values for words or bands for numbers, found both");
            }

            rules.Add(new ApplyRule(
                fields.Code("preference"), characteristic, (int)fields.Integer("above", PercentMin, PercentMax, 0),
                ValuesOf(fields, names, characteristic), BandsOf(fields, names, characteristic, report), fields.Span));
        }

        return rules.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, int> ValuesOf(
        Fields fields, NamedValues names, CharacteristicIndex characteristic)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (observed, meant) in fields.Entries("values", ValuesMax))
        {
            values[observed.Text] = names.Value(characteristic, meant);
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<ValueBand> BandsOf(
        Fields fields, NamedValues names, CharacteristicIndex characteristic, Report report)
    {
        var bands = new List<ValueBand>();
        foreach (var (meant, from) in fields.Entries("bands", ValuesMax))
        {
            if (Scalars.Integer(from, -BoundMax, BoundMax, report) is { } bound)
            {
                if (bands.Any(band => band.From == bound))
                {
                    report.Error(CatalogCode.Contradiction, from.Span, $"another band begins at {bound} already");
                }

                bands.Add(new ValueBand(bound, names.Value(characteristic, meant)));
            }
        }

        return [.. bands.OrderBy(band => band.From)];
    }
}
