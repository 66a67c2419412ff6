using System.Net;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Protocol;

[Collection(SharedServer.Name)]
public class IdempotencyTests(SharedServer shared)
{
    [Fact]
    public async Task An_order_without_a_key_is_refused()
    {
        using var customer = await shared.Server.As(null);

        await customer.Refused(
            HttpStatusCode.BadRequest, "idempotency-key-missing", HttpMethod.Post, "/v1/orders",
            new { configuration = "x", lane = "standard" });
    }

    [Fact]
    public async Task The_same_key_and_body_get_the_same_bytes()
    {
        using var customer = await shared.Server.As(null);
        var body = new { configuration = await ShoeCode(customer), lane = "standard" };

        using var first = await customer.Send(HttpMethod.Post, "/v1/orders", body, key: "k-1");
        using var again = await customer.Send(HttpMethod.Post, "/v1/orders", body, key: "k-1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Twenty_copies_at_once_make_one_order()
    {
        using var customer = await shared.Server.As(null);
        var body = new { configuration = await ShoeCode(customer), lane = "standard" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            (await customer.Post("/v1/orders", body, key: "k-2")).ToJsonString()));

        Assert.Single(answers.Distinct());
        Assert.Single((await customer.Get("/v1/orders"))["ids"]!.AsArray());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        using var customer = await shared.Server.As(null);
        var configuration = await ShoeCode(customer);
        await customer.Post("/v1/orders", new { configuration, lane = "standard" }, key: "k-3");

        await customer.Refused(
            HttpStatusCode.UnprocessableEntity, "idempotency-key-reused", HttpMethod.Post, "/v1/orders",
            new { configuration, lane = "express" }, key: "k-3");
    }

    [Fact]
    public async Task The_same_key_for_another_quote_is_refused()
    {
        using var customer = await shared.Server.As(null);
        var (first, second) = (await Quote(customer), await Quote(customer));
        await customer.Post("/v1/orders", new { quote = first }, key: "k-5");

        await customer.Refused(
            HttpStatusCode.UnprocessableEntity, "idempotency-key-reused", HttpMethod.Post, "/v1/orders",
            new { quote = second }, key: "k-5");
        await customer.Post("/v1/orders", new { quote = first }, key: "k-5");
    }

    [Fact]
    public async Task The_same_key_of_another_customer_is_another_order()
    {
        using var first = await shared.Server.As(null);
        using var second = await shared.Server.As(null);
        var body = new { configuration = await ShoeCode(first), lane = "standard" };

        var one = await first.Post("/v1/orders", body, key: "k-4");
        var other = await second.Post("/v1/orders", body, key: "k-4");

        Assert.NotEqual(one["id"]!.GetValue<string>(), other["id"]!.GetValue<string>());
    }

    private static async Task<string> Quote(ApiClient customer)
    {
        var journey = await Journey.Open(customer, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        return (await journey.Quote())["id"]!.GetValue<string>();
    }

    private static async Task<string> ShoeCode(ApiClient customer)
    {
        var journey = await Journey.Open(customer, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        return journey.Code;
    }
}
