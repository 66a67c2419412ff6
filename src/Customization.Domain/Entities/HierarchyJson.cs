using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Customization.Domain.Entities;

/// <summary>Writes the sealed records of each closed hierarchy with <c>$type</c> first wherever the abstract record is
/// asked for, and reads the one that is named.</summary>
/// <remarks>The bytes are those of <see cref="JsonPolymorphismOptions"/>, which makes the metadata of every record of a
/// hierarchy when the first is met. As an outbox holds any command and a command may carry any reply, that was all of
/// the Domain in each start; here a record costs something once it is written or read. Safe for any number of threads.
/// </remarks>
internal sealed class HierarchyJson : JsonConverterFactory
{
    private const string Discriminator = "$type";

    /// <summary>The record that writes its name next: the same record may stand elsewhere as what it is, unnamed.
    /// </summary>
    [ThreadStatic]
    private static object? _named;

    private readonly FrozenDictionary<Type, FrozenDictionary<string, Type>> _concrete;

    /// <param name="assemblies">Whose hierarchies these are; their records are found by reflection, once.</param>
    public HierarchyJson(Assembly[] assemblies)
    {
        var pairs = from type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(EntityJson.IsConcrete)
                    from root in RootsOf(type)
                    where assemblies.Contains(root.Assembly)
                    select (root, type);
        _concrete = pairs.GroupBy(pair => pair.root, pair => pair.type).ToFrozenDictionary(
            group => group.Key, group => group.ToFrozenDictionary(EntityJson.NameOf));
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => _concrete.ContainsKey(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert), _concrete[typeToConvert])!;

    /// <summary>Gives a record of a hierarchy its name as first property, which is written on demand.</summary>
    public void Name(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || !RootsOf(info.Type).Any(_concrete.ContainsKey))
        {
            return;
        }

        var name = EntityJson.NameOf(info.Type);
        var property = info.CreateJsonPropertyInfo(typeof(string), Discriminator);
        property.Order = -1;
        property.Get = _ => name;
        property.ShouldSerialize = (record, _) =>
        {
            var isNamed = ReferenceEquals(record, _named);
            _named = null;
            return isNamed;
        };
        info.Properties.Insert(0, property);
    }

    private static IEnumerable<Type> RootsOf(Type type)
    {
        for (var root = type.BaseType; root is { IsAbstract: true }; root = root.BaseType)
        {
            yield return root;
        }
    }

    private sealed class Converter<T>(FrozenDictionary<string, Type> concrete) : JsonConverter<T>
        where T : class
    {
        private readonly FrozenSet<Type> _known = concrete.Values.ToFrozenSet();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var ahead = reader;
            if (ahead.TokenType != JsonTokenType.StartObject || !ahead.Read()
                || ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals(Discriminator)
                || !ahead.Read() || ahead.TokenType != JsonTokenType.String)
            {
                throw new JsonException($"expected an object that begins with its {Discriminator}");
            }

            var name = ahead.GetString()!;
            return concrete.TryGetValue(name, out var type)
                ? (T)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(type))!
                : throw new JsonException($"'{name}' is no {typeof(T).Name} of this version");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (!_known.Contains(value.GetType()))
            {
                throw new NotSupportedException($"{value.GetType()} is not among the records of {typeof(T).Name}");
            }

            var info = options.GetTypeInfo(value.GetType());
            _named = value;
            JsonSerializer.Serialize(writer, value, info);
        }
    }
}
