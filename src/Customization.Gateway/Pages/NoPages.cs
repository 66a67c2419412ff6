namespace Customization.Gateway.Pages;

/// <summary>The one page of a build without Node: it says so, and where the API is.</summary>
internal static class NoPages
{
    /// <summary>The page.</summary>
    public const string Html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Customization</title>
        <h1>Customization</h1>
        <p>This build has no web pages, because Node or its packages were missing when it was made. The API works.</p>
        <ul>
          <li><a href="/v1/products">/v1/products</a> what can be configured</li>
          <li><a href="/openapi/v1.json">/openapi/v1.json</a> every endpoint, described</li>
          <li><a href="/readyz">/readyz</a> whether the server takes requests</li>
        </ul>
        </html>
        """;
}
