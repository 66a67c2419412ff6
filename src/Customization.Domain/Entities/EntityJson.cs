using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Customization.Domain.Entities.Secrets;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Entities;

/// <summary>How commands, events, replies, effects and states are written as JSON, the same way in every store and on
/// every wire.</summary>
/// <remarks>Every abstract record of the Domain is a closed hierarchy: its sealed records are found by reflection, once,
/// and carry <c>$type</c> = type name with nesting, e.g. <c>Effect.Send</c>. These names and the property names are
/// stored: renaming one breaks old stores. A property that is missing in the text takes its default, so that fields
/// can be added; computed properties are not written. Safe for any number of threads.</remarks>
public static class EntityJson
{
    /// <summary>The options for the types of the Domain.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The same without what is <see cref="PersonalAttribute"/>: <see cref="Options"/> read it too.</summary>
    public static JsonSerializerOptions Remainder { get; } = Create([], LeaveOutPersonal);

    /// <summary>The options for the types of the Domain and of further assemblies, such as those of a test.</summary>
    public static JsonSerializerOptions Create(params Assembly[] further) => Create(further, PutPersonalLast);

    private static JsonSerializerOptions Create(Assembly[] further, Action<JsonTypeInfo> arrange)
    {
        Assembly[] assemblies = [typeof(EntityJson).Assembly, .. further];
        var hierarchies = new HierarchyJson(assemblies);
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(LeaveOutComputed);
        resolver.Modifiers.Add(LeaveOutEmpty);
        resolver.Modifiers.Add(arrange);
        resolver.Modifiers.Add(hierarchies.Name);
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = resolver,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters =
            {
                new JsonStringEnumConverter(), new BigIntegerConverter(), new SelectionConverter(), hierarchies,
            },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The discriminator of a type: its name, after the names of the types that it is nested in.</summary>
    public static string NameOf(Type type) =>
        type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;

    /// <summary>The concrete types of one hierarchy in the Domain.</summary>
    public static IReadOnlyList<Type> Concrete(Type root) =>
        [.. typeof(EntityJson).Assembly.GetTypes().Where(type => IsConcrete(type) && root.IsAssignableFrom(type))];

    /// <summary>Whether a type can be a record at the end of a hierarchy.</summary>
    internal static bool IsConcrete(Type type) => type is { IsClass: true, IsSealed: true, IsAbstract: false }
        && !type.ContainsGenericParameters;

    /// <summary>A property that nothing can set on reading would only make the store larger.</summary>
    private static void LeaveOutComputed(JsonTypeInfo info)
    {
        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (info.Properties[i] is { Set: null, AssociatedParameter: null })
            {
                info.Properties.RemoveAt(i);
            }
        }
    }

    private static void LeaveOutEmpty(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => Has<LeftOutEmptyAttribute>(property)))
        {
            property.ShouldSerialize = (_, value) => value is ICollection { Count: > 0 };
        }
    }

    /// <summary>Side by side, so that what a remainder lacks is one short piece.</summary>
    private static void PutPersonalLast(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(IsPersonal))
        {
            property.Order = 1;
        }
    }

    private static void LeaveOutPersonal(JsonTypeInfo info)
    {
        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (IsPersonal(info.Properties[i]))
            {
                info.Properties.RemoveAt(i);
            }
        }
    }

    private static bool IsPersonal(JsonPropertyInfo property) => Has<PersonalAttribute>(property);

    private static bool Has<TAttribute>(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(TAttribute), inherit: false) == true;

    /// <summary>Counts of configurations are beyond any JSON number that readers agree on: decimal text.</summary>
    private sealed class BigIntegerConverter : JsonConverter<BigInteger>
    {
        public override BigInteger Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            BigInteger.TryParse(
                reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new JsonException("expected an integer as decimal text");

        public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Value positions in model order, -1 where nothing is chosen.</summary>
    private sealed class SelectionConverter : JsonConverter<Selection>
    {
        public override Selection Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Selection.From(JsonSerializer.Deserialize<int[]>(ref reader, options)
                ?? throw new JsonException("expected an array of value positions"));

        public override void Write(Utf8JsonWriter writer, Selection value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            for (var i = 0; i < value.Length; i++)
            {
                writer.WriteNumberValue(value[new CharacteristicIndex(i)]);
            }

            writer.WriteEndArray();
        }
    }
}
