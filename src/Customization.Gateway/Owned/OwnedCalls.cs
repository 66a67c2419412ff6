using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Customization.Gateway.Access;
using Customization.Gateway.Headers;
using Customization.Gateway.Products;

namespace Customization.Gateway.Owned;

/// <summary>Sends the caller's commands to one owned product and renders what comes back.</summary>
internal static class OwnedCalls
{
    /// <summary>Shows the product to its owner or an operator.</summary>
    public static async Task<Results<Ok<OwnedResource>, StatusCodeHttpResult, Problem>> Read(
        HttpContext context, string serial)
    {
        var reply = await Look(context, serial, new OwnedCommand.Read());
        switch (reply)
        {
            case OwnedView view when EntityTags.IsKnown(context, view.Product.Version):
                EntityTags.Set(context, view.Product.Version);
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
            case OwnedView view:
                return TypedResults.Ok(Render(context, view));
            case Rejection rejection:
                return Problem.Of(rejection);
            default:
                throw Unexpected(reply);
        }
    }

    /// <summary>Asks for something that changes nothing: also for operators.</summary>
    public static async Task<Reply> Look(HttpContext context, string serial, OwnedCommand command) =>
        Keys.IsKey(serial)
            ? await Engine(context).Ask(
                AddressOf(serial), command with { Actor = Caller.Of(context.User).Actor }, context.RequestAborted)
            : new OwnedRejection.Unknown(serial);

    /// <summary>Asks for a change on behalf of the owner, of the version that the caller names, if any.</summary>
    public static async Task<Results<Ok<OwnedResource>, Problem>> Change(
        HttpContext context, string serial, OwnedCommand command)
    {
        if (!Keys.IsKey(serial))
        {
            return Problem.Of(new OwnedRejection.Unknown(serial));
        }

        var (version, problem) = EntityTags.Expected(context, isRequired: false);
        if (problem is not null)
        {
            return problem;
        }

        var asked = command with
        {
            Actor = Caller.Of(context.User).Subject,
            ExpectedVersion = version,
            Language = Languages.Of(context),
        };
        var reply = await Engine(context).Ask(AddressOf(serial), asked, context.RequestAborted);
        return reply switch
        {
            OwnedView view => TypedResults.Ok(Render(context, view)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw Unexpected(reply),
        };
    }

    /// <summary>A reply of a kind that the command never gives: a bug.</summary>
    public static InvalidOperationException Unexpected(Reply reply) =>
        new($"unexpected reply {reply.GetType().Name}");

    private static OwnedResource Render(HttpContext context, OwnedView view)
    {
        EntityTags.Set(context, view.Product.Version);
        return OwnedResource.Of(view.Product, Languages.Of(context));
    }

    private static ICustomization Engine(HttpContext context) =>
        context.RequestServices.GetRequiredService<ICustomization>();

    private static EntityAddress AddressOf(string serial) => new(EntityKind.OwnedProduct, serial);
}
