using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Customization.Gateway.Limits;

namespace Customization.Gateway;

/// <summary>How the API writes and reads JSON.</summary>
public static class GatewayJson
{
    /// <summary>camelCase names, enums as kebab-case words, no nulls, not inside of lists either; unknown members in a
    /// request are refused, because a misspelt wish that is ignored is worse than an error.</summary>
    public static void Apply(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.MaxDepth = RequestLimits.JsonDepthMax;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(RefuseNullElements);
    }

    /// <summary>Annotations are respected on members and not inside of lists: <c>{"uses":[null]}</c> would pass.
    /// </summary>
    private static void RefuseNullElements(JsonTypeInfo type)
    {
        var lists = type.Kind != JsonTypeInfoKind.Object ? []
            : type.Properties.Where(member => member.Get is not null && IsList(member.PropertyType)).ToArray();
        if (lists.Length > 0)
        {
            type.OnDeserialized += made =>
            {
                var wrong = Array.Find(lists, member => HasNull(member.Get!(made)));
                if (wrong is not null)
                {
                    throw new JsonException($"'{wrong.Name}' has an element that is null");
                }
            };
        }
    }

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    /// <summary>An immutable array that was not given cannot be looked through.</summary>
    private static bool HasNull(object? list) => list switch
    {
        null => false,
        IDictionary named => named.Values.Cast<object?>().Contains(null),
        ValueType absent when absent.Equals(Activator.CreateInstance(absent.GetType())) => false,
        IEnumerable all => all.Cast<object?>().Contains(null),
        _ => false,
    };
}
