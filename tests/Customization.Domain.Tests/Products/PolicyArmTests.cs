using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Pricing.Arms;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Pricing policies that are compared with each other on customers.</summary>
public class PolicyArmTests
{
    private const string Vase = """
        product: vase
        pricing:
          lists: {eur: {currency: EUR, base: 100.00}}
          policies:
            modest: {share: 70, kind: premium, percent: 10}
            bold: {share: 30, kind: premium, percent: 40, cap: 30.00}
        model:
          characteristics: {glaze: {values: {clear: {}, gold: {price: 50.00}}}}
        lanes: {post: {}}
        """;

    private static readonly DateTimeOffset Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly PublishedProduct Product = Definitions.Publish(Vase);

    /// <summary>Pinned: another answer would move customers of running comparisons to another price.</summary>
    [Theory]
    [InlineData("ann", 0)]
    [InlineData("ben", 0)]
    [InlineData("guest-1", 1)]
    public void A_customer_always_gets_the_same_policy(string customer, int arm) =>
        Assert.Equal(arm, PolicyArms.IndexOf(Product.Definition.Pricing.Arms, "vase", customer));

    [Fact]
    public void The_shares_of_the_customers_are_those_of_the_author_and_differ_between_products()
    {
        var arms = Product.Definition.Pricing.Arms;
        var vase = Enumerable.Range(0, 10_000).Select(i => PolicyArms.IndexOf(arms, "vase", $"c{i}")).ToArray();
        var bowl = Enumerable.Range(0, 10_000).Select(i => PolicyArms.IndexOf(arms, "bowl", $"c{i}")).ToArray();

        // Four standard deviations of a share of 30 % among 10,000 are 183.
        Assert.InRange(vase.Sum(), 2_817, 3_183);
        Assert.InRange(vase.Zip(bowl).Count(both => both is (1, 1)), 900 - 115, 900 + 115);
    }

    [Fact]
    public void Session_and_order_have_the_price_of_the_customer_and_the_order_says_by_which_policy()
    {
        foreach (var (customer, arm, clear, gold) in
            ((string, string, long, long)[])[("ann", "modest", 11000, 16500), ("guest-1", "bold", 13000, 18000)])
        {
            var answers = new RememberedAnswers(1_000_000);
            var product = new PublishedProduct(Product.Definition, 1, Product.Compiled) { Answers = answers };
            var context = new DecisionContext(Now, new OneProductCatalog(product), Outlook.Empty);
            var view = Assert.IsType<SessionView>(SessionDecider.Decide(
                SessionDecider.Initial("s"), new SessionCommand.Open(customer, "vase"), context).Reply);
            var code = new CodedConfiguration(
                product, Selection.From([1]), Definitions.NoAnswers, SessionTerms.Default).Write();

            var item = OrderItemReader.Read(
                new OrderRequest(customer, code, "post", "key", "body"), context.Catalog, Now, out _)!;

            Assert.Equal(clear, view.Price.Total.Minor);
            Assert.Equal((arm, gold), (item.Arm, item.Price.Total.Minor));
        }
    }

    [Fact]
    public void Remembered_answers_keep_the_policies_apart()
    {
        var product = new PublishedProduct(Product.Definition, 1, Product.Compiled)
        {
            Answers = new RememberedAnswers(1_000_000),
        };
        var context = new DecisionContext(Now, new OneProductCatalog(product), Outlook.Empty);

        long[] totals =
        [
            .. new[] { "ann", "guest-1", "ann" }.Select(customer => Assert.IsType<SessionView>(SessionDecider.Decide(
                SessionDecider.Initial("s"), new SessionCommand.Open(customer, "vase"), context).Reply)
                .Price.Total.Minor),
        ];

        Assert.Equal([11000, 13000, 11000], totals);
    }

    [Fact]
    public void The_report_says_what_came_of_each_policy_and_how_sure_the_difference_is()
    {
        // 100 customers of each: 20 and 35 buy for 100, which cost 60; the first buyer of each asked twice.
        var outcomes = Outcomes("modest", 100, 20).Concat(Outcomes("bold", 100, 35));

        var report = PolicyReport.Of(Product.Definition.Pricing.Arms, PolicyTally.Of(outcomes));

        Assert.Equal(new PolicyResult("modest", 70, 100, 101, 20, 20, 2000, 1200, 800, 0.2), report.Policies[0]);
        Assert.Equal(new PolicyResult("bold", 30, 100, 101, 35, 35, 3500, 2100, 1400, 0.35), report.Policies[1]);
        var bold = Assert.Single(report.Differences);
        AssertNear(0.15, 0.026, 0.268, bold.Conversion);
        AssertNear(6, 1.095, 10.905, bold.Margin);
        AssertNear(4.083, 2.357, 7.073, bold.Buyers);
    }

    [Fact]
    public void Little_is_said_about_few_and_nothing_about_nobody()
    {
        var arms = Product.Definition.Pricing.Arms;

        var nobody = PolicyReport.Of(arms, PolicyTally.Empty);
        var few = PolicyReport.Of(arms, PolicyTally.Of(Outcomes("modest", 2, 1).Concat(Outcomes("bold", 3, 0))));

        Assert.Null(nobody.Policies[0].Conversion);
        Assert.Equal(new PolicyDifference("bold", null, null, null), Assert.Single(nobody.Differences));
        Assert.NotNull(few.Differences[0].Conversion);
        Assert.Null(few.Differences[0].Margin);
        Assert.Null(few.Differences[0].Buyers);
    }

    [Fact]
    public void Tallies_add_up_the_same_however_they_are_cut()
    {
        var random = new Random(7);
        PolicyOutcome[] all = [.. Outcomes("modest", 40, 9), .. Outcomes("bold", 30, 11), .. Outcomes("bold", 9, 3)];
        var whole = PolicyTally.Of(all);
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(all);
            var (i, k) = (random.Next(all.Length), random.Next(all.Length));
            (i, k) = (Math.Min(i, k), Math.Max(i, k));
            var (a, b, c) = (PolicyTally.Of(all[..i]), PolicyTally.Of(all[i..k]), PolicyTally.Of(all[k..]));

            Assert.Equal(whole.Customers, a.Merge(b).Merge(c).Customers);
            Assert.Equal(whole.Customers, c.Merge(b.Merge(a)).Customers);
        }
    }

    private static IEnumerable<PolicyOutcome> Outcomes(string arm, int customers, int buyers) => Enumerable
        .Range(0, customers).Select(i => new PolicyOutcome(arm, $"{arm}-{i}", i < buyers, 100, 60))
        .Prepend(new PolicyOutcome(arm, $"{arm}-0", false, 100, 60));

    private static void AssertNear(double value, double low, double high, Estimate? found)
    {
        Assert.Equal(value, found!.Value.Value, 3);
        Assert.Equal(low, found.Value.Low, 3);
        Assert.Equal(high, found.Value.High, 3);
    }
}
