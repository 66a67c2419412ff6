using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Sessions;

namespace Customization.Domain.Ordering;

/// <summary>The secret values of an order, for the machine that makes it: nobody else but its customer reads them.
/// </summary>
/// <param name="Values">By secret characteristic, the value that was sold.</param>
public sealed record OrderFormula(
    string OrderId, string Product, int Version, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Reads it while the order is confirmed and not produced yet; null and why where it cannot be read. Empty
    /// where the product has no secrets.</summary>
    public static OrderFormula? Of(OrderView view, ICatalog catalog, out OrderRejection? problem)
    {
        problem = view.Status is not (OrderStatus.Confirmed or OrderStatus.Producing)
            ? new OrderRejection.NotNow(view.Status)
            : view.Item.Sold.Length == 0 ? new OrderRejection.Forgotten(view.OrderId) : null;
        if (problem is not null)
        {
            return null;
        }

        if (!CodedConfiguration.TryRead(view.Item.Sold, catalog, out var sold, out _))
        {
            problem = new OrderRejection.UnknownProduct(view.Item.ProductCode);
            return null;
        }

        return new OrderFormula(
            view.OrderId, view.Item.ProductCode, view.Item.Version,
            sold.Product.Definition.Secret.ToImmutableSortedDictionary(
                each => sold.Product.Model.Characteristics[each.Value].Name,
                each => sold.Product.Model.Characteristics[each.Value].Values[sold.Selection[each]].Name,
                StringComparer.Ordinal));
    }
}
