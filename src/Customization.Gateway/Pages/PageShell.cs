using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Customization.Gateway.Pages;

/// <summary>The HTML around a page: what is there before any script runs, and what the browser may do.</summary>
/// <param name="Entry">Folder of <c>Web/</c> whose script and style sheet the page takes, e.g. <c>store</c>.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Main">HTML inside <c>main</c>, which the script takes over.</param>
public sealed record PageShell(string Entry, string Title, string Main)
{
    /// <summary>Only what this server sends: no other host, no inline script or style, no frame around it.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; "
        + "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    private const string Icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Crect width='16' height='16' rx='4' fill='%230b6e58'/%3E%3Cpath d='M4 8h8M8 4v8' stroke='%23fff' "
        + "stroke-width='2'/%3E%3C/svg%3E";

    /// <summary>What the script starts with, written as JSON beside the page's words; null for nothing.</summary>
    public object? Data { get; init; }

    /// <summary>Status of the answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The answer.</summary>
    public IResult Send(HttpContext context, PageVisitor visitor)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Language, Accept-Encoding, Cookie";
        context.Response.StatusCode = Status;
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var html = Encoding.UTF8.GetBytes(Html(visitor, json));
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "br";
            html = Compress(html);
        }

        return TypedResults.Bytes(html, "text/html; charset=utf-8");
    }

    /// <summary>Text as HTML.</summary>
    public static string Escape(string text) => HtmlEncoder.Default.Encode(text);

    private string Html(PageVisitor visitor, JsonSerializerOptions json) => $"""
        <!doctype html>
        <html lang="{visitor.Words.Language}"{visitor.ThemeAttribute}>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Escape(Title)}</title>
        <link rel="icon" href="{Icon}">
        {Link("css", "<link rel=\"stylesheet\" href=\"{0}\">")}
        {Link("js", "<script type=\"module\" src=\"{0}\"></script>")}
        </head>
        <body>
        <a class="skip" href="#main">{Escape(visitor.Words["skip"])}</a>
        {SiteHeader.Html(visitor)}
        <main id="main" tabindex="-1">{Main}</main>
        <script type="application/json" id="data">{Embedded(visitor, json)}</script>
        </body>
        </html>
        """;

    private string Link(string kind, string tag) => WebAssets.All.AddressOf($"{Entry}.{kind}") is { } address
        ? tag.Replace("{0}", address, StringComparison.Ordinal)
        : "";

    /// <summary>The default encoder writes &lt; as an escape, so that no text ends the element; that of the API does
    /// not.</summary>
    private string Embedded(PageVisitor visitor, JsonSerializerOptions json) => JsonSerializer.Serialize(
        new { words = visitor.Words.For(Entry), data = Data },
        new JsonSerializerOptions(json) { Encoder = JavaScriptEncoder.Default });

    private static byte[] Compress(byte[] html)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest))
        {
            brotli.Write(html);
        }

        return compressed.ToArray();
    }
}
