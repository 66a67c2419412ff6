using System.Security.Cryptography;
using System.Text;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Grains;
using Customization.Grains.Entities;
using Customization.Grains.Hosting;
using Customization.Grains.Secrets;

namespace Customization.Cluster.Tests.Entities;

/// <summary>What a silo stores of a customer, and what is left of it after erasure.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Word = "the-secret-pillow";
    private const string Pad = """
        product: pad
        pricing: {lists: {eur: {currency: EUR, base: 1.00}}}
        model: {characteristics: {size: {values: [small, large]}}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly EntityAddress Anna = new(EntityKind.Customer, "anna");

    private readonly string _folder = Directory.CreateTempSubdirectory("customization-silo-secrets").FullName;
    private readonly MasterKeys _masters = MasterKeys.Of(RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_customer_is_sealed_comes_back_and_is_forgotten_with_the_key()
    {
        await using (var silo = await Start())
        {
            foreach (var command in (CustomerCommand[])
            [
                new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")),
                new CustomerCommand.SetConsent(ConsentPurpose.Personalization, Granted: true),
                new CustomerCommand.Observe(
                    [new Observation("k", ObservationKind.Stay, "pillow", Word, DateTimeOffset.UtcNow)]),
            ])
            {
                Assert.IsNotType<Rejection>(await silo.Engine.Ask(Anna, command, default), exactMatch: false);
            }
        }

        Assert.All(Directory.EnumerateFiles(_folder), file =>
            Assert.DoesNotContain(Word, Encoding.UTF8.GetString(ReadShared(file)), StringComparison.Ordinal));
        await using (var silo = await Start())
        {
            var view = Assert.IsType<CustomerView>(await silo.Engine.Ask(Anna, new CustomerCommand.Read(), default));
            Assert.Equal(Word, Assert.Single(view.Customer.Preferences.Latest).Value);
            await silo.Engine.Ask(Anna, new CustomerCommand.Erase(), default);
            await silo.Engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Again")), default);
        }

        await using var again = await Start();
        var known = Assert.IsType<CustomerView>(await again.Engine.Ask(Anna, new CustomerCommand.Read(), default));
        Assert.Equal(("Again", 0), (known.Customer.Identity!.Name, known.Customer.Preferences.Latest.Length));
    }

    [Fact]
    public async Task An_order_goes_on_without_what_was_chosen_once_the_key_is_deleted()
    {
        var order = new EntityAddress(EntityKind.Order, "order-o");
        string code;
        await using (var silo = await Start())
        {
            await SampleShop.Open(silo.Engine);
            await SampleShop.Order(silo.Engine, "o");
            code = await Configuration(silo);
            Assert.NotEmpty(code);
        }

        Assert.All(Directory.EnumerateFiles(_folder), file =>
            Assert.DoesNotContain(code, Encoding.UTF8.GetString(ReadShared(file)), StringComparison.Ordinal));
        await using (var silo = await Start())
        {
            Assert.Equal(code, await Configuration(silo));
            await silo.Engine.Ask(
                new EntityAddress(EntityKind.Customer, "ann"), new CustomerCommand.Erase(), default);
        }

        await using var again = await Start();
        Assert.Equal("", await Configuration(again));
        Assert.IsType<Done>(await again.Engine.Ask(order, new CancelOrder("tired"), default));

        async Task<string> Configuration(TestSilo silo) => Assert.IsType<OrderView>(
            await silo.Engine.Ask(order, new ReadOrder(), default)).Item.Configuration;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_is_not_stored_yet_does_not_come_back_under_a_later_key(bool erases)
    {
        var storage = new FaultyStorage();
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory())
            {
                MasterKeys = _masters,
                Grains = GrainLimits.Default with { LazyInterval = TimeSpan.FromSeconds(1) },
            },
            storage.AddTo);
        await foreach (var _ in silo.Engine.Publish(DefinitionFiles.Of("pad.yaml", Pad), "author", default))
        {
        }

        await silo.Engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")), default);
        var held = storage.HoldNextRead("customer-key");
        var session = new EntityAddress(EntityKind.ConfigurationSession, "s1");
        Assert.IsType<SessionView>(await silo.Engine.Ask(session, new SessionCommand.Open("anna", "pad"), default));
        await held.WaitAsync(Patience);
        if (erases)
        {
            await silo.Engine.Ask(Anna, new CustomerCommand.Erase(), default);
            await silo.Engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Again")), default);
        }

        storage.Release();
        byte[] payload = [];
        await Eventually.Holds(
            () =>
            {
                payload = storage.Rows().FirstOrDefault(row => row.Key.Key.ToString() == "s1").Value?.Payload ?? [];
                return Task.FromResult(payload.Length > 0);
            },
            Patience);

        Assert.True(SealedPayload.IsSealed(payload));
        var vault = new CustomerVault(new StoredRecords(storage, Patience), _masters, TimeProvider.System);
        Assert.Equal(erases, await vault.Find(payload) is null);
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private Task<TestSilo> Start() =>
        TestSilo.Start(new SiloSettings(new ClusterStorage.Sqlite(_folder))
        {
            MasterKeys = _masters,
            Lanes = SampleShop.Plant.Lanes,
        });
}
