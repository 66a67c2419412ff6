using System.Globalization;
using Customization.Domain.Catalog.Parameters;

namespace Customization.Gateway.Images;

/// <summary>A picture in a request, held against what the parameter accepts and the limits of the gateway.</summary>
/// <param name="Refusal">Why it is not accepted; null where it is.</param>
internal sealed record ImageUpload(ReadOnlyMemory<byte> Content, ImageFacts? Facts, string? Refusal)
{
    /// <summary>Reads the body, no more of it than is accepted.</summary>
    public static async Task<ImageUpload> Read(
        HttpRequest request, ParameterGuard.Image guard, CancellationToken cancellation)
    {
        var bytesMax = (int)Math.Min(guard.BytesMax, ImageLimits.BytesMax);
        if (request.ContentLength > bytesMax)
        {
            return Refused(TooLarge(bytesMax));
        }

        using var content = new MemoryStream((int)(request.ContentLength ?? 0));
        var part = new byte[64 * 1024];
        while (await request.Body.ReadAsync(part, cancellation) is > 0 and var read)
        {
            if (content.Length + read > bytesMax)
            {
                return Refused(TooLarge(bytesMax));
            }

            content.Write(part, 0, read);
        }

        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        var facts = ImageFacts.Of(bytes.Span);
        return new ImageUpload(JpegPrivacy.Strip(bytes), facts, RefusalOf(facts, guard));
    }

    private static string? RefusalOf(ImageFacts? facts, ParameterGuard.Image guard)
    {
        var accepted = guard.ContentTypes.Intersect(ImageFacts.ContentTypes, StringComparer.OrdinalIgnoreCase);
        return facts is null || !accepted.Contains(facts.ContentType, StringComparer.OrdinalIgnoreCase)
            ? $"The content is {facts?.ContentType ?? "no known picture"}; expected {string.Join(" or ", accepted)}."
            : Math.Max(facts.Width, facts.Height) > ImageLimits.SideMax
                || facts.Width * facts.Height > ImageLimits.PixelsMax
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{facts.Width} x {facts.Height} pixels are too many; expected at most {ImageLimits.SideMax} on each "
                + $"side and {ImageLimits.PixelsMax} in all.")
            : null;
    }

    private static string TooLarge(int bytesMax) =>
        string.Create(CultureInfo.InvariantCulture, $"The picture is too large; expected at most {bytesMax} bytes.");

    private static ImageUpload Refused(string why) => new(default, null, why);
}
