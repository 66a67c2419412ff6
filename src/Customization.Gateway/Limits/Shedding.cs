namespace Customization.Gateway.Limits;

/// <summary>Refuses a part of the requests while more come than can be answered: visits first, then clicks, orders
/// last.</summary>
/// <remarks>The part grows with the time that work waits for a thread, so that the wait settles between the two limits
/// of a priority instead of growing without end. Deciding costs a small part of an answer: it comes before the token
/// and the body are looked at.</remarks>
public static class Shedding
{
    private const string RetryAfterSeconds = "1";

    private static readonly (TimeSpan None, TimeSpan All) VisitLimits = (Ms(15), Ms(60));
    private static readonly (TimeSpan None, TimeSpan All) ClickLimits = (Ms(20), Ms(100));
    private static readonly (TimeSpan None, TimeSpan All) OrderLimits = (Ms(400), Ms(2000));

    /// <summary>Adds the refusing, after routing.</summary>
    public static void UseShedding(this WebApplication app)
    {
        var watch = app.Services.GetRequiredService<QueueWatch>();
        var metrics = app.Services.GetRequiredService<GatewayMetrics>();
        app.Use((context, next) =>
        {
            if (PriorityMetadata.Of(context.GetEndpoint()) is not { } priority
                || Share(priority, watch.Standing) is not (> 0 and var share)
                || Random.Shared.NextDouble() >= share)
            {
                return next(context);
            }

            metrics.Shed(priority);
            return Refuse(context);
        });
    }

    /// <summary>Refuses one request; the caller may come again after a second.</summary>
    public static Task Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Problem.Of("overloaded", "Too many requests wait; nothing was done. Ask again in a moment.")
            .ExecuteAsync(context);
    }

    /// <summary>Share of the requests of a priority to refuse, 0 to 1.</summary>
    /// <param name="wait">How long work waits for a thread.</param>
    public static double Share(Priority priority, TimeSpan wait)
    {
        var (none, all) = priority switch
        {
            Priority.Visit => VisitLimits,
            Priority.Click => ClickLimits,
            _ => OrderLimits,
        };
        return Math.Clamp((wait - none) / (all - none), 0, 1);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
