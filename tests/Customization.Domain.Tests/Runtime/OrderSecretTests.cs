using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Ordering;
using Customization.Kernel.Queries;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Customization.Runtime.Journal.Secrets;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

/// <summary>What a store keeps of an order under its customer's key, and how the order goes on without it.</summary>
public sealed class OrderSecretTests : IDisposable
{
    private const string Mug = """
        product: mug
        pricing: {lists: {eur: {currency: EUR, base: 10.00}}}
        model: {characteristics: {glaze: {values: {green: {price: 2.00}, grey: {}}}}}
        parameters: {name: {kind: text, max: 40}}
        lanes: {post: {price: 4.00}}
        """;

    private static readonly EntityAddress Anna = new(EntityKind.Customer, "anna");
    private static readonly EntityAddress Order = new(EntityKind.Order, "o1");

    private readonly string _folder = Directory.CreateTempSubdirectory("customization-order-secrets").FullName;
    private readonly LaterTime _time = new();
    private string _code = "";

    private string Store => Path.Combine(_folder, "customization.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_chosen_is_not_readable_in_the_store_and_comes_back()
    {
        await Place();

        var stored = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Store));
        Assert.Contains("\"mug\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(_code, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("glaze", Stored(), StringComparison.Ordinal);
        await using var engine = Open();
        var view = await Read(engine);
        Assert.Equal((_code, 3), (view.Item.Configuration, view.Item.Price.Lines.Length));
    }

    [Fact]
    public async Task Erasing_the_customer_leaves_the_order_to_plant_and_books()
    {
        await Place();
        var backup = Path.Combine(_folder, "backup.db");
        StoreBackup.Save(_folder, backup);
        await using (var engine = Open())
        {
            // In memory with all that it knows, when the key goes and another one comes.
            Assert.Equal(_code, (await Read(engine)).Item.Configuration);
            await engine.Ask(Anna, new CustomerCommand.Erase(), default);
            await engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Again")), default);
            await engine.Ask(Order, new ShipOrder("T1"), default);
        }

        await using (var engine = Open())
        {
            var view = await Read(engine);
            Assert.Equal((OrderStatus.Shipped, "T1", ""), (view.Status, view.Tracking, view.Item.Configuration));
            Assert.Equal((1600, 0), (view.Item.Price.Total.Minor, view.Item.Price.Lines.Length));
            Assert.IsType<Done>(await engine.Ask(Order, new ConfirmDelivery(), default));
        }

        // Copies of before cannot tell either.
        File.Copy(backup, Store, overwrite: true);
        await using var again = Open();
        var old = await Read(again);
        Assert.Equal((OrderStatus.Produced, ""), (old.Status, old.Item.Configuration));
        Assert.Equal(1600, old.Item.Price.Total.Minor);
        Assert.IsType<Done>(await again.Ask(Order, new ShipOrder("T2"), default));
    }

    [Fact]
    public async Task An_order_that_was_stored_in_the_open_is_read_and_sealed_when_it_is_written_next()
    {
        await Place();
        var open = Envelope();
        File.Delete(Store);
        using (var journal = SqliteJournal.Open(_folder))
        {
            var text = JsonSerializer.SerializeToUtf8Bytes(open, EntityJson.Options);
            journal.Commit([new EntityWrite(Order, 0, open.Version, [], text, null, "anna")]);
        }

        await using (var engine = Open())
        {
            Assert.Equal(_code, (await Read(engine)).Item.Configuration);
            await engine.Ask(Order, new ShipOrder("T1"), default);
        }

        Assert.DoesNotContain(_code, Stored(), StringComparison.Ordinal);
        await using var again = Open();
        Assert.Equal((_code, "T1"), ((await Read(again)).Item.Configuration, (await Read(again)).Tracking));
    }

    [Fact]
    public async Task An_order_that_has_only_changes_in_the_store_is_read()
    {
        await Place();
        var address = Order with { Key = "crashed" };
        using (var journal = SecretStore.Open(_folder, null, NullLogger.Instance))
        {
            var stamp = new KeyClaimed(new IntentStamp("key", "the body"));
            var payload = JsonSerializer.SerializeToUtf8Bytes(
                new Change(1, DateTimeOffset.UnixEpoch, [stamp], [], null, null), EntityJson.Options);
            journal.Commit([new EntityWrite(address, 0, 1, [new StoredChange(1, payload)], null, null, "anna")
            {
                SecretOf = "anna",
            }]);
        }

        await using var engine = Open();
        Assert.IsType<OrderRejection.KeyReused>(
            await engine.Ask(address, new ClaimKey("key", "another body"), default));
    }

