using System.Text.Json;
using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class EntityJsonTests
{
    private static readonly Type[] Roots = [typeof(Command), typeof(Event), typeof(Reply), typeof(Effect)];

    public static TheoryData<Type> Types => [.. Roots.SelectMany(EntityJson.Concrete)];

    [Fact]
    public void Every_type_name_is_unique()
    {
        var twice = Roots.SelectMany(EntityJson.Concrete).GroupBy(EntityJson.NameOf).Where(group => group.Count() > 1);

        Assert.Empty(twice.Select(group => group.Key));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_command_event_reply_and_effect_reads_back_as_it_was_written(Type type)
    {
        var root = Roots.Single(candidate => candidate.IsAssignableFrom(type));
        var sample = Samples.Of(type);

        var text = JsonSerializer.Serialize(sample, root, EntityJson.Options);
        var again = JsonSerializer.Deserialize(text, root, EntityJson.Options);

        Assert.Equal(type, again!.GetType());
        Assert.Equal(text, JsonSerializer.Serialize(again, root, EntityJson.Options));
    }

    [Fact]
    public void An_envelope_with_outbox_and_timers_reads_back_as_it_was_written()
    {
        var envelope = new Envelope<CounterState>(
            CounterState.Empty with { Total = 3 },
            System.Collections.Immutable.ImmutableSortedDictionary<string, Effect.Send>.Empty.Add(
                "k", new Effect.Send("k", World.Eager("b"), new CounterCommand.Add("k", 3))),
            System.Collections.Immutable.ImmutableSortedDictionary<string, DateTimeOffset>.Empty.Add("t", World.Start),
            12);

        var text = JsonSerializer.Serialize(envelope, Counter.Json);
        var again = JsonSerializer.Deserialize<Envelope<CounterState>>(text, Counter.Json)!;

        Assert.Equal(envelope.Outbox["k"], again.Outbox["k"]);
        Assert.Equal(envelope.Timers["t"], again.Timers["t"]);
        Assert.Equal(text, JsonSerializer.Serialize(again, Counter.Json));
    }
}
