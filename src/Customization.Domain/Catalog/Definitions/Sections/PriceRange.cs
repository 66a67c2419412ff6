using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Refuses definitions whose prices could leave 64 bits, so that no price ever has to be checked again.
/// </summary>
internal static class PriceRange
{
    /// <summary>No price or cost of a configuration may exceed this many minor units: a hundredth of what 64 bits hold, so
    /// that premiums of up to 1000 % have room.</summary>
    private const long TotalMax = long.MaxValue / 100;

    /// <summary>Reports the price lists in which the dearest imaginable configuration is too dear.</summary>
    public static void Check(ProductDefinition definition, SourceSpan span, Report report)
    {
        var cost = MostCost(definition);
        foreach (var list in definition.Pricing.Lists)
        {
            Int128 total = Int128.Abs(list.Base);
            foreach (var detail in definition.Details)
            {
                total += detail.Values.Max(value => Int128.Abs(value.Price.In(list)));
            }

            foreach (var parameter in definition.Parameters)
            {
                total += Int128.Abs(parameter.Price.In(list));
                total += parameter.Guard is Parameters.ParameterGuard.Options options
                    ? options.All.Max(option => Int128.Abs(option.Price.In(list)))
                    : 0;
            }

            var margin = definition.Pricing.Policies.OfType<PricingPolicy.MarginNeutral>()
                .Max(neutral => (long?)neutral.Margin.BasisPoints) ?? 0;
            total += cost * list.CostRate.BasisPoints / Ratio.Whole * (Ratio.Whole + margin) / Ratio.Whole;
            if (total > TotalMax || cost > TotalMax)
            {
                report.Error(CatalogCode.OutOfRange, span,
                    $"prices or costs in price list '{list.Code}' can exceed {TotalMax} of the smallest unit");
            }
        }
    }

    private static Int128 MostCost(ProductDefinition definition)
    {
        var costs = definition.Pricing.Costs;
        Int128 total = 0;
        foreach (var detail in definition.Details)
        {
            total += detail.Values.Max(value => Int128.Abs(value.Cost));
        }

        foreach (var line in definition.Bom)
        {
            total += TermRange.Of(line.Quantity.Term).Most * costs.Components.GetValueOrDefault(line.Component);
        }

        foreach (var operation in definition.Routing)
        {
            total += TermRange.Of(operation.Minutes.Term).Most * costs.Hours.GetValueOrDefault(operation.Capability);
        }

        return total;
    }
}
