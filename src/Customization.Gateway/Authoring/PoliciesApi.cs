using Customization.Domain;
using Customization.Domain.Catalog.Pricing.Arms;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Ordering;
using Customization.Gateway.Access;

namespace Customization.Gateway.Authoring;

/// <summary>How the pricing policies that a product compares fare; for authors.</summary>
public static class PoliciesApi
{
    /// <summary>Maps the report of one product.</summary>
    public static void MapPolicies(this RouteGroupBuilder products) =>
        products.MapGet("/{product}/policies", Read).RequireAuthorization(Roles.Author).WithName("ReadPolicies")
            .WithSummary("Quotes, orders, revenue, margin and conversion of each compared policy; 95 % intervals.");

    private static async Task<Results<Ok<PoliciesResource>, Problem>> Read(
        string product, string? currency, ICustomization engine, CancellationToken cancellation)
    {
        if (engine.Catalog.Current(product) is not { } current)
        {
            return Problem.Of(new ProductModelRejection.ProductUnknown(product));
        }

        var pricing = current.Definition.Pricing;
        var counted = currency ?? pricing.Lists[0].Currency;
        if (pricing.Lists.All(list => list.Currency != counted))
        {
            return Problem.Of("request-invalid", $"The product has no prices in '{counted}'.");
        }

        var (views, read, isAll) = await SoldOrders.Read(engine, product, cancellation);
        var compared = views.Where(view => view.Item.Arm.Length > 0 && IsAlike(view.Item.Version)).ToList();
        var tally = PolicyTally.Of(compared.Where(view => view.Item.Price.Total.Currency == counted).Select(OutcomeOf));
        var report = PolicyReport.Of(pricing.Arms, tally);
        return TypedResults.Ok(new PoliciesResource(
            product, current.Version, counted, read, isAll,
            compared.Count(view => view.Item.Price.Total.Currency != counted), report.Policies, report.Differences));

        bool IsAlike(int version) =>
            engine.Catalog.Version(product, version)?.Definition.Pricing.Arms.SequenceEqual(pricing.Arms) == true;
    }

    private static PolicyOutcome OutcomeOf(OrderView view) => new(
        view.Item.Arm, view.CustomerId, SoldOrders.IsSale(view), view.Item.Price.Total.Minor,
        view.Item.Price.Cost.Minor);
}

/// <summary>How the policies that the current version compares fare, in it and in versions that compare the same.
/// Amounts are minor units.</summary>
/// <param name="OrdersRead">Quotes and orders that were looked at, of all products.</param>
/// <param name="IsComplete">Whether those were all there are.</param>
/// <param name="InOtherCurrencies">Quotes and orders that are left out, since they are not in this currency.</param>
/// <param name="Policies">None where nothing is compared.</param>
/// <param name="Differences">Of each further policy from the first.</param>
public sealed record PoliciesResource(
    string Product, int Version, string Currency, int OrdersRead, bool IsComplete, int InOtherCurrencies,
    IReadOnlyList<PolicyResult> Policies, IReadOnlyList<PolicyDifference> Differences);
