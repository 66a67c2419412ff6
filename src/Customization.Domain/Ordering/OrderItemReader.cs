using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Owned;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;

namespace Customization.Domain.Ordering;

/// <summary>Turns a configuration code into what is ordered: exploded and priced, once, when it is asked for.</summary>
internal static class OrderItemReader
{
    /// <summary>The item, or null and why not. Anybody can make a code, so everything is checked again.</summary>
    public static OrderItem? Read(
        OrderRequest request, ICatalog catalog, DateTimeOffset now, out OrderRejection? problem)
    {
        problem = null;
        if (!CodedConfiguration.TryRead(request.Configuration, catalog, out var coded, out var rejection))
        {
            problem = rejection is SessionRejection.ProductUnavailable unavailable
                ? new OrderRejection.UnknownProduct(unavailable.Product)
                : new OrderRejection.InvalidConfiguration(rejection.Detail);
            return null;
        }

        var product = coded.Product;
        if (product.Definition.Lane(request.Lane) is null)
        {
            problem = new OrderRejection.UnknownLane(request.Lane);
            return null;
        }

        if (TableOf(product, request.PriceList ?? coded.Terms.PriceList, now) is not { } listed)
        {
            problem = new OrderRejection.InvalidRequest("price list");
            return null;
        }

        // Who makes a run has one price for all its items, as its settings say, and is no part of a comparison.
        var table = request.Run is null ? product.TableFor(listed, request.CustomerId) : listed;

        if (FullConfiguration.Of(product, coded.Selection) is not { } values)
        {
            problem = new OrderRejection.InvalidConfiguration(
                "The configuration leaves something open or breaks a rule of the product.");
            return null;
        }

        var refusals = product.CheckAll(coded.Parameters, values, request.Language);
        if (!refusals.IsEmpty)
        {
            problem = new OrderRejection.InvalidConfiguration(refusals[0].Detail);
            return null;
        }

        return new OrderItem(
            product.Code, product.Version, request.Configuration, product.Explode(values, coded.Parameters),
            product.Price(values, coded.Parameters, table, request.Lane, request.Language))
        {
            Sold = new CodedConfiguration(product, Selection.From(values), NoParameters, SessionTerms.Default).Write(),
            Documents = CodedDocuments.Ordered(coded, values, request.Language),
            Arm = table.Arm,
            Owned = OwnedBuild.Of(product.Definition.Owned, values),
        };
    }

    private static ImmutableSortedDictionary<string, ParameterValue> NoParameters =>
        ImmutableSortedDictionary<string, ParameterValue>.Empty;

    private static PriceTable? TableOf(PublishedProduct product, string code, DateTimeOffset now)
    {
        var table = code.Length == 0 ? product.PriceTable(null, null, now) : product.PriceTable(code);
        return table is not null && table.List.IsValid(now) ? table : null;
    }
}
