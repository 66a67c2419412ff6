using Customization.Domain;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Access;
using Customization.Gateway.Limits;
using Customization.Gateway.Sessions;

namespace Customization.Gateway.Images;

/// <summary>Pictures that customers send for their products, and how they are looked at.</summary>
/// <remarks>Whoever knows a reference may look: it cannot be guessed, and pages and print shops show pictures where no
/// token can be sent along.</remarks>
public static class ImagesApi
{
    /// <summary>Maps <c>/v1/images</c>.</summary>
    public static void MapImages(this RouteGroupBuilder v1) =>
        v1.MapGet("/images/{reference}", Show).AllowAnonymous().WithTags("Images").WithName("ReadImage")
            .WithSummary("A picture by its reference.")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp");

    /// <summary>Maps the picture of one parameter of one session.</summary>
    public static void MapImage(this RouteGroupBuilder session) =>
        session.MapPut("/parameters/{parameter}/image", Take).WithMetadata(new ImageLimits())
            .RequireRateLimiting(RequestLimits.UploadPolicy)
            .Accepts<byte[]>("image/*").WithName("SetImage")
            .WithSummary("Answers a parameter with the picture in the body; type and size are found in its bytes.");

    private static async Task<Results<ShownSession, Problem>> Take(
        string session, string parameter, Caller caller, ICustomization engine, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Read(), needsVersion: false);
        if (reply is not SessionView view)
        {
            return problem ?? SessionCalls.Unexpected(reply);
        }

        if (!string.Equals(view.Owner, caller.Subject, StringComparison.Ordinal))
        {
            return Problem.Of(new SessionRejection.SessionForbidden());
        }

        var product = engine.Catalog.Version(view.Product, view.ProductVersion);
        if (product?.Definition.Parameter(parameter)?.Guard is not ParameterGuard.Image guard)
        {
            return Problem.Of(new SessionRejection.UnknownParameter(parameter));
        }

        var upload = await ImageUpload.Read(context.Request, guard, context.RequestAborted);
        if (upload.Refusal is { } refusal)
        {
            return Problem.Of("image-invalid", refusal);
        }

        var (reference, refused) = await Keep(caller.Subject, upload.Content, engine, context.RequestAborted);
        return refused is not null
            ? Problem.Of(refused)
            : await SessionCalls.Show(context, session, new SessionCommand.SetParameter(
            parameter, new ParameterValue.Image(reference, upload.Facts!.ContentType, upload.Content.Length)));
    }

    /// <summary>Recorded before and after the bytes are kept: a crash or an erasure between the two leaves no picture
    /// that its customer does not know of.</summary>
    private static async Task<(string Reference, Rejection? Refused)> Keep(
        string customer, ReadOnlyMemory<byte> content, ICustomization engine, CancellationToken cancellation)
    {
        var reference = ImageReference.Of(customer, content.Span);
        var address = new EntityAddress(EntityKind.Customer, customer);
        var record = new CustomerCommand.RecordPicture(reference, content.Length);
        if (await engine.Ask(address, record, cancellation) is Rejection refused)
        {
            return (reference, refused);
        }

        await engine.KeepImage(reference, content, cancellation);
        return (reference, await engine.Ask(address, record, cancellation) as Rejection);
    }

    private static async Task<Results<FileContentHttpResult, Problem>> Show(
        string reference, ICustomization engine, HttpContext context)
    {
        if (await KeptImages.Find(engine, reference, context.RequestAborted) is not { } kept)
        {
            return Problem.Of("image-unknown", "No picture is kept under this reference.");
        }

        // It came from a stranger: it is a picture and nothing else, whatever a browser would make of it.
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(kept.Content, kept.Facts.ContentType);
    }
}
