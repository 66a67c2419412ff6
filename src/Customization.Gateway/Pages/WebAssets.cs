using System.Collections.Frozen;
using System.Text.Json;

namespace Customization.Gateway.Pages;

/// <summary>Scripts and style sheets of the pages, carried in this assembly by the build of <c>Web/</c>.</summary>
/// <remarks>Their names have a hash of their content, so that browsers keep them for good.</remarks>
public sealed class WebAssets
{
    private const string Prefix = "web/";
    private const string Compressed = ".br";

    private static readonly Lazy<WebAssets> Loaded = new(() => new WebAssets());

    private readonly FrozenDictionary<string, byte[]> _files;
    private readonly FrozenDictionary<string, string> _names;

    private WebAssets()
    {
        var assembly = typeof(WebAssets).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly.GetManifestResourceStream(name)!));
        _names = _files.TryGetValue("manifest.json", out var manifest)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(manifest)!.ToFrozenDictionary()
            : FrozenDictionary<string, string>.Empty;
    }

    /// <summary>What this build carries.</summary>
    public static WebAssets All => Loaded.Value;

    /// <summary>Address of a page's script or style sheet, e.g. of <c>store.js</c>; null where it was not built.
    /// </summary>
    public string? AddressOf(string name) => _names.TryGetValue(name, out var file) ? $"/web/{file}" : null;

    /// <summary>Maps <c>/web/{file}</c>.</summary>
    public void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/web/{file}", Send).AllowAnonymous().ExcludeFromDescription();

    private IResult Send(string file, HttpContext context)
    {
        if (!_files.TryGetValue(file, out var content) || TypeOf(file) is not { } type)
        {
            return Problem.Of("not-found", "There is no such file.");
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (_files.TryGetValue(file + Compressed, out var compressed)
            && context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "br";
            content = compressed;
        }

        return TypedResults.Bytes(content, type);
    }

    private static string? TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        _ => null,
    };

    private static byte[] Read(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
