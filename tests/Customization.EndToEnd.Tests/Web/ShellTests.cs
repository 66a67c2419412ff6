using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>What pages are before any script runs.</summary>
[Collection(SharedServer.Name)]
public sealed class ShellTests(SharedServer shared)
{
    [PagesFact]
    public async Task The_shop_window_needs_no_script()
    {
        using var http = shared.Server.Client();

        var page = await http.GetStringAsync("/");

        Assert.Contains("href=\"/configure/shoe\"", page, StringComparison.Ordinal);
        Assert.Contains("from &#x20AC;136.85", page, StringComparison.Ordinal);
        Assert.Contains("92,994,739,200", page, StringComparison.Ordinal);
    }

    [PagesFact]
    public async Task Every_sample_is_in_the_window_and_has_a_page_in_every_language()
    {
        using var ada = await shared.Server.As(null);
        string[] samples =
        [
            "aligners", "car", "detergent", "eyewear", "hotel",
            "jeans", "kitchen", "light", "muesli", "news", "novel", "packs", "pc", "rental", "shelf", "shirt",
            "shoe", "teamkit", "valve", "video", "window",
        ];
        foreach (var language in (string[])["en", "de", "fr"])
        {
            var window = WebUtility.HtmlDecode(await ada.Http.GetStringAsync($"/?language={language}"));
            var products = (await ada.Get($"/v1/products?language={language}")).AsArray()
                .ToDictionary(product => product!["code"]!.GetValue<string>(), product => product!);
            foreach (var sample in samples)
            {
                var title = products[sample]["title"]!.GetValue<string>();
                var address = $"/configure/{sample}?language={language}";
                var page = WebUtility.HtmlDecode(await ada.Http.GetStringAsync(address));

                Assert.Contains(title, window, StringComparison.Ordinal);
                Assert.Contains(title, page, StringComparison.Ordinal);
            }
        }
    }

    [PagesTheory]
    [InlineData("/?language=de", "lang=\"de\"", "Laufschuh nach Wunsch")]
    [InlineData("/?language=fr", "lang=\"fr\"", "Produits")]
    [InlineData("/configure/shoe?language=de", "lang=\"de\"", "Laufschuh nach Wunsch")]
    [InlineData("/?language=xx", "lang=\"en\"", "Products")]
    public async Task A_page_speaks_the_language_that_is_asked_for(string path, string language, string text)
    {
        using var http = shared.Server.Client();

        var page = await http.GetStringAsync(path);

        Assert.Contains(language, page, StringComparison.Ordinal);
        Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [PagesTheory]
    [InlineData("/configure/shoe?code=a%2Bb&language=fr", "/configure/shoe?language=de&amp;code=a%2Bb")]
    [InlineData("/configure/shoe?session=s-1&as=%22%3E", "/configure/shoe?language=de&amp;session=s-1&amp;as=%22%3E")]
    [InlineData("/", "/?language=de")]
    public async Task Changing_the_language_keeps_the_rest_of_the_address(string path, string link)
    {
        using var http = shared.Server.Client();

        Assert.Contains($"href=\"{link}\" lang=\"de\"", await http.GetStringAsync(path), StringComparison.Ordinal);
    }

    [PagesTheory]
    [InlineData("/")]
    [InlineData("/configure/shoe")]
    [InlineData("/configure/no-such-product")]
    [InlineData("/orders")]
    [InlineData("/author")]
    [InlineData("/ops")]
    public async Task A_page_may_run_only_what_this_server_sends(string path)
    {
        using var http = shared.Server.Client();
        using var response = await http.GetAsync(path);
        var page = await response.Content.ReadAsStringAsync();

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
    }

    [PagesFact]
    public async Task A_product_that_is_not_there_has_a_page_that_says_so()
    {
        using var http = shared.Server.Client();

        using var response = await http.GetAsync("/configure/no-such-product");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [PagesFact]
    public async Task Scripts_and_styles_are_kept_by_the_browser_and_nothing_else_is_served_beside_them()
    {
        using var http = shared.Server.Client();
        var script = PageAssets.AddressOf(await http.GetStringAsync("/configure/shoe"), "store", "js");

        using var response = await http.GetAsync(script);

        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/web/manifest.json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/web/..%2Ftoken.key")).StatusCode);
    }

    [PagesFact]
    public async Task A_guest_may_configure_and_sees_nobody_else()
    {
        using var http = shared.Server.Client();
        var guest = await new ApiClient(http, "").Post("/v1/guests");
        http.DefaultRequestHeaders.Authorization = new("Bearer", guest["token"]!.GetValue<string>());

        var session = await new ApiClient(http, "guest").Post("/v1/sessions?picture=true", new { product = "shoe" });

        Assert.Equal(guest["subject"]!.GetValue<string>(), session["owner"]!.GetValue<string>());
        Assert.Contains(
            session["picture"]!["layers"]!.AsArray(), layer => layer!["name"]!.GetValue<string>() == "toe");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/v1/cells")).StatusCode);
    }
}
