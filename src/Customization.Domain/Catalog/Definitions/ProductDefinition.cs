using System.Collections.Immutable;
using Customization.Domain.Catalog.Applying;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Owned.Definitions;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>Everything an author says about a product: the model and all that hangs on its values.</summary>
/// <remarks>Immutable. Made by <see cref="ProductDefinitionReader"/>, which has checked every reference and bound, so
/// that pricing and explosion need not. Codes are unique within their list.</remarks>
/// <param name="Code">Names the product, e.g. <c>shoe</c>.</param>
/// <param name="Files">The texts it was read from; <see cref="DefinitionFiles.Hash"/> is its identity.</param>
/// <param name="Details">One per characteristic of the model, in the same order.</param>
/// <param name="RuleMessages">What the customer is told, by rule name; rules without a message are absent.</param>
public sealed record ProductDefinition(
    string Code,
    DefinitionFiles Files,
    LocalizedText Title,
    LocalizedText Help,
    ProductModel Model,
    ImmutableArray<CharacteristicDetail> Details,
    ImmutableSortedDictionary<string, LocalizedText> RuleMessages,
    ImmutableArray<ParameterDefinition> Parameters,
    PricingDefinition Pricing,
    ImmutableArray<SuperBomLine> Bom,
    ImmutableArray<SuperOperation> Routing,
    Drawing Drawing,
    ImmutableArray<LaneChoice> Lanes)
{
    /// <summary>Default values, highest priority first.</summary>
    public ImmutableArray<DefaultValue> Defaults { get; init; } = [];

    /// <summary>Which observed preferences are applied unasked, in the author's order.</summary>
    public ImmutableArray<ApplyRule> Apply { get; init; } = [];

    /// <summary>Characteristics that only the customer may know: no line of BOM or routing depends on them, and nobody
    /// else is shown the configuration.</summary>
    public ImmutableArray<CharacteristicIndex> Secret { get; init; } = [];

    /// <summary>How long customers take to answer, for the complexity report.</summary>
    public EffortDefinition Effort { get; init; } = EffortDefinition.Usual;

    /// <summary>What pages show when.</summary>
    public DisplayRules Display { get; init; } = DisplayRules.None;

    /// <summary>What an owner can adjust after the sale; null for nothing.</summary>
    public OwnedDefinition? Owned { get; init; }

    /// <summary>The parts with bounded counts, those of instances included.</summary>
    public ImmutableArray<PartDefinition> Parts { get; init; } = [];

    /// <summary>How instances of a part ship; null where an order ships in one piece.</summary>
    public LotDefinition? Lots { get; init; }

    /// <summary>The versions of rule sets that it uses, each once, in the author's order.</summary>
    public ImmutableArray<RuleSetVersion> RuleSets { get; init; } = [];

    /// <summary>Texts that a finished configuration fills in, in the author's order.</summary>
    public ImmutableArray<DocumentDefinition> Documents { get; init; } = [];

    /// <summary>What is in effect when, by rising days; empty where nothing is dated. Model, BOM and routing of the
    /// definition itself are those of one of them.</summary>
    public ImmutableArray<DefinitionPeriod> Periods { get; init; } = [];

    /// <summary>The models of all periods, each once, that of the definition itself first.</summary>
    public IEnumerable<ProductModel> Models => Periods.Select(period => period.Model).Prepend(Model).Distinct();

    /// <summary>The definition as it is in effect on a day. O(periods).</summary>
    public ProductDefinition On(DateOnly day) =>
        Periods.LastOrDefault(period => period.From <= day) is { } period ? In(period) : this;

    /// <summary>The definition as it is in effect in a period.</summary>
    public ProductDefinition In(DefinitionPeriod period) =>
        this with { Model = period.Model, Bom = period.Bom, Routing = period.Routing };

    /// <summary>The parameter or presentation aspect of this code, or null. O(parameters).</summary>
    public ParameterDefinition? Parameter(string code)
    {
        foreach (var parameter in Parameters)
        {
            if (string.Equals(parameter.Code, code, StringComparison.Ordinal))
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>The shipping lane of this code if the product may travel on it, or null.</summary>
    public LaneChoice? Lane(string code)
    {
        foreach (var lane in Lanes)
        {
            if (string.Equals(lane.Code, code, StringComparison.Ordinal))
            {
                return lane;
            }
        }

        return null;
    }
}

/// <summary>A shipping lane of the plant that the product may travel on; the first is the usual one.</summary>
/// <param name="Code">The plant's code of the lane.</param>
/// <param name="Price">What the customer pays for it, per price list.</param>
public sealed record LaneChoice(string Code, LocalizedText Title, Amounts Price);
