using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Gateway;

/// <summary>One page of a list.</summary>
/// <param name="Ids">In ordinal order.</param>
/// <param name="Next">Pass it as <c>after</c> for the next page; absent on the last one.</param>
public sealed record Page(IReadOnlyList<string> Ids, string? Next)
{
    private const int LimitDefault = 100;

    /// <summary>Asks for a page.</summary>
    public static async Task<Results<Ok<Page>, Problem>> Of(
        ICustomization engine, EntityKind kind, string? owner, string? after, int? limit,
        CancellationToken cancellation, string? prefix = null)
    {
        if (limit is < 1 or > EntityQuery.LimitMax)
        {
            return Problem.Of("request-invalid", $"limit is 1 to {EntityQuery.LimitMax}.");
        }

        var page = await engine.List(
            new EntityQuery(kind, owner, prefix, after, limit ?? LimitDefault), cancellation);
        return TypedResults.Ok(new Page(page.Keys, page.Next));
    }
}
