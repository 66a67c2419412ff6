using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Protocol;

[Collection(SharedServer.Name)]
public class RefusalTests(SharedServer shared)
{
    [Fact]
    public async Task An_unknown_address_is_a_problem()
    {
        using var caller = await shared.Server.As(null);

        await caller.Refused(HttpStatusCode.NotFound, "not-found", HttpMethod.Get, "/v1/nothing");
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem()
    {
        using var caller = await shared.Server.As(null);

        await caller.Refused(
            HttpStatusCode.MethodNotAllowed, "method-not-allowed", HttpMethod.Delete, "/v1/orders");
    }

    [Fact]
    public async Task A_missing_token_is_a_problem_that_says_which_scheme()
    {
        using var http = shared.Server.Client();
        var caller = new ApiClient(http, "");

        await caller.Refused(HttpStatusCode.Unauthorized, "unauthenticated", HttpMethod.Get, "/v1/sessions");
        using var response = await http.GetAsync("/v1/sessions");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwicm9sZSI6Im9wZXJhdG9yIn0.")]
    [InlineData("not a token")]
    public async Task A_made_up_token_is_refused(string token)
    {
        using var http = shared.Server.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        await new ApiClient(http, "").Refused(
            HttpStatusCode.Unauthorized, "unauthenticated", HttpMethod.Get, "/v1/components");
    }

    [Fact]
    public async Task A_token_whose_payload_was_changed_is_refused()
    {
        using var caller = await shared.Server.As(null);
        var parts = caller.Http.DefaultRequestHeaders.Authorization!.Parameter!.Split('.');
        var payload = JsonNode.Parse(Base64Url(parts[1]))!;
        payload["role"] = "operator";
        var forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(payload.ToJsonString()))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        caller.Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", $"{parts[0]}.{forged}.{parts[2]}");

        await caller.Refused(HttpStatusCode.Unauthorized, "unauthenticated", HttpMethod.Get, "/v1/components");
    }

    [Theory]
    [InlineData("POST", "/v1/sessions", "{")]
    [InlineData("POST", "/v1/sessions", "[]")]
    [InlineData("POST", "/v1/sessions", "{\"product\": 7}")]
    [InlineData("POST", "/v1/sessions", "{\"prodcut\": \"shoe\"}")]
    [InlineData("POST", "/v1/dev/token", "{\"roles\": [null, \"author\"]}")]
    [InlineData("PUT", "/v1/owned/1/observations/1", "{\"uses\": [null]}")]
    [InlineData("POST", "/v1/sessions/s-1/proposals", "{\"choices\": [null]}")]
    [InlineData("PUT", "/v1/owned/1/presets/night", "{\"values\": {\"light\": null}}")]
    public async Task A_body_of_another_shape_is_a_problem(string method, string path, string body)
    {
        using var caller = await shared.Server.As(null);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await caller.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("request-invalid", problem["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_of_another_type_is_a_problem()
    {
        using var caller = await shared.Server.As(null);
        using var content = new StringContent("product=shoe", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await caller.Http.PostAsync("/v1/sessions", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_a_problem() =>
        await (await shared.Server.As(null)).Refused(
            HttpStatusCode.RequestEntityTooLarge, "request-too-large", HttpMethod.Post, "/v1/sessions",
            new { product = new string('x', 100_000) });

    [Fact]
    public async Task A_subject_that_is_no_key_gets_no_token() =>
        await new ApiClient(shared.Server.Client(), "").Refused(
            HttpStatusCode.BadRequest, "request-invalid", HttpMethod.Post, "/v1/dev/token",
            new { subject = "../other" });

    [Fact]
    public async Task An_unknown_product_is_a_problem() =>
        await (await shared.Server.As(null)).Refused(
            HttpStatusCode.NotFound, "product-unavailable", HttpMethod.Post, "/v1/sessions",
            new { product = "no-such-product" });

    [Fact]
    public async Task A_definition_in_error_is_refused_with_its_lines()
    {
        using var author = await shared.Server.As("author-1", "author");

        var problem = await author.Refused(
            HttpStatusCode.UnprocessableEntity, "definition-refused", HttpMethod.Post, "/v1/products",
            new { fileName = "bad.yaml", text = "code: bad\nnonsense: [\n" });

        var first = problem["diagnostics"]![0]!;
        Assert.Equal("bad.yaml", first["file"]!.GetValue<string>());
        Assert.True(first["line"]!.GetValue<int>() > 0);
    }

    private static string Base64Url(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        return Encoding.UTF8.GetString(Convert.FromBase64String(padded));
    }
}
