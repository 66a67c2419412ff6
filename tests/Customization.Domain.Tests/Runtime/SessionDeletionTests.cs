using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

/// <summary>A session that nobody touched, in the engine and its store.</summary>
public sealed class SessionDeletionTests : IDisposable
{
    private const string Shoe = """
        product: shoe
        pricing: {lists: {eur: {currency: EUR, base: 100.00}}}
        model: {characteristics: {sole: {values: [road, trail]}}}
        """;

    private static readonly EntityAddress Anna = new(EntityKind.Customer, "anna");
    private static readonly RuntimeLimits Limits = RuntimeLimits.Default with
    {
        SweepInterval = TimeSpan.FromMilliseconds(50),
        RetentionInterval = TimeSpan.Zero,
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("customization-retention").FullName;
    private readonly LaterTime _time = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_goes_from_all_lists_and_its_code_and_what_was_saved_of_it_stay()
    {
        string code;
        await using (var engine = Open())
        {
            await foreach (var step in engine.Publish(DefinitionFiles.Of("shoe.yaml", Shoe), "author", default))
            {
                Assert.IsNotType<PublicationStep.Refused>(step);
            }

            await engine.Ask(Session("old"), new SessionCommand.Open("anna", "shoe"), default);
            await engine.Ask(Session("old"), new SessionCommand.Select("sole", "trail"), default);
            code = Assert.IsType<SessionView>(
                await engine.Ask(Session("old"), new SessionCommand.Save("mine"), default)).Code;
        }

        _time.Ahead = Limits.SessionRetention + TimeSpan.FromHours(1);
        await using var again = Open();
        await again.Ask(Session("new"), new SessionCommand.Open("anna", "shoe"), default);
        await Until(async () => (await Listed(again, null)) is ["new"]);

        Assert.Equal(["new"], await Listed(again, "anna"));
        Assert.IsType<SessionRejection.SessionUnknown>(
            await again.Ask(Session("old"), new SessionCommand.Select("sole", "road"), default));
        var customer = Assert.IsType<CustomerView>(await again.Ask(Anna, new CustomerCommand.Read(), default));
        Assert.Equal(code, customer.Customer.Saved["mine"].Code);
        var reopened = Assert.IsType<SessionView>(
            await again.Ask(Session("old"), new SessionCommand.Open("anna", Code: code), default));
        Assert.Equal((code, 1L), (reopened.Code, reopened.Version));
        await again.DisposeAsync();
        Assert.True(StoreBackup.Check(_directory).Entities >= 3);
    }

    [Fact]
    public async Task Who_was_erased_leaves_no_session_behind()
    {
        await using (var engine = Open())
        {
            await foreach (var step in engine.Publish(DefinitionFiles.Of("shoe.yaml", Shoe), "author", default))
            {
                Assert.IsNotType<PublicationStep.Refused>(step);
            }

            await engine.Ask(Session("s1"), new SessionCommand.Open("anna", "shoe"), default);
        }

        await using (var engine = Open())
        {
            await engine.Ask(Anna, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")), default);
            await engine.Ask(Anna, new CustomerCommand.Erase(), default);
            await Until(async () => (await Listed(engine, "anna")).Length == 0);
        }
    }

    private static EntityAddress Session(string key) => new(EntityKind.ConfigurationSession, key);

    private static async Task<string[]> Listed(EmbeddedCustomization engine, string? owner) =>
        [.. (await engine.List(new EntityQuery(EntityKind.ConfigurationSession, owner), default)).Keys];

    private static async Task Until(Func<Task<bool>> isTrue)
    {
        for (var i = 0; i < 1_000 && !await isTrue(); i++)
        {
            await Task.Delay(30);
        }

        Assert.True(await isTrue());
    }

    private EmbeddedCustomization Open() =>
        EmbeddedCustomization.Open(new EmbeddedOptions(_directory) { Time = _time, Limits = Limits });

    /// <summary>The system's clock and timers, ahead by so much.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
