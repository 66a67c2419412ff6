using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Customization.Domain.Entities;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Customization.Gateway;

/// <summary>A refusal as RFC 9457 problem details with <c>code</c> and <c>traceId</c>.</summary>
public sealed class Problem : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private const string ContentType = "application/problem+json";

    /// <summary>What is unavailable is worth another try after a second: stores recover, others take over, load is
    /// measured each second.</summary>
    private const string RetryAfterSeconds = "1";

    private readonly ProblemDetails _details;

    private Problem(ProblemDetails details) => _details = details;

    /// <inheritdoc/>
    public int? StatusCode => _details.Status;

    /// <summary>The problem of a code in <see cref="Problems"/>.</summary>
    public static Problem Of(string code, string detail, params (string Name, object? Value)[] extensions)
    {
        var (status, title) = Problems.Of(code);
        var details = new ProblemDetails
        {
            Type = $"urn:customization:problem:{code}",
            Title = title,
            Status = status,
            Detail = detail,
        };
        details.Extensions["code"] = code;
        foreach (var (name, value) in extensions)
        {
            details.Extensions[name] = value;
        }

        return new Problem(details);
    }

    /// <summary>The problem of a rejection.</summary>
    public static Problem Of(Rejection rejection, params (string Name, object? Value)[] extensions) =>
        Of(rejection.Code, rejection.Detail, extensions);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext context)
    {
        _details.Instance = context.Request.Path;
        _details.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        context.Response.StatusCode = _details.Status!.Value;
        if (_details.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        // Not cancelled with the request: a request that ran out of time is told so.
        return context.Response.WriteAsJsonAsync(
            _details, (JsonSerializerOptions?)null, ContentType, CancellationToken.None);
    }

    /// <summary>Describes it to OpenAPI as the answer whenever something is refused.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status400BadRequest, typeof(ProblemDetails), [ContentType]));
}
