using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing.Arms;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Pricing;

/// <summary>The prices of one price list in the form that the diagram can add up: one amount per literal.</summary>
/// <remarks>The total is a function of the sum of those amounts that never falls as the sum rises, so the cheapest
/// completion by <see cref="PerLiteral"/> is the cheapest one there is. What depends on several characteristics at once
/// (<see cref="Joint"/>) is in the quote of a full configuration and not in these sums. Immutable.</remarks>
public sealed class PriceTable
{
    private readonly long[] _perLiteral;
    private readonly PricingPolicy _policy;

    internal PriceTable(
        ProductDefinition definition, PriceList list, ImmutableArray<CostElement> elements, PolicyArm? arm = null)
    {
        List = list;
        Arm = arm?.Code ?? "";
        Key = arm is null ? list.Code : $"{list.Code}/{arm.Code}";
        _policy = arm?.Policy ?? definition.Pricing.Policy;
        _perLiteral = new long[definition.Model.LiteralCount];
        Fixed = list.Base;
        AddSurcharges(definition);
        var free = elements.Where(element => element.Parameter is null).ToImmutableArray();
        Joint = _policy is PricingPolicy.MarginNeutral ? [.. free.Where(element => element.Scope.Length > 1)] : [];
        if (_policy is PricingPolicy.MarginNeutral)
        {
            var some = new int[definition.Model.Characteristics.Length];
            foreach (var element in free.Where(element => element.Scope.Length == 0))
            {
                Fixed += Sell(element.In(definition, some));
            }

            AddCosts(definition, [.. free.Where(element => element.Scope.Length == 1)]);
        }
    }

    /// <summary>The list that the table is made from.</summary>
    public PriceList List { get; }

    /// <summary>Code of the compared policy whose prices these are; empty where none is compared.</summary>
    public string Arm { get; }

    /// <summary>Tells the tables of one product apart.</summary>
    public string Key { get; }

    /// <summary>Price before anything is chosen, without premium.</summary>
    public long Fixed { get; }

    /// <summary>What each literal adds, in minor units of the list's currency.</summary>
    public ReadOnlySpan<long> PerLiteral => _perLiteral;

    /// <summary>Costs sold on that hang on several characteristics at once: in quotes, not in deltas.</summary>
    internal ImmutableArray<CostElement> Joint { get; }

    /// <summary>The price that a sum over literals leads to.</summary>
    /// <param name="sum">Sum of <see cref="PerLiteral"/> over a configuration, as the diagram returns it.</param>
    /// <param name="further">Surcharges of parameters and presentation.</param>
    public long Total(long sum, long further = 0) =>
        checked(Fixed + sum + further + Premium(checked(sum + further)));

    /// <summary>Makes of each sum the difference between the price that it leads to and that of another sum.</summary>
    /// <param name="sums">As the diagram returns them; what stands for no configuration becomes 0.</param>
    /// <param name="further">Surcharges of parameters and presentation.</param>
    internal void SubtractTotal(Span<long> sums, long sum, long further)
    {
        var isPlain = _policy is not PricingPolicy.Premium;
        var now = isPlain ? sum : Total(sum, further);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = sums[i] == Configurator.Impossible ? 0
                : isPlain ? sums[i] - now
                : Total(sums[i], further) - now;
        }
    }

    /// <summary>The premium on so many surcharges; 0 where the policy has none.</summary>
    public long Premium(long surcharges)
    {
        if (_policy is not PricingPolicy.Premium premium)
        {
            return 0;
        }

        var basis = premium.Of switch
        {
            PremiumBasis.Standard => Fixed,
            PremiumBasis.Surcharges => surcharges,
            _ => checked(Fixed + surcharges),
        };
        var amount = Math.Max(premium.Percentage.Of(basis), premium.Floor.In(List));
        return premium.Cap is { } cap ? Math.Min(amount, cap.In(List)) : amount;
    }

    /// <summary>What a cost is sold for: nothing where prices do not follow costs.</summary>
    internal long Sell(long cost) => _policy is PricingPolicy.MarginNeutral neutral
        ? List.CostRate.Of(cost, new Ratio(Ratio.Whole + neutral.Margin.BasisPoints))
        : 0;

    private void AddSurcharges(ProductDefinition definition)
    {
        var literal = 0;
        foreach (var detail in definition.Details)
        {
            foreach (var value in detail.Values)
            {
                _perLiteral[literal++] = checked(value.Price.In(List) + Sell(value.Cost));
            }
        }
    }

    private void AddCosts(ProductDefinition definition, ImmutableArray<CostElement> elements)
    {
        var model = definition.Model;
        var one = new int[model.Characteristics.Length];
        foreach (var element in elements)
        {
            var characteristic = element.Scope[0];
            for (var value = 0; value < model.Characteristics[characteristic.Value].Values.Length; value++)
            {
                one[characteristic.Value] = value;
                _perLiteral[model.Literal(characteristic, value)] += Sell(element.In(definition, one));
            }

            one[characteristic.Value] = 0;
        }
    }
}
