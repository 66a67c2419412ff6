using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Sessions;

namespace Customization.Domain.Ordering;

/// <summary>Gives the lower price of a newer version to open quotes, where its author says so.</summary>
internal static class OrderRepricing
{
    /// <summary>The change that accepting the quote now would bring; null where its price stands: it is no open quote,
    /// the current version says nothing, no longer makes the configuration, or asks no less for it.</summary>
    /// <remarks>Choices and answers are taken over by their names. The price list and the lane stay.</remarks>
    public static QuoteRepriced? Lower(OrderState state, ICatalog catalog, DateTimeOffset now)
    {
        if (state.Status != OrderStatus.Quoted || state.Item is not { Sold.Length: > 0 } item
            || catalog.Current(item.ProductCode) is not { } current || current.Version <= item.Version
            || current.Definition.Pricing.Quotes != OpenQuotes.Lower)
        {
            return null;
        }

        var price = PriceOf(item, state.Lane!.Code, current, catalog, now);
        return price is not null && price.Total.Minor < item.Price.Total.Minor
            ? new QuoteRepriced(Titled(price, item.Price), current.Version, now)
            : null;
    }

    private static PriceQuote? PriceOf(
        OrderItem item, string lane, PublishedProduct current, ICatalog catalog, DateTimeOffset now)
    {
        if (!CodedConfiguration.TryRead(item.Sold, catalog, out var sold, out _)
            || !CodedConfiguration.TryRead(item.Configuration, catalog, out var asked, out _)
            || current.PriceTable(item.Price.PriceList) is not { } table || !table.List.IsValid(now)
            || table.List.Currency != item.Price.Total.Currency || current.Definition.Lane(lane) is null)
        {
            return null;
        }

        var selection = ChoiceMapping.Map(sold.Product.Model, sold.Selection, current.Model, out var vanished);
        return vanished.IsEmpty && FullConfiguration.Of(current, selection) is { } values
            && current.CheckAll(asked.Parameters, values, LocalizedText.FallbackLanguage).IsEmpty
                ? current.Price(values, asked.Parameters, table, lane, LocalizedText.FallbackLanguage)
                : null;
    }

    /// <summary>The new lines under the titles that the customer knows, which are in the customer's language.</summary>
    private static PriceQuote Titled(PriceQuote price, PriceQuote known) => price with
    {
        Lines =
        [
            .. price.Lines.Select(line => line with
            {
                Title = known.Lines.FirstOrDefault(each => each.Code == line.Code)?.Title ?? line.Title,
            }),
        ],
    };
}
