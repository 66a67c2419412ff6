#if WITH_ORLEANS
using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Orleans;

/// <summary>Orleans' dashboard is there for operators, and for nobody else.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private static readonly string[] Paths =
    [
        "/ops/orleans/", "/ops/orleans/index.min.js", "/ops/orleans/DashboardCounters", "/ops/orleans/GrainTypes",
        "/ops/orleans/Reminders/1",
    ];

    private readonly TemporaryFolder _data = new();
    private ServerProcess _server = null!;

    public async Task InitializeAsync() =>
        _server = await ServerProcess.Start(_data.Path, "--runtime", "orleans", "--dashboard", "--no-samples");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Only_operators_see_its_pages_and_their_data()
    {
        using var nobody = new ApiClient(_server.Client(), "");
        using var customer = await _server.As("ada", "customer", "author");
        using var operators = await _server.As("op", "operator");
        foreach (var path in Paths)
        {
            await nobody.Refused(HttpStatusCode.Unauthorized, "unauthenticated", HttpMethod.Get, path);
            await customer.Refused(HttpStatusCode.Forbidden, "forbidden", HttpMethod.Get, path);
            using var page = await operators.Send(HttpMethod.Get, path);
            Assert.True(page.IsSuccessStatusCode, $"{path}: {page.StatusCode}");
        }

        Assert.Contains("<html", await operators.Http.GetStringAsync("/ops/orleans/"), StringComparison.Ordinal);
        var counters = await operators.Get("/ops/orleans/DashboardCounters");
        Assert.Equal(1, counters["totalActiveHostCount"]!.GetValue<int>());
        using var logs = await operators.Send(HttpMethod.Get, "/ops/orleans/Trace");
        Assert.Equal(HttpStatusCode.Forbidden, logs.StatusCode);
    }

    [Fact]
    public async Task A_browser_gets_in_with_an_operators_token_as_a_cookie_for_these_pages_only()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        http.BaseAddress = _server.Url;
        var form = await http.GetStringAsync("/ops/sign-in");
        Assert.Contains("name=\"token\"", form, StringComparison.Ordinal);

        using var refused = await SignIn(http, await Token("customer"));
        using var nonsense = await SignIn(http, "nonsense");
        using var entered = await SignIn(http, await Token("operator"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nonsense.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        var attributes = entered.Headers.GetValues("Set-Cookie").Single().Split("; ");
        Assert.Superset(
            new HashSet<string> { "path=/ops", "secure", "samesite=strict", "httponly" }, attributes.ToHashSet());
        http.DefaultRequestHeaders.Add("Cookie", attributes[0]);
        using var page = await http.GetAsync(entered.Headers.Location);
        using var elsewhere = await http.GetAsync("/v1/orders/o-1");
        Assert.Equal("/ops/orleans/", entered.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Without_the_option_it_is_not_there()
    {
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.Start(data.Path, "--runtime", "orleans", "--no-samples");
        using var operators = await server.As("op", "operator");

        await operators.Refused(HttpStatusCode.NotFound, "not-found", HttpMethod.Get, "/ops/orleans/");
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient http, string token) =>
        http.PostAsync("/ops/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("token", token)]));

    private async Task<string> Token(string role)
    {
        using var http = new ApiClient(_server.Client(), "");
        var token = await http.Post("/v1/dev/token", new { subject = "op", roles = new[] { role } });
        return token["token"]!.GetValue<string>();
    }
}
#endif
