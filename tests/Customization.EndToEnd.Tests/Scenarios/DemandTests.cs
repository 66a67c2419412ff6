using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Orders of customers who consent change what the next one is told, until one of them is erased.</summary>
[Collection(SharedServer.Name)]
public sealed class DemandTests(SharedServer shared)
{
    /// <summary>On a machine that has other things to do; what an idle one needs is tested on a clock that waits.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_was_ordered_is_popular_until_its_customer_is_erased()
    {
        using var ada = await shared.Server.As(null);
        using var eve = await shared.Server.As(null);
        using var joe = await shared.Server.As(null);
        using var bob = await shared.Server.As(null);
        using var author = await shared.Server.As("writer", "author");
        foreach (var buyer in (ApiClient[])[ada, eve, joe])
        {
            await buyer.Put($"/v1/customers/{buyer.Subject}/identity", new { name = "Buyer" });
            await buyer.Put($"/v1/customers/{buyer.Subject}/consents/statistics", new { granted = true });
            await Order(buyer, $"demand-{buyer.Subject}");
        }

        var journey = await Journey.Open(bob, new { product = "shoe" });
        var told = await Until(bob, journey.Path(), session => Sales(session) is not null);

        Assert.Equal(3, Sales(told));
        var red = told["characteristics"]!["toe"]!["values"]!["red"]!["popularity"]!.GetValue<double>();
        Assert.InRange(red, 0.99, 1);
        var report = await author.Get("/v1/products/shoe/demand");
        Assert.Equal(3, report["values"]!["toe"]!["red"]!.GetValue<double>());
        await bob.Refused(HttpStatusCode.Forbidden, "forbidden", HttpMethod.Get, "/v1/products/shoe/demand");

        await ada.Send(HttpMethod.Delete, $"/v1/customers/{ada.Subject}");
        await Until(bob, journey.Path(), session => Sales(session) is null);
    }

    private static async Task Order(ApiClient customer, string key)
    {
        var journey = await Journey.Open(customer, new { product = "shoe" });
        await journey.Choose("size", "s39");
        await journey.Choose("toe", "red");
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        var placed = await journey.Order(await journey.Quote(), key);
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
    }

    private static int? Sales(JsonNode session) =>
        session["characteristics"]!["toe"]!["sales"]?.GetValue<int>();

    private static async Task<JsonNode> Until(ApiClient client, string path, Predicate<JsonNode> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token))
        {
            var session = await client.Get(path);
            if (isSo(session))
            {
                return session;
            }
        }
    }
}
