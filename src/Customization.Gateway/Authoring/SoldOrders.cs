using Customization.Domain;
using Customization.Domain.Catalog.Complexity;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Gateway.Orders;

namespace Customization.Gateway.Authoring;

/// <summary>The confirmed orders of a product that were read.</summary>
/// <param name="Read">Quotes and orders that were looked at, those of other products too.</param>
/// <param name="IsAll">Whether there are no more.</param>
public sealed record SoldOrders(IReadOnlyList<SoldCode> Codes, int OrdersRead, bool IsAll)
{
    /// <summary>Most orders that one report looks at. Their ids are hashes, so the first ones stand for all.</summary>
    public const int ReadMax = 2_000;

    private const int AtOnce = 16;

    /// <summary>Reads them.</summary>
    public static async Task<SoldOrders> Of(
        ICustomization engine, string product, CancellationToken cancellation)
    {
        var (views, read, isAll) = await Read(engine, product, cancellation);
        return new SoldOrders(
            [
                .. views.Where(view => IsSale(view) && view.Item.Configuration.Length > 0)
                    .Select(view => new SoldCode(view.Item.Configuration, view.PlacedAt)),
            ],
            read, isAll);
    }

    /// <summary>Quotes and orders of a product, sold or not; how many of all products were looked at, and whether those
    /// were all.</summary>
    public static async Task<(IReadOnlyList<OrderView> Views, int Read, bool IsAll)> Read(
        ICustomization engine, string product, CancellationToken cancellation)
    {
        var found = new List<OrderView>();
        var read = 0;
        string? after = null;
        do
        {
            var page = await engine.List(
                new EntityQuery(
                    EntityKind.Order, After: after, Limit: Math.Min(EntityQuery.LimitMax, ReadMax - read)),
                cancellation);
            foreach (var some in page.Keys.Chunk(AtOnce))
            {
                var views = await Task.WhenAll(some.Select(order => OrderWaits.Read(engine, order, cancellation)));
                found.AddRange(views.OfType<OrderView>()
                    .Where(view => string.Equals(view.Item.ProductCode, product, StringComparison.Ordinal)));
            }

            read += page.Keys.Length;
            after = page.Next;
        }
        while (after is not null && read < ReadMax);

        return (found, read, after is null);
    }

    /// <summary>Whether an order was bought and stands.</summary>
    public static bool IsSale(OrderView view) =>
        view.Status.IsConfirmed() || view.Status.HasArrived();
}
