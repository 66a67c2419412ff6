using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Products;
using Customization.Kernel.Compilation;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

/// <summary>What a newer version of a product means to a quote that is open.</summary>
public class RepricingTests
{
    private const string Radio =
        """
        product: radio
        pricing:
          lists: {eur: {currency: EUR, base: 100.00}}
          quotes: lower
        model:
          characteristics: {colour: {values: {black: {title: {en: Black, de: Schwarz}}, red: {price: 9.00}}}}
        lanes: {post: {price: 4.00}}
        """;

    private static readonly PublishedProduct First = Definitions.Publish(Radio);

    [Theory]
    [InlineData("base: 100.00", "base: 90.00", 10300)]
    [InlineData("base: 100.00", "base: 110.00", 11300)]
    [InlineData("red: {price: 9.00}", "red: {price: 5.00}", 10900)]
    [InlineData("base: 100.00", "base: 90.00, from: 2031-01-01", 11300)]
    [InlineData("red: {", "ruby: {", 11300)]
    [InlineData("eur: {currency: EUR, base: 100.00}", "eur: {currency: USD, base: 9.00}", 11300)]
    [InlineData("eur: {currency: EUR, base: 100.00}", "euro: {currency: EUR, base: 9.00}", 11300)]
    [InlineData("lower", "keep", 11300, "base: 100.00", "base: 90.00")]
    [InlineData("post: {price: 4.00}", "boat: {price: 1.00}", 11300)]
    public void A_lower_price_of_the_same_configuration_counts_where_the_author_says_so(
        string before, string after, long total, string before2 = "-", string after2 = "-")
    {
        var second = Version(
            Radio.Replace(before, after, StringComparison.Ordinal).Replace(before2, after2, StringComparison.Ordinal));

        var view = Assert.IsType<OrderView>(Decide(Quoted(), new ReadOrder(), second).Reply);

        Assert.Equal(total, view.Item.Price.Total.Minor);
        Assert.Equal(1, view.Item.Version);
    }

    [Fact]
    public void Accepting_fixes_it()
    {
        var second = Version(Radio.Replace("base: 100.00", "base: 90.00", StringComparison.Ordinal));
        var quoted = Quoted();
        var decision = Decide(quoted, new AcceptQuote("ann", "accept", "body"), second);
        var accepted = decision.Events.Aggregate(quoted, OrderDecider.Evolve);
        var dearer = Version(Radio.Replace("base: 100.00", "base: 80.00", StringComparison.Ordinal));

        var view = Assert.IsType<OrderView>(Decide(accepted, new ReadOrder(), dearer).Reply);

        Assert.Equal(2, Assert.Single(decision.Events.OfType<QuoteRepriced>()).Version);
        Assert.Equal(10300, view.Item.Price.Total.Minor);
        Assert.Equal("Grundpreis", view.Item.Price.Lines[0].Title);
    }

    [Fact]
    public void Without_a_newer_version_nothing_changes()
    {
        var decision = Decide(Quoted(), new AcceptQuote("ann", "accept", "body"), First);

        Assert.Empty(decision.Events.OfType<QuoteRepriced>());
    }

    private static Decision Decide(OrderState state, Command command, PublishedProduct current) =>
        OrderDecider.Decide(
            state, command, new DecisionContext(TestPlant.Start, new Versions(current), Outlook.Empty));

    /// <summary>A red radio by post, quoted in German.</summary>
    private static OrderState Quoted()
    {
        var none = ImmutableSortedDictionary<string, ParameterValue>.Empty;
        var code = new CodedConfiguration(First, Selection.From([1]), none, SessionTerms.Default).Write();
        var price = First.Price([1], none, First.PriceTables[0], "post", "de");
        var item = new OrderItem(
            "radio", 1, code, First.Explode([1], none),
            price with { Lines = price.Lines.SetItem(0, price.Lines[0] with { Title = "Grundpreis" }) })
        {
            Sold = code,
        };
        var lane = TestPlant.Plant().Lanes[0];
        var promise = new Promise(TestPlant.Monday, TestPlant.Monday, "post", new Evidence([], [], default, []));
        Event[] happened =
        [
            new OrderPlaced(
                "ann", item, lane, new IntentStamp("key", "body"), TestPlant.Start, TestPlant.Start.AddHours(1)),
            new OrderQuoted(promise, TestPlant.Start),
        ];
        return happened.Aggregate(OrderDecider.Initial("o1"), OrderDecider.Evolve);
    }

    private static PublishedProduct Version(string text)
    {
        var definition = Definitions.Read(text);
        return new PublishedProduct(definition, 2, ModelCompiler.Compile(definition.Model).Compiled!);
    }

    private sealed class Versions(PublishedProduct current) : ICatalog
    {
        public PublishedProduct? Current(string productCode) => current;

        public PublishedProduct? Version(string productCode, int version) =>
            version == current.Version ? current : version == 1 ? First : null;
    }
}
