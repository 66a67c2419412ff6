using System.Security.Cryptography;
using System.Text;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Customers;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Customization.Runtime.Journal.Secrets;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

/// <summary>What a store keeps of a customer, and who can read it.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Word = "the-secret-pillow";
    private const string Zeros = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static readonly EntityAddress Anna = new(EntityKind.Customer, "anna");
    private static readonly EntityAddress Session = new(EntityKind.ConfigurationSession, "s1");

    private readonly string _folder = Directory.CreateTempSubdirectory("customization-secrets").FullName;

    private string Store => Path.Combine(_folder, "customization.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_of_a_customer_is_readable_in_the_store_and_all_of_it_comes_back()
    {
        await Remember();

        Assert.DoesNotContain(Word, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Store)));
        Assert.True(File.Exists(Path.Combine(_folder, "master.key")));
        await using var engine = Open();
        Assert.Equal(Word, Assert.Single((await Known(engine))!.Preferences.Latest).Value);
        Assert.IsType<SessionView>(await engine.Ask(Session, new SessionCommand.Read(), default));
    }

    [Fact]
    public async Task An_older_back_up_cannot_tell_about_who_was_erased_since()
    {
        await Remember();
        var backup = Path.Combine(_folder, "backup.db");
        StoreBackup.Save(_folder, backup);
        await using (var engine = Open())
        {
            Assert.IsType<Done>(await engine.Ask(Anna, new CustomerCommand.Erase(), default));
            Assert.Null(await Known(engine));
        }

        File.Copy(backup, Store, overwrite: true);
        await using var again = Open();
        Assert.Null(await Known(again));
        Assert.IsType<SessionRejection.SessionUnknown>(await again.Ask(Session, new SessionCommand.Read(), default));

        // Who comes back begins anew, under another key.
        await again.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")), default);
        Assert.Empty((await Known(again))!.Preferences.Latest);
        var old = new EntityAddress(EntityKind.ConfigurationSession, "s0");
        Assert.IsType<SessionRejection.SessionUnknown>(await again.Ask(old, new SessionCommand.Read(), default));
    }

    [Theory]
    [InlineData("s1")]
    [InlineData("not stored yet")]
    public async Task A_session_in_memory_does_not_come_back_under_a_later_key(string session)
    {
        await Remember();
        var address = Session with { Key = session };
        await using (var engine = Open())
        {
            await engine.Ask(address, new SessionCommand.Open("anna", "room"), default);
            await engine.Ask(Anna, new CustomerCommand.Erase(), default);
            await engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Again")), default);
        }

        await using var again = Open();
        Assert.IsType<SessionRejection.SessionUnknown>(await again.Ask(address, new SessionCommand.Read(), default));
        Assert.Equal("Again", (await Known(again))!.Identity!.Name);
    }

    [Fact]
    public async Task Who_registers_again_after_erasure_is_kept()
    {
        await Remember();
        await using (var engine = Open())
        {
            var erased = engine.Ask(Anna, new CustomerCommand.Erase(), default);
            var named = engine.Ask(
                Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna again")), default);
            await erased;
            await named;
        }

        await using var again = Open();
        Assert.Equal("Anna again", (await Known(again))!.Identity!.Name);
    }

    [Fact]
    public async Task A_backup_with_the_keys_beside_it_restores_elsewhere_where_the_master_key_is()
    {
        await Remember();
        var backup = Path.Combine(_folder, "backup.db");
        var elsewhere = Path.Combine(_folder, "elsewhere");
        StoreBackup.Save(_folder, backup);
        StoreBackup.Restore(backup, elsewhere);

        var refused = Assert.Throws<StoreException>(() => EmbeddedCustomization.Open(new EmbeddedOptions(elsewhere)));
        Assert.Contains("master.key is missing", refused.Message, StringComparison.Ordinal);

        File.Copy(Path.Combine(_folder, "master.key"), Path.Combine(elsewhere, "master.key"));
        await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(elsewhere));
        Assert.Equal(Word, Assert.Single((await Known(engine))!.Preferences.Latest).Value);
    }

    [Fact]
    public async Task A_store_without_the_keys_that_it_was_written_with_is_refused()
    {
        await Remember();
        File.Delete(Path.Combine(_folder, "customer-keys.db"));

        var refused = Assert.Throws<StoreException>(Open);

        Assert.Contains("customer-keys.db is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_master_key_is_rotated_and_the_old_one_retired()
    {
        var (first, second) = (Line(1), Line(2));
        await Remember(Masters(first));
        await using (var engine = Open(Masters(first + second)))
        {
            Assert.NotNull(await Known(engine));
        }

        await using (var engine = Open(Masters(second)))
        {
            Assert.Equal(Word, Assert.Single((await Known(engine))!.Preferences.Latest).Value);
        }

        var refused = Assert.Throws<StoreException>(() => Open(Masters(Line(3))));
        Assert.Contains("version 2 of the master key is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_that_a_crash_cut_off_is_finished_or_taken_back()
    {
        await Remember();
        var masters = MasterKeyFile.ReadOrMake(_folder).Keys;
        using (var keys = CustomerKeys.Open(_folder, masters))
        {
            keys.Ensure(["nobody"]);
            keys.Doom("anna");
            keys.Doom("nobody");
        }

        await using (var engine = Open())
        {
            Assert.NotNull(await Known(engine));
        }

        using var after = CustomerKeys.Open(_folder, masters);
        Assert.NotNull(after.Find("anna"));
        Assert.Null(after.Find("nobody"));
        Assert.Empty(after.Doomed());
    }

    [Theory]
    [InlineData("", "there is no master key in it")]
    [InlineData("1:abc", "line 1: expected VERSION:BASE64")]
    [InlineData("# mine\nx", "line 2: expected VERSION:BASE64")]
    [InlineData(Zeros + "\n" + Zeros, "line 2: version 1")]
    public void What_is_no_list_of_master_keys_is_refused(string text, string reason)
    {
        Assert.False(MasterKeys.TryParse(text, out _, out var actual));
        Assert.StartsWith(reason, actual, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_opens_for_its_entity_and_key_only_and_not_when_a_byte_is_changed()
    {
        var key = RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
        var nonce = RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes);
        var payload = SealedPayload.Seal("anna", key, Anna, "{}"u8, nonce);

        Assert.Equal("{}"u8, SealedPayload.Open(key, Anna, payload));
        Assert.Equal("anna", SealedPayload.CustomerOf(payload));
        Assert.ThrowsAny<CryptographicException>(() => SealedPayload.Open(key, Session, payload));
        byte[] other = [.. nonce[..8], .. key[8..]];
        Assert.ThrowsAny<CryptographicException>(() => SealedPayload.Open(other, Anna, payload));
        Assert.Equal((true, false), (SealedPayload.IsSealedBy(key, payload), SealedPayload.IsSealedBy(other, payload)));
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => SealedPayload.Open(key, Anna, payload));
            payload[i] ^= 1;
        }
    }

    private static string Line(int version) =>
        $"{version}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes))}\n";

    private static MasterKeys Masters(string text) =>
        MasterKeys.TryParse(text, out var keys, out var reason) ? keys : throw new InvalidOperationException(reason);

    private static async Task<CustomerState?> Known(EmbeddedCustomization engine) =>
        (await engine.Ask(Anna, new CustomerCommand.Read(), default) as CustomerView)?.Customer;

    private EmbeddedCustomization Open() => Open(null);

    private EmbeddedCustomization Open(MasterKeys? masters) =>
        EmbeddedCustomization.Open(new EmbeddedOptions(_folder) { MasterKeys = masters });

    private async Task Remember(MasterKeys? masters = null)
    {
        await using var engine = Open(masters);
        await foreach (var _ in engine.Publish(
            Catalog.DefinitionFiles.Of("room.yaml", PreferenceTests.Room), "author", default))
        {
        }

        await engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")), default);
        await engine.Ask(
            Anna, new CustomerCommand.SetConsent(ConsentPurpose.Personalization, Granted: true), default);
        await engine.Ask(
            Anna, new CustomerCommand.Observe(
                [new Observation("k", ObservationKind.Stay, "pillow", Word, DateTimeOffset.UtcNow)]),
            default);
        await engine.Ask(Session, new SessionCommand.Open("anna", "room"), default);
        var old = new EntityAddress(EntityKind.ConfigurationSession, "s0");
        await engine.Ask(old, new SessionCommand.Open("anna", "room"), default);
    }
}
