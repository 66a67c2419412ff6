using System.Net;
using System.Net.Http.Headers;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Protocol;

[Collection(SharedServer.Name)]
public class VersionTests(SharedServer shared)
{
    [Fact]
    public async Task Undo_without_a_version_is_refused()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });

        await customer.Refused(
            HttpStatusCode.PreconditionRequired, "precondition-required", HttpMethod.Post, journey.Path("/undo"));
    }

    [Fact]
    public async Task A_request_for_an_older_version_is_refused()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        var before = journey.Tag;
        await journey.Complete();

        await customer.Refused(
            HttpStatusCode.PreconditionFailed, "session-version-conflict", HttpMethod.Post, journey.Path("/undo"),
            ifMatch: before);
    }

    [Fact]
    public async Task A_version_that_is_none_is_refused()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });

        await customer.Refused(
            HttpStatusCode.PreconditionFailed, "precondition-failed", HttpMethod.Post, journey.Path("/complete"),
            new { goal = "cheapest" }, ifMatch: "\"seven\"");
    }

    [Fact]
    public async Task Undo_at_the_version_takes_the_step_back_once()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        var code = journey.Code;
        await journey.Complete();
        var tag = journey.Tag;

        var undone = await customer.Post(journey.Path("/undo"), ifMatch: tag);

        Assert.Equal(code, undone["code"]!.GetValue<string>());
        await customer.Refused(
            HttpStatusCode.PreconditionFailed, "session-version-conflict", HttpMethod.Post, journey.Path("/undo"),
            ifMatch: tag);
    }

    [Fact]
    public async Task A_session_that_did_not_change_is_not_sent_again()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        using var request = new HttpRequestMessage(HttpMethod.Get, journey.Path());
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(journey.Tag));

        using var response = await customer.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(journey.Tag, response.Headers.ETag!.Tag);
    }
}
