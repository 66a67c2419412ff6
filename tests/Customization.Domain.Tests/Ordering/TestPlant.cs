using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Delivery;
using Customization.Domain.Ordering;
using Customization.Domain.Owned.Definitions;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

/// <summary>A small plant and the one product that it makes, in four kinds of different work.</summary>
public static class TestPlant
{
    /// <summary>A Monday morning.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Monday = new(2026, 11, 23);

    public static readonly PublishedProduct Product = Make();

    public static readonly ICatalog Catalog = new OneProductCatalog(Product);

    private static readonly ImmutableArray<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>bag: cut, then sew. case: cut and print, then sew, then pack; two pieces with a tone to set. strap:
    /// only parts. badge: only print.
    /// </summary>
    public static string CodeOf(string kind)
    {
        var position = Product.Model.Characteristics[0].Values.Select(value => value.Name).ToList().IndexOf(kind);
        return new CodedConfiguration(
            Product, Selection.From([position]), ImmutableSortedDictionary<string, ParameterValue>.Empty,
            SessionTerms.Default).Write();
    }

    public static OrderRequest Request(string kind, string key = "key", string body = "body", string lane = "post") =>
        new("ann", CodeOf(kind), lane, key, body);

    public static PlantDefinition Plant(bool automatic = true, int onHand = 20, int leadTime = 3) => new(
        [
            new("cloth", new ComponentTerms("Cloth", leadTime, 5, automatic), onHand),
            new("buckle", new ComponentTerms("Buckle", leadTime, 10, automatic), onHand),
        ],
        [
            Cell("cutter", automatic, "cut"),
            Cell("sewer-1", automatic, "sew"),
            Cell("sewer-2", automatic, "sew", "pack"),
            Cell("printer", automatic, "print"),
        ],
        [
            new("post", "Post", 15 * 60, 2, Weekdays, Weekdays, [], automatic),
            new("express", "Express", 17 * 60, 1, Weekdays, [.. Weekdays, DayOfWeek.Saturday], [], automatic),
        ]);

    private static CellDefinition Cell(string id, bool automatic, params ImmutableArray<string> capabilities) => new(
        id, new CellTerms(id, capabilities, automatic),
        CellCalendar.Weekdays(new MinuteInterval(7 * 60, 12 * 60), new MinuteInterval(13 * 60, 16 * 60)));

    private static PublishedProduct Make()
    {
        ImmutableArray<string> kinds = ["bag", "case", "strap", "badge"];
        var model = new ProductModel(
            "kit",
            [
                new Characteristic(
                    "kind", CharacteristicKind.SingleChoice, [.. kinds.Select(CharacteristicValue.Named)],
                    SourceSpan.None),
            ],
            []);
        var pricing = new PricingDefinition(
            [new PriceList("eu", 0, "EUR", "consumer", null, null, 2000, Ratio.One, Ratio.One)],
            new PricingPolicy.ListPrice(),
            new StandardCosts(
                "EUR", ImmutableSortedDictionary<string, long>.Empty, ImmutableSortedDictionary<string, long>.Empty));
        var definition = new ProductDefinition(
            "kit", DefinitionFiles.Of("kit.yaml", "kit"), LocalizedText.Of("Kit"), LocalizedText.Empty, model,
            [new CharacteristicDetail(
                LocalizedText.Of("Kind"), LocalizedText.Empty, [.. kinds.Select(_ => ValueDetail.Empty)])],
            ImmutableSortedDictionary<string, LocalizedText>.Empty, [], pricing,
            [Line("cloth", 2, 0, 1), Line("buckle", 1, 1), Line("buckle", 3, 2)],
            [
                Work("cut", "cut", 45, [], 0, 1),
                Work("print", "print", 20, [], 1, 3),
                Work("sew", "sew", 90, ["cut", "print"], 0, 1),
                Work("pack", "pack", 10, ["sew"], 1),
            ],
            Drawing.None,
            [
                new LaneChoice("post", LocalizedText.Of("Post"), Amounts.Zero),
                new LaneChoice("express", LocalizedText.Of("Express"), Amounts.Zero),
            ])
        {
            Owned = new OwnedDefinition(
                LocalizedText.Empty, Expression.Of(2),
                [new SettingDefinition("tone", LocalizedText.Empty, "", new SettingRange(0, 9, 1), 5, When([1]), [])],
                [], []),
        };
        return new PublishedProduct(definition, 1, ModelCompiler.Compile(model).Compiled!);
    }

    private static SuperBomLine Line(string component, int quantity, params ImmutableArray<int> kinds) =>
        new(component, Expression.Of(quantity), When(kinds), null, null);

    private static SuperOperation Work(
        string id, string capability, int minutes, ImmutableArray<string> after, params ImmutableArray<int> kinds) =>
        new(id, capability, Expression.Of(minutes), after, When(kinds), null, null);

    private static Condition When(ImmutableArray<int> kinds) =>
        new("kind", new Formula.Is(new CharacteristicIndex(0), kinds), SourceSpan.None);
}
