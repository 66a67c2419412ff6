using System.Globalization;
using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A date of the definition comes while a session is open.</summary>
[Collection(SharedServer.Name)]
public sealed class EffectivityTests(SharedServer shared)
{
    [Fact]
    public async Task A_value_that_ends_lapses_is_told_and_is_replaced()
    {
        using var author = await shared.Server.As("writer", "author");
        using var plant = await shared.Server.As("plant", "operator");
        using var ada = await shared.Server.As(null);
        var now = DateTimeOffset.Parse(
            (await plant.Get("/v1/dev/clock"))["now"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var end = now.UtcDateTime.Date.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await author.Post("/v1/products", new
        {
            fileName = "pen.yaml",
            text = $"""
                product: pen
                pricing:
                  lists:
                    eur:
                      currency: EUR
                model:
                  characteristics:
                    body:
                      values:
                        steel:
                        brass:
                          until: {end}
                        tin:
                """,
        });
        var journey = await Journey.Open(ada, new { product = "pen" });
        await journey.Choose("body", "brass");
        var (code, tag) = (journey.Code, journey.Tag);

        await plant.Post("/v1/dev/clock", new { hours = 24 });
        var told = await ada.Get(journey.Path());

        Assert.NotEqual(tag, $"\"{told["version"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture)}\"");
        var lapsed = Assert.Single(told["lapsed"]!.AsArray())!;
        Assert.Equal("brass", lapsed["value"]!.GetValue<string>());
        Assert.Equal($"No longer available since {end}.", lapsed["because"]![0]!["message"]!.GetValue<string>());
        Assert.Equal(code, told["code"]!.GetValue<string>());
        await ada.Refused(
            HttpStatusCode.Conflict, "choices-lapsed", HttpMethod.Post, journey.Path("/quote"), ifMatch: "*");
        var later = await Journey.Open(ada, new { code });
        Assert.Single(later.Session["lapsed"]!.AsArray());

        var migrated = await ada.Post(journey.Path("/migrate"), ifMatch: "*");

        Assert.Null(migrated["lapsed"]);
        Assert.Equal("steel", migrated["characteristics"]!["body"]!["chosen"]!.GetValue<string>());
        Assert.Equal("brass", migrated["migration"]!["changed"]![0]!["before"]!.GetValue<string>());
    }
}
