using Customization.Domain;
using Customization.Domain.Catalog.Documents;
using Customization.Gateway.Access;
using Customization.Gateway.Documents;

namespace Customization.Gateway.Orders;

/// <summary>What is made for an order and printed with it.</summary>
public static class OrderDocuments
{
    /// <summary>Maps the documents of one order.</summary>
    public static void MapOrderDocuments(this RouteGroupBuilder orders) =>
        orders.MapGet("/{order}/documents/{document}", Read).RequireAuthorization(Roles.CustomerOrOperator)
            .WithName("ReadOrderDocument").Produces<byte[]>(StatusCodes.Status200OK, "text/plain", "text/html")
            .WithSummary("A document of the order, byte for byte what it was when the order was placed.");

    /// <summary>Kept from the first time that somebody wants it, by its content's hash.</summary>
    private static async Task<Results<FileContentHttpResult, Problem>> Read(
        string order, string document, Caller caller, ICustomization engine, HttpContext context)
    {
        var (view, problem) = await OrdersApi.Visible(order, caller, engine, context.RequestAborted);
        if (view is null)
        {
            return problem!;
        }

        var ordered = OrderResource.Of(view, caller, engine.Catalog).Documents.FirstOrDefault(
            each => string.Equals(each.Name, document, StringComparison.Ordinal));
        if (ordered is null)
        {
            return Problem.Of(new DocumentRejection.Unknown(document));
        }

        var content = await engine.ReadImage(ordered.Hash, context.RequestAborted);
        if (content is null && CodedDocuments.Render(view.Item, ordered, engine.Catalog) is { } rendered)
        {
            await engine.KeepImage(ordered.Hash, rendered, context.RequestAborted);
            content = rendered;
        }

        return content is null
            ? Problem.Of(new DocumentRejection.Unknown(document))
            : FilledDocument.Send(context, content, ordered.ContentType, ordered.Language);
    }
}
