using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Entities;

/// <summary>One entity by itself: given commands, when a command, then events or a rejection.</summary>
public sealed class EntityRig<TDecider, TState>(string key, DateTimeOffset start)
    where TDecider : IDecider<TState>
    where TState : class
{
    public Envelope<TState> Envelope { get; private set; } = Domain.Entities.Envelope.New<TDecider, TState>(key);

    public DateTimeOffset Now { get; set; } = start;

    public Outlook Outlook { get; set; } = Outlook.Empty;

    public ICatalog Catalog { get; set; } = new NoCatalog();

    public TState State => Envelope.State;

    /// <summary>Events of the last command; empty where nothing changed.</summary>
    public Event[] Events { get; private set; } = [];

    /// <summary>Commands that wait to be sent.</summary>
    public IEnumerable<Command> Sent => Envelope.Outbox.Values.Select(send => send.Command);

    public Reply When(Command command)
    {
        var (change, reply, next) = Domain.Entities.Envelope.Step<TDecider, TState>(
            Envelope, command, new DecisionContext(Now, Catalog, Outlook));
        Events = change is null ? [] : [.. change.Events];
        if (change is not null)
        {
            Envelope = Domain.Entities.Envelope.Apply<TDecider, TState>(Envelope, change);
            Assert.Equal(
                JsonSerializer.Serialize(Envelope, EntityJson.Options),
                JsonSerializer.Serialize(next, EntityJson.Options));
        }

        return reply;
    }

    /// <summary>Several commands, none of which may be refused.</summary>
    public void Given(params ReadOnlySpan<Command> commands)
    {
        foreach (var command in commands)
        {
            Assert.IsNotType<Rejection>(When(command), exactMatch: false);
        }
    }

    /// <summary>The code of the rejection, having changed nothing.</summary>
    public string Refusal(Command command)
    {
        var version = Envelope.Version;
        var rejection = Assert.IsType<Rejection>(When(command), exactMatch: false);
        Assert.Equal(version, Envelope.Version);
        Assert.NotEmpty(rejection.Detail);
        return rejection.Code;
    }

    /// <summary>Time passes; timers fire when they are due.</summary>
    public void Until(DateTimeOffset time)
    {
        while (Envelope.Timers.Any(timer => timer.Value <= time))
        {
            var (name, due) = Envelope.Timers.MinBy(timer => timer.Value);
            Now = due > Now ? due : Now;
            When(new TimerFired(name));
        }

        Now = time;
    }

    private sealed class NoCatalog : ICatalog
    {
        public PublishedProduct? Current(string productCode) => null;

        public PublishedProduct? Version(string productCode, int version) => null;
    }
}
