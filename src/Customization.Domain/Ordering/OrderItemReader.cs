using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
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

        if (TableOf(product, request.PriceList ?? coded.Terms.PriceList, now) is not { } table)
        {
            problem = new OrderRejection.InvalidRequest("price list");
            return null;
        }

        if (Full(product, coded.Selection) is not { } values)
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
            product.Price(values, coded.Parameters, table, request.Lane, request.Language));
    }

    private static PriceTable? TableOf(PublishedProduct product, string code, DateTimeOffset now)
    {
        var table = code.Length == 0 ? product.PriceTable(null, null, now) : product.PriceTable(code);
        return table is not null && table.List.IsValid(now) ? table : null;
    }

    /// <summary>The one configuration that a selection leaves, with its defaults, or null where it leaves none or
    /// several.</summary>
    private static int[]? Full(PublishedProduct product, Selection selection)
    {
        var model = product.Model;
        var values = new int[model.Characteristics.Length];
        var isChosen = true;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = selection[new CharacteristicIndex(i)];
            isChosen &= values[i] >= 0;
        }

        return isChosen
            ? Evaluation.Satisfies(model, values) ? values : null
            : Forced(product, DefaultFilling.Filled(product, selection), values);
    }

    private static int[]? Forced(PublishedProduct product, Selection selection, int[] values)
    {
        var possible = product.Configurators.Use(configurator => configurator.PossibleValues(selection));
        for (var i = 0; i < values.Length; i++)
        {
            var characteristic = new CharacteristicIndex(i);
            if (possible.CountOf(characteristic) != 1)
            {
                return null;
            }

            for (var value = 0; values[i] < 0; value++)
            {
                values[i] = possible.Contains(product.Model.Literal(characteristic, value)) ? value : -1;
            }
        }

        return values;
    }
}
