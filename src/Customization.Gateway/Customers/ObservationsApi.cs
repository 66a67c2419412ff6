using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Gateway.Access;

namespace Customization.Gateway.Customers;

/// <summary>What is noticed of a customer: told by the customer, or by a system with the role of an operator, which
/// may tell but not read.</summary>
public static class ObservationsApi
{
    /// <summary>Maps <c>/v1/customers/{customer}/observations</c>.</summary>
    public static void MapObservations(this RouteGroupBuilder customer) =>
        customer.MapPost("/observations", Observe).WithName("ObserveCustomer")
            .WithSummary("Records stays, usage and feedback of a customer who consents; idempotent by key.");

    private static async Task<Results<Ok<ObservedResource>, Problem>> Observe(
        string customer, ObservationsRequest request, Caller caller, ICustomization engine,
        CancellationToken cancellation)
    {
        if (!caller.MaySee(customer) || !Keys.IsCustomer(customer))
        {
            return Problem.Of("forbidden", "Only the customer and operators may do this.");
        }

        if (request.Observations.Any(each => each is null))
        {
            return Problem.Of("request-invalid", "An observation is null.");
        }

        var command = new CustomerCommand.Observe([.. request.Observations.Select(each => each!.ToObservation())]);
        var reply = await engine.Ask(new EntityAddress(EntityKind.Customer, customer), command, cancellation);
        return reply switch
        {
            ObservationsTaken taken => TypedResults.Ok(new ObservedResource(taken.Added, taken.Repeated)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }
}

/// <summary>A batch of observations.</summary>
public sealed record ObservationsRequest(ImmutableArray<ObservationBody?> Observations)
{
    /// <summary>Never default.</summary>
    public ImmutableArray<ObservationBody?> Observations { get; init; } =
        Observations.IsDefault ? [] : Observations;
}

/// <summary>One thing that was noticed.</summary>
/// <param name="Key">Names it: telling it again changes nothing.</param>
/// <param name="Kind">stay, usage or feedback.</param>
/// <param name="Subject">The preference that it is about; products refer to it by this name.</param>
/// <param name="Value">A word or a number.</param>
public sealed record ObservationBody(
    string Key, ObservationKind Kind, string Subject, string Value, DateTimeOffset At)
{
    /// <summary>As the Domain has it.</summary>
    public Observation ToObservation() => new(Key, Kind, Subject, Value, At.ToUniversalTime());
}

/// <summary>What became of a batch.</summary>
/// <param name="Repeated">How many were known already, or are older than what is kept one by one.</param>
public sealed record ObservedResource(int Added, int Repeated);
