using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Delivery;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Xunit;

namespace Customization.Domain.Tests.Sessions;

/// <summary>One session and what happens to it: given commands, when a command, then its reply.</summary>
/// <remarks>Every state and every stored change also goes through JSON, as it does in the shells.</remarks>
internal sealed class SessionStory
{
    public const string Owner = "anna";

    private readonly TestCatalog _catalog = new();
    private Envelope<SessionState> _envelope = Envelope.New<SessionDecider, SessionState>("s1");

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public DemandOutlook Demand { get; set; } = DemandOutlook.Empty;

    public DecisionContext Context => new(Now, _catalog, Outlook.Empty) { Demand = Demand };

    public SessionState State => _envelope.State;

    public Envelope<SessionState> Stored => _envelope;

    public Change? LastChange { get; private set; }

    /// <summary>The change that opened the session, where a story keeps it.</summary>
    public Change? Opening { get; set; }

    public static SessionStory Opened(string? product = "shoe")
    {
        var story = new SessionStory();
        story.View(new SessionCommand.Open(Owner, product));
        return story;
    }

    public static SessionStory Given(params (string Characteristic, string Value)[] choices)
    {
        var story = Opened();
        foreach (var (characteristic, value) in choices)
        {
            story.View(new SessionCommand.Select(characteristic, value));
        }

        return story;
    }

    public SessionStory Publish(params PublishedProduct[] products)
    {
        _catalog.Products = _catalog.Products.AddRange(products);
        return this;
    }

    public SessionStory Withdraw()
    {
        _catalog.Products = [];
        return this;
    }

    public Reply When(Command command)
    {
        var (change, reply) = Envelope.Decide<SessionDecider, SessionState>(_envelope, command, Context);
        LastChange = change is null ? null : ThroughJson(change);
        if (LastChange is not null)
        {
            _envelope = ThroughJson(Envelope.Apply<SessionDecider, SessionState>(_envelope, LastChange));
        }

        return ThroughJson(reply);
    }

    public SessionView View(Command command) => Assert.IsType<SessionView>(When(command));

    public SessionView View() => View(new SessionCommand.Read());

    /// <summary>The rejection to a command, which changed nothing.</summary>
    public T Rejects<T>(string code, Command command)
        where T : Rejection
    {
        var rejection = Assert.IsType<T>(When(command));
        Assert.Equal(code, rejection.Code);
        Assert.NotEmpty(rejection.Detail);
        Assert.Null(LastChange);
        return rejection;
    }

    /// <summary>The choices by name, e.g. <c>size=m sole=spike</c>.</summary>
    public string Choices()
    {
        var model = _catalog.Version(State.Product, State.ProductVersion)!.Model;
        return string.Join(' ', State.Selection.Choices.Select(choice =>
        {
            var characteristic = model.Characteristics[choice.Characteristic.Value];
            return $"{characteristic.Name}={characteristic.Values[choice.Value].Name}";
        }));
    }

    public static SessionCommand.SetParameter Foot(long millimetres) =>
        new("foot", new ParameterValue.Measurement(millimetres));

    public static SessionCommand.SetParameter Toe(string text) => new("toe", new ParameterValue.Text(text));

    private static T ThroughJson<T>(T value)
        where T : class
    {
        // Replies travel as the base type, so that the concrete one has to be named in the text.
        var type = value is Reply ? typeof(Reply) : typeof(T);
        var text = JsonSerializer.Serialize(value, type, EntityJson.Options);
        var again = JsonSerializer.Deserialize(text, type, EntityJson.Options)!;
        Assert.Equal(text, JsonSerializer.Serialize(again, type, EntityJson.Options));
        return (T)again;
    }

    private sealed class TestCatalog : ICatalog
    {
        public ImmutableArray<PublishedProduct> Products { get; set; } = [TestProducts.Shoe, TestProducts.Lamp];

        public PublishedProduct? Current(string productCode) =>
            Products.Where(product => product.Code == productCode).MaxBy(product => product.Version);

        public PublishedProduct? Version(string productCode, int version) =>
            Products.FirstOrDefault(product => product.Code == productCode && product.Version == version);
    }
}
