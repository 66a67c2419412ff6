using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class EntityJsonTests
{
    private static readonly Type[] Roots = [typeof(Command), typeof(Event), typeof(Reply), typeof(Effect)];

    private static readonly JsonSerializerOptions Library = ByTheLibrary();

    public static TheoryData<Type> Types => [.. Roots.SelectMany(EntityJson.Concrete)];

    public static TheoryData<Type> States =>
    [
        .. from type in typeof(EntityJson).Assembly.GetTypes()
           from rules in type.GetInterfaces()
           where rules.IsGenericType && rules.GetGenericTypeDefinition() == typeof(IDecider<>) && type.IsClass
           select rules.GetGenericArguments()[0],
    ];

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
        var root = RootOf(type);
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
            ImmutableSortedDictionary<string, Effect.Send>.Empty.Add(
                "k", new Effect.Send("k", World.Eager("b"), new CounterCommand.Add("k", 3))),
            ImmutableSortedDictionary<string, DateTimeOffset>.Empty.Add("t", World.Start),
            12);

        var text = JsonSerializer.Serialize(envelope, Counter.Json);
        var again = JsonSerializer.Deserialize<Envelope<CounterState>>(text, Counter.Json)!;

        Assert.Equal(envelope.Outbox["k"], again.Outbox["k"]);
        Assert.Equal(envelope.Timers["t"], again.Timers["t"]);
        Assert.Equal(text, JsonSerializer.Serialize(again, Counter.Json));
    }

    /// <summary>Stores are older than our way of naming records: theirs was the library's.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void The_bytes_are_those_of_the_librarys_own_polymorphism(Type type)
    {
        var root = RootOf(type);
        var sample = Samples.Of(type);

        var text = JsonSerializer.Serialize(sample, root, EntityJson.Options);

        Assert.Equal(JsonSerializer.Serialize(sample, root, Library), text);
        Assert.Equal(
            JsonSerializer.Serialize(sample, type, Library),
            JsonSerializer.Serialize(sample, type, EntityJson.Options));
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, root, Library), root, Library));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void The_bytes_of_a_state_are_too(Type type)
    {
        var sample = Samples.Of(type);

        var text = JsonSerializer.Serialize(sample, type, EntityJson.Options);

        Assert.Equal(JsonSerializer.Serialize(sample, type, Library), text);
        Assert.Equal(
            text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, type, Library), type, EntityJson.Options));
    }

    [Fact]
    public void A_record_that_is_declared_as_what_it_is_has_no_name()
    {
        var send = new Effect.Send("k", World.Eager("b"), new TimerFired("t"));
        var envelope = new Envelope<CounterState>(
            CounterState.Empty, ImmutableSortedDictionary<string, Effect.Send>.Empty.Add("k", send),
            ImmutableSortedDictionary<string, DateTimeOffset>.Empty, 1);
        var change = new Change(1, World.Start, [], [send, send], null, null);

        Assert.Equal(
            JsonSerializer.Serialize(envelope, Library), JsonSerializer.Serialize(envelope, EntityJson.Options));
        Assert.Equal(JsonSerializer.Serialize(change, Library), JsonSerializer.Serialize(change, EntityJson.Options));
    }

    /// <summary>A start meets a tenth of them.</summary>
    [Fact]
    public void A_record_costs_nothing_before_it_is_met()
    {
        var met = new HashSet<Type>();
        var options = new JsonSerializerOptions(EntityJson.Options)
        {
            TypeInfoResolver = EntityJson.Options.TypeInfoResolver!.WithAddedModifier(info => met.Add(info.Type)),
        };

        _ = JsonSerializer.Serialize<Command>(new TimerFired("t"), options);

        Assert.Equal(2, met.Count(type => typeof(Command).IsAssignableFrom(type)));
        Assert.DoesNotContain(met, type => typeof(Reply).IsAssignableFrom(type));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"name":"t","$type":"TimerFired"}""")]
    [InlineData("""{"$type":7,"name":"t"}""")]
    [InlineData("""{"$type":"OrderPlaced"}""")]
    public void A_text_that_does_not_begin_with_the_name_of_one_is_refused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Command>(text, EntityJson.Options));

    private static Type RootOf(Type type) => Roots.Single(root => root.IsAssignableFrom(type));

    private static JsonSerializerOptions ByTheLibrary()
    {
        var options = new JsonSerializerOptions(EntityJson.Options)
        {
            TypeInfoResolver = EntityJson.Options.TypeInfoResolver!.WithAddedModifier(Name),
        };
        options.Converters.Remove(options.Converters.Single(converter => converter is HierarchyJson));
        return options;
    }

    private static void Name(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => property.Name == "$type").ToArray())
        {
            info.Properties.Remove(property);
        }

        if (info.Type.IsAbstract && info.Type.Assembly == typeof(EntityJson).Assembly)
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$type" };
            foreach (var type in EntityJson.Concrete(info.Type))
            {
                info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, EntityJson.NameOf(type)));
            }
        }
    }
}
