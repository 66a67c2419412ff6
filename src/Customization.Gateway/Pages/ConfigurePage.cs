using Customization.Domain.Catalog;
using Customization.Gateway.Products;

namespace Customization.Gateway.Pages;

/// <summary>Configuring one product. Title and picture are there at once, in the places they keep; the script brings
/// the questions.</summary>
internal static class ConfigurePage
{
    /// <summary>The page of a product.</summary>
    public static PageShell Of(PublishedProduct product, Words words, DateTimeOffset now)
    {
        var title = product.Definition.Title.In(words.Language, product.Code);
        var showcase = Showcase.Of(product, now);
        var from = words.Say("from", WrittenAmounts.Text(showcase.From, words.Language));
        return new PageShell(
            "store", $"{title} - {words["brand"]}",
            $"""
            <div class="configure waiting">
            <div class="heading"><h1>{PageShell.Escape(title)}</h1><div class="toolbar"></div></div>
            <div class="rail"></div>
            <div class="questions"><p role="status">{PageShell.Escape(words["opening"])}</p></div>
            <aside class="result"><div class="stage">{HomePage.Svg(showcase.Picture)}</div>
            <div class="summary"><p class="total">{PageShell.Escape(from)}</p></div></aside>
            </div>
            <noscript><p class="message">{PageShell.Escape(words["noScript"])}</p></noscript>
            """)
        {
            Data = new { product = ProductResource.Of(product, words.Language) },
        };
    }
}
