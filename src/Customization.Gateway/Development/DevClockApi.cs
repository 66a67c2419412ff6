using Customization.Gateway.Access;

namespace Customization.Gateway.Development;

/// <summary>Moves the engine's clock forward, so that a delivery next week can be watched now.</summary>
public static class DevClockApi
{
    /// <summary>Longest move at a time, hours.</summary>
    public const int HoursMax = 24;

    /// <summary>Maps <c>/v1/dev/clock</c>.</summary>
    public static void MapDevClock(this RouteGroupBuilder v1, MovableClock clock)
    {
        var group = v1.MapGroup("/dev/clock").RequireAuthorization(Roles.Operator).WithTags("Development");
        group.MapGet("/", () => TypedResults.Ok(new ClockResource(clock.Now())))
            .WithName("ReadClock").WithSummary("The engine's time.");
        group.MapPost("/", async Task<Results<Ok<ClockResource>, Problem>> (ClockMove move) =>
                move.Hours is > 0 and <= HoursMax
                    ? TypedResults.Ok(new ClockResource(await clock.Advance(TimeSpan.FromHours(move.Hours))))
                    : Problem.Of("request-invalid", $"hours is above 0 and at most {HoursMax}."))
            .DisableRequestTimeout().WithName("MoveClock").WithSummary("Moves the engine's time forward.");
    }
}

/// <summary>A clock that can be moved forward.</summary>
/// <param name="Now">The engine's time.</param>
/// <param name="Advance">Moves it and returns the new time.</param>
public sealed record MovableClock(Func<DateTimeOffset> Now, Func<TimeSpan, Task<DateTimeOffset>> Advance);

/// <summary>How far to move.</summary>
public sealed record ClockMove(double Hours);

/// <summary>The engine's time.</summary>
public sealed record ClockResource(DateTimeOffset Now);
