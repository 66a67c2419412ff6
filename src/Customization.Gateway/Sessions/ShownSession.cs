using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Customization.Gateway.Sessions;

/// <summary>The answer to a click: the session as JSON, the same bytes as any other answer's JSON would have.</summary>
/// <remarks>Nearly all that a gateway writes is this, so its values are written by <see cref="CharacteristicsJson"/>;
/// the API's document is still made from the types.</remarks>
public sealed class ShownSession(SessionResource session) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(
        new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(SessionResource), ["application/json"]));

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status200OK;
        return httpContext.Response.WriteAsJsonAsync(
            session, httpContext.RequestServices.GetRequiredService<Json>().Session,
            cancellationToken: httpContext.RequestAborted);
    }

    /// <summary>How sessions are written.</summary>
    public sealed class Json
    {
        /// <summary>By the options of the API.</summary>
        public Json(IOptions<JsonOptions> api)
        {
            var options = new JsonSerializerOptions(api.Value.SerializerOptions);
            options.Converters.Insert(0, new CharacteristicsJson());
            options.MakeReadOnly();
            Session = (JsonTypeInfo<SessionResource>)options.GetTypeInfo(typeof(SessionResource));
        }

        /// <summary>Of the session itself.</summary>
        public JsonTypeInfo<SessionResource> Session { get; }
    }
}
