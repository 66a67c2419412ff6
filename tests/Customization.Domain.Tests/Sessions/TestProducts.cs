using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Tests.Sessions;

/// <summary>Small products that the session tests configure.</summary>
internal static class TestProducts
{
    private static readonly PricingDefinition Prices = new(
        [
            new PriceList("eu", 0, "EUR", "consumer", null, null, 10_000, Ratio.One, Ratio.One),
            new PriceList("club", 1, "EUR", "club", null, null, 9_000, Ratio.One, Ratio.One),
            new PriceList("past", 2, "EUR", "old", null, DateTimeOffset.UnixEpoch, 1, Ratio.One, Ratio.One),
        ],
        new PricingPolicy.ListPrice(),
        new StandardCosts(
            "EUR", ImmutableSortedDictionary<string, long>.Empty, ImmutableSortedDictionary<string, long>.Empty));

    /// <summary>Spikes need size m or l; gold goes with gold laces; there are no glass soles.</summary>
    public static readonly PublishedProduct Shoe = Create(
        1, [Of("size", "s", "m", "l"), Of("sole", "flat", "spike", "glass"), Of("colour", "red", "blue", "gold"),
            Of("lace", "none", "white", "gold")],
        [
            Rule("spikes", "Spikes need a larger size.", Implies((1, 1), (0, 1, 2))),
            Rule("gold", "Gold shoes have gold laces.", Implies((2, 2), (3, 2))),
            Rule("glass", "Glass breaks.", new Formula.Not(Is(1, 2))),
        ],
        (1, 1, 1_000, 0), (2, 2, 2_000, 5), (3, 1, 100, 0), (3, 2, 500, 2));

    /// <summary>The next version: blue is gone, leather is new, spikes go with white laces only, no more toe text.
    /// </summary>
    public static readonly PublishedProduct NextShoe = Create(
        2, [Of("leather", "calf", "goat"), Of("lace", "none", "white", "gold"), Of("colour", "red", "gold"),
            Of("sole", "flat", "spike"), Of("size", "s", "m", "l")],
        [
            Rule("spikes", "Spikes need a larger size.", Implies((3, 1), (4, 1, 2))),
            Rule("laces", "Spikes have white laces.", Implies((3, 1), (1, 1))),
        ],
        (3, 1, 1_000, 0), (1, 1, 100, 0), (1, 2, 500, 0));

    /// <summary>A product that shares nothing with the shoe but its codes' format.</summary>
    public static readonly PublishedProduct Lamp = Of("lamp", 1, ModelOf([Of("light", "warm", "cold")], []));

    /// <summary>A product of a model without prices, days or parameters.</summary>
    public static PublishedProduct Of(string code, int version, ProductModel model) => new(
        new ProductDefinition(
            code, DefinitionFiles.Of(code, $"{code} {version}"), LocalizedText.Of(code), LocalizedText.Empty, model,
            [.. model.Characteristics.Select(NoDetail)],
            ImmutableSortedDictionary<string, LocalizedText>.Empty, [], Prices, [], [], Drawing.None, []),
        version, ModelCompiler.Compile(model).Compiled!);

    public static Characteristic Of(string name, params string[] values) => new(
        name, CharacteristicKind.SingleChoice, [.. values.Select(CharacteristicValue.Named)], SourceSpan.None);

    public static Formula Is(int characteristic, params int[] values) =>
        new Formula.Is(new CharacteristicIndex(characteristic), [.. values]);

    public static ProductModel ModelOf(ImmutableArray<Characteristic> characteristics, ImmutableArray<Rule> rules) =>
        new("test", characteristics, rules);

    public static Rule Rule(string name, string message, Formula formula) =>
        new(name, formula, message, SourceSpan.None);

    private static Formula Implies((int C, int V) condition, (int C, int V) consequence) =>
        new Formula.Implies(Is(condition.C, condition.V), Is(consequence.C, consequence.V));

    private static Formula Implies((int C, int V) condition, (int C, int V, int W) consequence) =>
        new Formula.Implies(Is(condition.C, condition.V), Is(consequence.C, consequence.V, consequence.W));

    private static PublishedProduct Create(
        int version, ImmutableArray<Characteristic> characteristics, ImmutableArray<Rule> rules,
        params (int Characteristic, int Value, long Price, int Days)[] values)
    {
        var model = ModelOf(characteristics, rules);
        var details = model.Characteristics.Select(NoDetail).ToArray();
        foreach (var (c, v, price, days) in values)
        {
            details[c] = details[c] with
            {
                Values = details[c].Values.SetItem(v, ValueDetail.Empty with
                {
                    Price = new Amounts([price, price, price]),
                    Days = days,
                }),
            };
        }

        ImmutableArray<ParameterDefinition> parameters =
        [
            Parameter("foot", isRequired: true, new ParameterGuard.Measurement("mm", 200, 320, 1, [])),
            Parameter("toe", isRequired: false, new ParameterGuard.Text(10, null, ForbiddenWords.None)),
        ];
        return new PublishedProduct(
            new ProductDefinition(
                "shoe", DefinitionFiles.Of("shoe", $"shoe {version}"), LocalizedText.Of("Shoe"), LocalizedText.Empty,
                model, [.. details], ImmutableSortedDictionary<string, LocalizedText>.Empty,
                version == 1 ? parameters : parameters[..1], Prices, [], [], Drawing.None,
                [new LaneChoice("standard", LocalizedText.Empty, Amounts.Zero)]),
            version, ModelCompiler.Compile(model).Compiled!);
    }

    private static ParameterDefinition Parameter(string code, bool isRequired, ParameterGuard guard) =>
        new(code, LocalizedText.Empty, LocalizedText.Empty, false, isRequired, null, guard, Amounts.Zero);

    private static CharacteristicDetail NoDetail(Characteristic characteristic) => new(
        LocalizedText.Empty, LocalizedText.Empty, [.. characteristic.Values.Select(_ => ValueDetail.Empty)]);
}
