using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Pricing.Arms;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads how prices follow from choices: one policy, or several that are tried against each other.</summary>
internal static class PolicySection
{
    /// <summary>The policy; the prices of the lists alone where there is none.</summary>
    public static PricingPolicy Read(DefinitionNode? node, ImmutableArray<PriceList> lists, Report report) =>
        node is null || Fields.Of(node, DefinitionFields.Policy, report) is not { } fields
            ? new PricingPolicy.ListPrice()
            : ReadPolicy(fields, lists, report);

    /// <summary>The policies that are tried against each other, in the author's order; none where there is one policy.
    /// </summary>
    public static ImmutableArray<PolicyArm> ReadArms(Fields pricing, ImmutableArray<PriceList> lists, Report report)
    {
        if (!pricing.Has("policies"))
        {
            return [];
        }

        var span = pricing.SpanOf("policies");
        if (pricing.Has("policy"))
        {
            report.Error(CatalogCode.Contradiction, span, "expected either 'policy' or 'policies'");
        }

        var arms = ImmutableArray.CreateBuilder<PolicyArm>();
        foreach (var (key, value) in pricing.Entries("policies", PolicyArms.CountMax))
        {
            if (Fields.Of(value, DefinitionFields.Arm, report) is { } fields)
            {
                var share = fields.Integer("share", 1, PolicyArms.Whole - 1, 1);
                arms.Add(new PolicyArm(key.Text, (int)share, ReadPolicy(fields, lists, report)));
            }
        }

        if (arms.Count < PolicyArms.CountMin)
        {
            report.Error(CatalogCode.MissingKey, span, "expected at least two policies to compare");
        }
        else if (arms.Sum(arm => arm.Share) is var sum && sum != PolicyArms.Whole)
        {
            report.Error(CatalogCode.OutOfRange, span, $"expected shares that add up to 100 percent, found {sum}");
        }

        return arms.ToImmutable();
    }

    private static PricingPolicy ReadPolicy(Fields fields, ImmutableArray<PriceList> lists, Report report)
    {
        var prices = new Prices(lists, lists[0].Currency, report);
        switch (fields.OneOf("kind", "list", "premium", "margin-neutral"))
        {
            case "premium":
                var of = fields.OneOf("of", "price", "standard", "surcharges") switch
                {
                    "standard" => PremiumBasis.Standard,
                    "surcharges" => PremiumBasis.Surcharges,
                    _ => PremiumBasis.Price,
                };
                var floor = prices.Read(fields["floor"]);
                Amounts? cap = fields["cap"] is { } most ? prices.Read(most) : null;
                if (cap is { } limit && lists.Any(list => limit.In(list) < floor.In(list)))
                {
                    report.Error(CatalogCode.Contradiction, fields.SpanOf("cap"), "the cap is below the floor");
                }

                return new PricingPolicy.Premium(ReadPercent(fields, "percent", report), of, floor, cap);
            case "margin-neutral":
                return new PricingPolicy.MarginNeutral(ReadPercent(fields, "margin", report));
            default:
                return new PricingPolicy.ListPrice();
        }
    }

    private static Ratio ReadPercent(Fields fields, string key, Report report)
    {
        if (fields[key] is not { } node)
        {
            report.Error(CatalogCode.MissingKey, fields.Span, $"this policy needs the key '{key}'");
            return new Ratio(0);
        }

        var basisPoints = Scalars.Decimal(node, 2, "a percentage", report) ?? 0;
        if (basisPoints is < 0 or > 100_000)
        {
            report.Error(CatalogCode.OutOfRange, node.Span, "expected 0 to 1000 percent");
            return new Ratio(0);
        }

        return new Ratio(basisPoints);
    }
}
