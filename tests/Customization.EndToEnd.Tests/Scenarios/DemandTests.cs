using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Orders of a customer who consents change what the next one is told, until the customer is erased.</summary>
[Collection(SharedServer.Name)]
public sealed class DemandTests(SharedServer shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_was_ordered_is_popular_until_its_customer_is_erased()
    {
        using var ada = await shared.Server.As(null);
        using var bob = await shared.Server.As(null);
        using var author = await shared.Server.As("writer", "author");
        await ada.Put($"/v1/customers/{ada.Subject}/identity", new { name = "Ada" });
        await ada.Put($"/v1/customers/{ada.Subject}/consents/statistics", new { granted = true });
        for (var i = 0; i < 3; i++)
        {
            await Order(ada, $"demand-{ada.Subject}-{i}");
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
