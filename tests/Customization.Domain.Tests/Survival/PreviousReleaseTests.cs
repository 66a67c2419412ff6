using System.Globalization;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Runtime.Journal;
using Xunit;

namespace Customization.Domain.Tests.Survival;

/// <summary>Stores that earlier versions of this program wrote open today, and everything in them goes on.</summary>
/// <remarks>Before a release that changes what is stored, <c>dotnet run --project tests/Customization.Domain.Tests --
/// release tests/Customization.Domain.Tests/Survival/Releases/NUMBER.sql</c> at the last commit that did not.</remarks>
public sealed class PreviousReleaseTests : IDisposable
{
    private static readonly DateTimeOffset Left = ReleaseStory.Start.AddDays(6).AddHours(19);

    private readonly string _folder = Directory.CreateTempSubdirectory("customization-release").FullName;

    private static readonly string[] Names = [.. typeof(PreviousReleaseTests).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Releases() => [.. Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_store_of_an_earlier_release_opens_and_goes_on(string release)
    {
        StoreDump.Read(TextOf(release), Path.Combine(_folder, "customization.db"));
        Assert.True(StoreBackup.Check(_folder).Entities > 10);

        var (engine, time) = ReleaseStory.Open(_folder, Left);
        await using (engine)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(OrderStatus.Delivered, (await ReleaseStory.View(engine, "delivered")).Status);
            Assert.Equal(OrderStatus.Cancelled, (await ReleaseStory.View(engine, "cancelled")).Status);
            var confirmed = await ReleaseStory.View(engine, "confirmed");
            Assert.Equal(2800, confirmed.Item.Price.Total.Minor);
            Assert.NotNull(confirmed.Promise);
            var customer = (CustomerView)await engine.Ask(
                new EntityAddress(EntityKind.Customer, "ann"), new CustomerCommand.Read(), default);
            Assert.Equal(["golden"], customer.Customer.Saved.Keys);
            Assert.Equal(3, customer.Customer.Orders.Length);
            var cloth = new EntityAddress(EntityKind.ComponentStock, "cloth");
            var stock = (StockView)await engine.Ask(cloth, new ReadStock(), default);
            Assert.Equal((27, 10), (stock.OnHand, stock.Receipts["n-1"].Quantity));

            Assert.Equal(
                new OrderAccepted("confirmed"),
                await engine.Ask(ReleaseStory.Order("confirmed"), Again(customer, "confirmed"), default));
            Assert.Equal(
                new OrderAccepted("quoted"),
                await engine.Ask(
                    ReleaseStory.Order("quoted"), new AcceptQuote("ann", "accept", "body accept"), default));
            var session = new EntityAddress(EntityKind.ConfigurationSession, "s-2");
            var reopened = (SessionView)await engine.Ask(
                session, new SessionCommand.Open("ann", Code: customer.Customer.Saved["golden"].Code), default);
            Assert.Equal((2800L, "cap", 1), (reopened.Price.Total.Minor, reopened.Product, reopened.ProductVersion));
            Assert.Equal(
                new OrderAccepted("new"),
                await engine.Ask(ReleaseStory.Order("new"), Again(customer, "new"), default));
            await ReleaseStory.Deliver(engine, time, "confirmed");
            Assert.Equal(OrderStatus.Delivered, (await ReleaseStory.View(engine, "confirmed")).Status);
        }

        Assert.True(StoreBackup.Check(_folder).Entities > 10);
    }

    [Fact]
    public void There_is_a_store_of_each_version_of_the_format() => Assert.Equal(
        Enumerable.Range(1, StoreSchema.Version),
        Names.Select(name => int.Parse(name.Split('.')[^2], CultureInfo.InvariantCulture)).Order());

    [Fact]
    public void A_store_of_a_later_release_is_refused_in_one_line()
    {
        var later = TextOf(Names[0]).Replace("user_version = 1", "user_version = 2");
        StoreDump.Read(later, Path.Combine(_folder, "customization.db"));

        var refusal = Assert.Throws<StoreException>(() => ReleaseStory.Open(_folder, Left));

        Assert.EndsWith("the store has version 2, this program knows versions up to 1", refusal.Message);
    }

    private static PlaceOrder Again(CustomerView customer, string order) => new(new OrderRequest(
        "ann", customer.Customer.Saved["golden"].Code, "post", order, "body " + order));

    private static string TextOf(string release)
    {
        using var stream = typeof(PreviousReleaseTests).Assembly.GetManifestResourceStream(release)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
