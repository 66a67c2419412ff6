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
    /// <remarks>Choices and answers are taken over by their names. The price list and the lane stay, and so does the
    /// policy where several are compared.</remarks>
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
            || TableOf(item, current) is not { } table || !table.List.IsValid(now)
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

    /// <summary>The table of the item's list and compared policy; null where the version has no such list or policy.
    /// Where nothing is compared any more, what the author settled for counts.</summary>
    private static PriceTable? TableOf(OrderItem item, PublishedProduct current) =>
        current.PriceTable(item.Price.PriceList) is not { } listed ? null
        : current.Definition.Pricing.Arms.IsEmpty || item.Arm.Length == 0 ? listed
        : current.TableOf(listed, item.Arm);

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
