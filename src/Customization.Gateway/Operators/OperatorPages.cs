using Customization.Gateway.Access;

namespace Customization.Gateway.Operators;

/// <summary>Pages for operators that the composition root brings along, such as those of the engine's own tools.
/// </summary>
/// <param name="Start">Path of the first page below <see cref="OperatorPages.Root"/>, e.g. <c>orleans/</c>.</param>
/// <param name="Add">Adds what they need to the server.</param>
/// <param name="Map">Maps them below the root; only operators see them, whatever they are.</param>
public sealed record OperatorPages(
    string Start, Action<IServiceCollection> Add, Action<IEndpointRouteBuilder> Map)
{
    /// <summary>Path of all pages for operators.</summary>
    public const string Root = "/ops";

    /// <summary>Maps the pages and how a browser gets in.</summary>
    public void MapInto(IEndpointRouteBuilder app, GatewayOptions options)
    {
        var root = app.MapGroup(Root).ExcludeFromDescription();
        root.MapSignIn(options, $"{Root}/{Start}");
        var pages = root.MapGroup("").RequireAuthorization(Roles.Operator);
        pages.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
            context.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        Map(pages);
    }
}
