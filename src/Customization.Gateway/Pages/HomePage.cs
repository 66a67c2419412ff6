using System.Globalization;
using System.Numerics;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Pictures;
using Customization.Gateway.Products;

namespace Customization.Gateway.Pages;

/// <summary>The shop window: every product with picture, price and variety. It needs no script.</summary>
internal static class HomePage
{
    /// <summary>The page over what can be configured.</summary>
    public static PageShell Of(IReadOnlyList<PublishedProduct> products, Words words, DateTimeOffset now) => new(
        "home", words["brand"],
        $"""
        <section class="opening"><h1>{PageShell.Escape(words["homeTitle"])}</h1>
        <p>{PageShell.Escape(words["homeHelp"])}</p></section>
        <ul class="products">{string.Concat(products.Select(product => Card(product, words, now)))}</ul>
        <p class="service">{PageShell.Escape(words["forDevelopers"])} <a href="/v1/products">/v1/products</a>
        <a href="/openapi/v1.json">/openapi/v1.json</a></p>
        """);

    /// <summary>A picture as inline SVG; decoration, since the text beside it says what it shows.</summary>
    public static string Svg(Picture picture) =>
        $"<svg viewBox=\"{picture.ViewBox}\" aria-hidden=\"true\" focusable=\"false\">"
        + $"{string.Concat(picture.Layers.Select(layer => layer.Svg))}</svg>";

    private static string Card(PublishedProduct product, Words words, DateTimeOffset now)
    {
        var showcase = Showcase.Of(product, now);
        var title = product.Definition.Title.In(words.Language, product.Code);
        var help = product.Definition.Help.In(words.Language);
        var from = words.Say("from", WrittenAmounts.Text(showcase.From, words.Language));
        return $"""
            <li class="product"><a href="/configure/{product.Code}">
            <span class="picture">{Svg(showcase.Picture)}</span>
            <span class="name">{PageShell.Escape(title)}</span>
            {(help.Length == 0 ? "" : $"<span class=\"help\">{PageShell.Escape(help)}</span>")}
            <span class="facts"><strong>{PageShell.Escape(from)}</strong>{VarietyOf(showcase.Variety, words)}</span>
            </a></li>
            """;
    }

    private static string VarietyOf(BigInteger? variety, Words words)
    {
        if (variety is not { } count)
        {
            return "";
        }

        var exact = WrittenAmounts.Grouped(count.ToString(CultureInfo.InvariantCulture), words.Language);
        return $"<span class=\"variety\">{PageShell.Escape(words.Say("variety", exact))}</span>";
    }
}
