using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Protocol;

[Collection(SharedServer.Name)]
public class EventStreamTests(SharedServer shared)
{
    [Fact]
    public async Task A_session_tells_each_change_to_those_who_listen()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        using var events = await EventReader.Open(customer, journey.Path("/events"));

        var now = await events.Next();
        await journey.Complete();
        var changed = await events.Next();

        Assert.Equal("session", now.Name);
        Assert.Empty(now.Data["happened"]!.AsArray());
        Assert.Equal("session", changed.Name);
        Assert.Equal(journey.Code, changed.Data["code"]!.GetValue<string>());
        Assert.Contains("step-taken", changed.Data["happened"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public async Task An_order_tells_its_end_to_those_who_listen()
    {
        using var customer = await shared.Server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        var order = (await journey.Quote())["id"]!.GetValue<string>();
        using var events = await EventReader.Open(customer, $"/v1/orders/{order}/events");

        var now = await events.Next();
        await customer.Post($"/v1/orders/{order}/cancel", new { reason = "changed my mind" });
        var last = await events.Until(message => message.Data["status"]!.GetValue<string>() == "cancelled");

        Assert.Equal("quoted", now.Data["status"]!.GetValue<string>());
        Assert.Equal("order", last.Name);
    }

    [Fact]
    public async Task A_silent_stream_says_that_it_is_alive()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start(folder.Path, ["--heartbeat", "0.2", .. shared.Engine]);
        using var customer = await server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        using var events = await EventReader.Open(customer, journey.Path("/events"));
        await events.Next();

        Assert.Equal(": alive", await events.NextLine());
    }

    [Fact]
    public async Task Streams_do_not_keep_the_server_from_stopping()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start(folder.Path, shared.Engine);
        using var customer = await server.As(null);
        var journey = await Journey.Open(customer, new { product = "shoe" });
        using var events = await EventReader.Open(customer, journey.Path("/events"));
        await events.Next();

        Assert.Equal(0, await server.Stop());
    }
}
