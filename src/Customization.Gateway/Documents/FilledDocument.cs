using Customization.Domain.Catalog.Documents;

namespace Customization.Gateway.Documents;

/// <summary>Sends a document of a configuration.</summary>
public static class FilledDocument
{
    /// <summary>The bytes, as what they are and nothing else: a page among them loads nothing and runs nothing.
    /// </summary>
    public static FileContentHttpResult Send(
        HttpContext context, byte[] content, string contentType, string language)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
        headers.ContentLanguage = language;
        return TypedResults.Bytes(content, contentType);
    }

    /// <summary>The same of one that was just rendered.</summary>
    public static FileContentHttpResult Send(HttpContext context, RenderedDocument document) =>
        Send(context, document.Bytes, document.ContentType, document.Language);
}
