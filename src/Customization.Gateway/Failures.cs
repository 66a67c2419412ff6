using Customization.Domain;
using Customization.Gateway.Limits;
using Microsoft.AspNetCore.Diagnostics;

namespace Customization.Gateway;

/// <summary>Turns what endpoints do not answer themselves into problems: exceptions, unknown routes, wrong methods.
/// </summary>
public static class Failures
{
    /// <summary>Adds both to the start of the pipeline.</summary>
    public static void UseFailures(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Answer,
            SuppressDiagnosticsCallback = context => IsExpected(context.Exception),
        });
        app.UseStatusCodePages(context => Answer(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static bool IsExpected(Exception exception) => exception
        is BadHttpRequestException or TimeoutException or UnavailableException or OperationCanceledException;

    private static Task Answer(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is UnavailableException { Reason: UnavailableReason.Overloaded })
        {
            return Shedding.Refuse(context);
        }

        var problem = error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => WrongType(),
            BadHttpRequestException bad =>
                Problem.Of("request-invalid", bad.InnerException is { } inner ? inner.Message : bad.Message),
            TimeoutException => Problem.Of(
                "no-answer-in-time", "It may still be carried out; ask again with the same idempotency key."),
            UnavailableException { Reason: UnavailableReason.Draining } =>
                Problem.Of("stopping", "This process is about to stop; nothing was done."),
            UnavailableException => Problem.Of(
                "storage-fault", "It may or may not be carried out; ask again with the same idempotency key."),
            _ => Problem.Of("internal", "The trace id helps those who run this to find the cause."),
        };
        return problem.ExecuteAsync(context);
    }

    private static Task Answer(HttpContext context, int status)
    {
        var problem = status switch
        {
            StatusCodes.Status404NotFound => Problem.Of("not-found", "No such address; see /openapi/v1.json."),
            StatusCodes.Status405MethodNotAllowed =>
                Problem.Of("method-not-allowed", $"Not with {context.Request.Method}; see /openapi/v1.json."),
            StatusCodes.Status413PayloadTooLarge => TooLarge(),
            StatusCodes.Status415UnsupportedMediaType => WrongType(),
            StatusCodes.Status400BadRequest => Problem.Of("request-invalid", "See /openapi/v1.json."),
            _ => null,
        };
        return problem?.ExecuteAsync(context) ?? Task.CompletedTask;
    }

    private static Problem TooLarge() => Problem.Of("request-too-large", "The body has too many bytes.");

    private static Problem WrongType() =>
        Problem.Of("media-type-unsupported", "Send application/json, or what /openapi/v1.json says.");
}
