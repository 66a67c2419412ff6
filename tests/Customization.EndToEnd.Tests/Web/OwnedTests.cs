using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>What an owner does at home.</summary>
[Collection(Shop.Name)]
public sealed class OwnedTests(Shop shop)
{
    [BrowserFact]
    public async Task Scenes_are_applied_and_what_was_learned_is_explained_and_taken_back()
    {
        using var api = await shop.Server.As(null);
        var order = await Delivered(api);
        await using var ann = await shop.Visit(Look.Phone, "/");
        await ann.Page.EvaluateAsync(
            "kept => localStorage.setItem('guest', kept)", JsonSerializer.Serialize(new
            {
                token = api.Http.DefaultRequestHeaders.Authorization!.Parameter,
                subject = api.Subject,
                until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds(),
            }));
        await ann.Go($"/orders/{order}");
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Adjust number" }).ClickAsync();
        await ann.Comes("/owned/");

        var living = ann.Page.GetByRole(AriaRole.Slider, new() { Name = "Living room" });
        await Expect(living).ToHaveValueAsync("90");
        await ann.Button("Evening").First.ClickAsync();
        await Expect(living).ToHaveValueAsync("50");
        await Expect(ann.Page.Locator(".learned")).ToContainTextAsync("Living room is 50 % instead of 60 %");
        await ann.Show("owned");
        await ann.Button("Take back: Living room").ClickAsync();
        await Expect(ann.Page.Locator(".learned")).ToHaveCountAsync(0);
        await EditTimes(ann);
        await living.PressAsync("ArrowRight");
        await Expect(ann.Page.Locator("output").First).ToHaveTextAsync("55 %");
    }

    /// <summary>By keyboard: a time is added, refused without a day, changed and removed.</summary>
    private static async Task EditTimes(Visitor ann)
    {
        var keyboard = ann.Page.Keyboard;
        var dialog = ann.Page.GetByRole(AriaRole.Dialog);
        await ann.Button("Add a time").FocusAsync();
        await keyboard.PressAsync("Enter");
        await dialog.GetByLabel("Time of day").FillAsync("06:45");
        foreach (var day in await dialog.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await day.PressAsync("Space");
        }

        await ann.TabTo("Save");
        await keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("at least one day");
        await dialog.GetByLabel("Sunday").PressAsync("Space");
        await ann.Show("owned-time");
        await ann.TabTo("Save");
        await keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        var time = ann.Page.Locator(".times li").Filter(new() { HasText = "06:45" });
        await Expect(time).ToContainTextAsync("Sunday");

        await time.GetByRole(AriaRole.Button, new() { Name = "Change: 06:45" }).PressAsync("Enter");
        await dialog.GetByLabel("Time of day").FillAsync("07:15");
        await ann.TabTo("Save");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator("p[role=status]")).ToContainTextAsync("Saved: 07:15");
        await ann.Button("Remove: 07:15").PressAsync("Enter");
        await Expect(ann.Page.GetByText("07:15")).ToHaveCountAsync(1);
        Assert.Equal("Add a time", await ann.Focused());
    }

    /// <summary>A light whose evening scene learned that 50 % is enough.</summary>
    private async Task<string> Delivered(ApiClient api)
    {
        var journey = await Journey.Open(api, new { product = "light" });
        await journey.Choose("zone[1].control", "dimmer");
        await journey.Choose("zone[1].lamp", "led");
        await journey.Complete();
        var quote = await journey.Quote();
        await journey.Order(quote, "light-at-home");
        var order = quote["id"]!.GetValue<string>();
        await shop.Deliver(order);
        var serial = await LightTests.Registered(api);
        using var plant = await shop.Server.As("plant", "operator");
        var now = DateTimeOffset.Parse(
            (await plant.Get("/v1/dev/clock"))["now"]!.GetValue<string>(), CultureInfo.InvariantCulture).UtcDateTime;
        JsonNode[] uses =
        [
            .. Enumerable.Range(1, 4).Select(i => JsonSerializer.SerializeToNode(new
            {
                setting = "zone1",
                value = 50,
                at = now.Date.AddDays(i - 5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T20:15",
            })!),
        ];
        await api.Put($"/v1/owned/{serial}/observations/week", new { uses });
        return order;
    }
}
