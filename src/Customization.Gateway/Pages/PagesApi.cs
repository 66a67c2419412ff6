using Customization.Domain;
using Customization.Gateway.Products;

namespace Customization.Gateway.Pages;

/// <summary>The pages of the shop and of its people: an HTML shell each; what they do, they do through the API.
/// </summary>
public static class PagesApi
{
    /// <summary>Maps the pages, or one that says that this build carries none.</summary>
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        if (WebAssets.All.AddressOf("store.js") is null)
        {
            pages.MapGet("/", () => TypedResults.Content(NoPages.Html, "text/html; charset=utf-8"));
            return;
        }

        WebAssets.All.Map(app);
        pages.MapGet("/", Home);
        pages.MapGet("/configure/{product}", Configure);
        pages.MapGet("/orders", Orders);
        pages.MapGet("/orders/{order}", Orders);
        pages.MapGet("/owned/{serial}", Owned);
        pages.MapGet("/author", (PageVisitor visitor, HttpContext context) =>
            Desk("author", visitor, context));
        pages.MapGet("/ops", (PageVisitor visitor, HttpContext context) =>
            Desk("ops", visitor, context));
        pages.MapGet("/runs", (PageVisitor visitor, HttpContext context) =>
            Desk("runs", visitor, context));
    }

    private static async Task<IResult> Home(
        ICustomization engine, PageVisitor visitor, TimeProvider clock, HttpContext context) =>
        HomePage.Of(
                await Catalogue.All(engine, context.RequestAborted), visitor.Words, clock.GetUtcNow())
            .Send(context, visitor);

    private static IResult Configure(
        string product, ICustomization engine, PageVisitor visitor, TimeProvider clock, HttpContext context) =>
        (engine.Catalog.Current(product) is { } found
            ? ConfigurePage.Of(found, visitor.Words, clock.GetUtcNow())
            : MissingPage.Of(visitor.Words)).Send(context, visitor);

    /// <summary>A page for people of the house: what they see, the API gives to their role only.</summary>
    private static IResult Desk(string entry, PageVisitor visitor, HttpContext context)
    {
        var title = visitor.Words[$"{entry}.title"];
        return new PageShell(entry, title, $"<h1>{PageShell.Escape(title)}</h1>").Send(context, visitor);
    }

    private static IResult Owned(PageVisitor visitor, HttpContext context)
    {
        var title = visitor.Words["owned.title"];
        return new PageShell("owned", title, $"<h1>{PageShell.Escape(title)}</h1>").Send(context, visitor);
    }

    private static IResult Orders(PageVisitor visitor, HttpContext context) =>
        new PageShell("orders", visitor.Words["orders"], $"<h1>{PageShell.Escape(visitor.Words["orders"])}</h1>")
            .Send(context, visitor);
}
