namespace Customization.Gateway.Limits;

/// <summary>What a request is worth when there are more than can be answered; the first ones are refused first.
/// </summary>
public enum Priority
{
    /// <summary>Somebody comes in: a new session, a look at the catalog.</summary>
    Visit,

    /// <summary>Somebody is in the middle of something.</summary>
    Click,

    /// <summary>Somebody orders, or keeps orders moving.</summary>
    Order,
}

/// <summary>Gives endpoints their priority; one without is never refused for load.</summary>
public static class PriorityMetadata
{
    /// <summary>Sets the priority; the innermost one counts.</summary>
    public static TBuilder WithPriority<TBuilder>(this TBuilder endpoints, Priority priority)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new Has(priority));

    /// <summary>The priority of an endpoint, or null.</summary>
    public static Priority? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Has>()?.Priority;

    private sealed record Has(Priority Priority);
}
