using System.Text.Json;
using System.Text.Json.Serialization;
using Customization.Gateway.Limits;

namespace Customization.Gateway;

/// <summary>How the API writes and reads JSON.</summary>
public static class GatewayJson
{
    /// <summary>camelCase names, enums as kebab-case words, no nulls; unknown members in a request are refused, because
    /// a misspelt wish that is ignored is worse than an error.</summary>
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
    }
}