    [Fact]
    public void What_a_remainder_lacks_opens_with_the_key_and_the_remainder_without()
    {
        var key = RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
        var nonce = RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes);
        foreach (var (whole, left) in (ReadOnlySpan<(string, string)>)
            [("{a:1,b:2,c:3}", "{a:1,c:3}"), ("aaaa", "aa"), ("ab", ""), ("b", "abc"), ("", "x")])
        {
            var (payload, remainder) = (Encoding.UTF8.GetBytes(whole), Encoding.UTF8.GetBytes(left));
            var stored = SealedPayload.Seal("anna", key, Order, payload, remainder, nonce);

            Assert.True(SealedPayload.IsSealed(stored));
            Assert.Equal(("anna", left), (
                SealedPayload.CustomerOf(stored), Encoding.UTF8.GetString(SealedPayload.RemainderOf(stored)!)));
            Assert.Equal(payload, SealedPayload.Open(key, Order, stored));
            for (var i = 0; i < stored.Length; i++)
            {
                stored[i] ^= 1;
                Assert.ThrowsAny<CryptographicException>(() => SealedPayload.Open(key, Order, stored));
                stored[i] ^= 1;
            }
        }
    }

    private static async Task<OrderView> Read(EmbeddedCustomization engine) =>
        Assert.IsType<OrderView>(await engine.Ask(Order, new ReadOrder(), default));

    private EmbeddedCustomization Open() => EmbeddedCustomization.Open(new EmbeddedOptions(_folder)
    {
        Lanes = TestPlant.Plant(automatic: false).Lanes,
        Time = _time,
    });

    /// <summary>Places an order and lets it settle; a product without work is produced with the next minute.</summary>
    private async Task Place()
    {
        await using (var engine = Open())
        {
            await Place(engine);
            await Until(engine, OrderStatus.Confirmed);
        }

        _time.Offset = TimeSpan.FromMinutes(2);
        await using var later = Open();
        await Until(later, OrderStatus.Produced);
    }

    private async Task Place(EmbeddedCustomization engine)
    {
        await foreach (var _ in engine.Publish(DefinitionFiles.Of("mug.yaml", Mug), "author", default))
        {
        }

        await engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")), default);
        _code = new CodedConfiguration(
            engine.Catalog.Current("mug")!, Selection.From([0]),
            ImmutableSortedDictionary<string, ParameterValue>.Empty.Add("name", new ParameterValue.Text("Annabel Lee")),
            SessionTerms.Default).Write();
        Assert.Equal(
            new OrderAccepted("o1"),
            await engine.Ask(Order, new PlaceOrder(new OrderRequest("anna", _code, "post", "key", "body")), default));
    }

    private static async Task Until(EmbeddedCustomization engine, OrderStatus status)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); (await Read(engine)).Status < status;)
        {
            Assert.True(DateTime.UtcNow < deadline, $"the order is {(await Read(engine)).Status}");
            await Task.Delay(20);
        }
    }

    /// <summary>The order as the engine reads it.</summary>
    private Envelope<OrderState> Envelope()
    {
        using var engine = SecretStore.Open(_folder, null, NullLogger.Instance);
        var stored = engine.Load(Order)!;
        return JsonSerializer.Deserialize<Envelope<OrderState>>(stored.Snapshot!.Value.Span, EntityJson.Options)!;
    }

    /// <summary>All bytes of the store that are an order's.</summary>
    private string Stored()
    {
        using var journal = SqliteJournal.Open(_folder);
        var stored = journal.Load(Order)!;
        return string.Concat(stored.Changes.Select(change => change.Payload).Append(stored.Snapshot ?? default)
            .Select(payload => Encoding.UTF8.GetString(payload.Span)));
    }

    /// <summary>The system's clock, set forward while nothing runs on it.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
