using Customization.Domain;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Sessions;

namespace Customization.Gateway.Images;

/// <summary>What references stand for.</summary>
internal static class KeptImages
{
    /// <summary>The picture of a reference, or null.</summary>
    public static async ValueTask<(byte[] Content, ImageFacts Facts)?> Find(
        ICustomization engine, string reference, CancellationToken cancellation) =>
        ImageReference.IsReference(reference)
        && await engine.ReadImage(reference, cancellation) is { } content
        && ImageFacts.Of(content) is { } facts
            ? (content, facts)
            : null;

    /// <summary>The answer that a reference makes, whatever else the caller says of it; null where nothing is kept.
    /// </summary>
    public static async ValueTask<ParameterValue?> Answer(
        ICustomization engine, string reference, CancellationToken cancellation) =>
        await Find(engine, reference, cancellation) is { } kept
            ? new ParameterValue.Image(reference, kept.Facts.ContentType, kept.Content.Length)
            : null;

    /// <summary>The session without pictures that are not kept here, or are not what they are said to be: a
    /// configuration code may come from anywhere.</summary>
    public static async Task<SessionView> Checked(
        ICustomization engine, SessionView view, CancellationToken cancellation)
    {
        foreach (var (parameter, value) in view.Parameters)
        {
            if (value is ParameterValue.Image image
                && await Answer(engine, image.Reference, cancellation) != value)
            {
                var reply = await engine.Ask(
                    SessionCalls.AddressOf(view.Id),
                    new SessionCommand.ClearParameter(parameter) { Actor = view.Owner }, cancellation);
                view = reply as SessionView ?? throw SessionCalls.UnexpectedReply(reply);
            }
        }

        return view;
    }
}
