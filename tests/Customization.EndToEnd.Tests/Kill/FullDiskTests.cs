using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Kill;

/// <summary>What callers of a server see while its disk is full.</summary>
public class FullDiskTests
{
    private const int OrdersMax = 400;

    [Fact]
    public async Task Orders_are_refused_clearly_choosing_goes_on_and_work_resumes()
    {
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.Start(data.Path);
        using var customer = await server.As("buyer");
        var journey = await Journey.Open(customer, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        var first = await Order(customer, journey.Code, "before");
        Assert.Equal(HttpStatusCode.Created, first.Status);

        server.LimitFiles(1);
        var refused = await Order(customer, journey.Code, "during");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal("storage-fault", JsonNode.Parse(refused.Body)!["code"]!.GetValue<string>());
        await journey.Choose("toe", "red");
        await journey.Choose("toe", "white");
        Assert.Equal(first.Body, (await Order(customer, journey.Code, "before")).Body);

        server.LimitFiles(null);
        var again = await UntilCreated(customer, journey.Code);
        server.Kill();

        await using var next = await ServerProcess.Start(data.Path);
        using var returned = await next.As("buyer");
        Assert.Equal(first.Body, (await Order(returned, journey.Code, "before")).Body);
        Assert.Equal(again, (await Order(returned, journey.Code, "during")).Body);
        Assert.Equal(0, await next.Stop());
    }

    /// <summary>What could not be stored is repeated with the same key until it is.</summary>
    private static async Task<string> UntilCreated(ApiClient customer, string configuration)
    {
        for (var tries = 0; tries < OrdersMax; tries++)
        {
            var answer = await Order(customer, configuration, "during");
            if (answer.Status == HttpStatusCode.Created)
            {
                return answer.Body;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            await Task.Delay(100);
        }

        throw new TimeoutException("orders did not resume");
    }

    private static async Task<(HttpStatusCode Status, string Body)> Order(
        ApiClient customer, string configuration, string key)
    {
        using var response = await customer.Send(
            HttpMethod.Post, "/v1/orders", new { configuration, lane = "standard" }, key: key);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
