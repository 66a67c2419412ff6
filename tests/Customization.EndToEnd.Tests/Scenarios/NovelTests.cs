using System.Net;
using Customization.Domain.Catalog.Parameters;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A novel with the reader's own hero: right in every sentence, printed on demand for one.</summary>
[Collection(SharedServer.Name)]
public class NovelTests(SharedServer shared)
{
    [Fact]
    public async Task A_book_of_ones_own_reads_well_and_is_printed_bound_and_delivered()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "novel" });
        await journey.Choose("pronoun", "they");
        await journey.Choose("trait", "stubborn");
        await journey.Choose("companion", "owl");
        await journey.Set("hero", new { text = "James" });
        await journey.Set("friend", new { text = "Zoë" });
        await journey.Set("town", new { text = "Port Bell" });
        await ada.Refused(
            HttpStatusCode.Conflict, "configuration-incomplete", HttpMethod.Get, journey.Path("/documents/book"));
        await journey.Set("age", new { measurement = 11 });
        await journey.Set("dedication", new { text = "For J. & everyone <3" });
        await journey.Choose("binding", "hard");
        await journey.Complete("preferred");

        var draft = await ada.Http.GetStringAsync(journey.Path("/documents/book"));
        Assert.Contains("For J. &amp; everyone &lt;3", draft);
        Assert.Contains("they were 11 years old", Flat(draft));
        Assert.Contains("James’s hair was", Flat(draft));
        Assert.Contains("went an owl. It had no name", Flat(draft));
        Assert.Contains("Every evening they walk out to the end", Flat(draft));
        Assert.DoesNotContain("goat", draft);
        await ada.Refused(
            HttpStatusCode.NotFound, "document-unknown", HttpMethod.Get, journey.Path("/documents/poster"));

        await journey.Choose("pronoun", "she");
        var hers = Flat(await ada.Http.GetStringAsync(journey.Path("/documents/book")));
        Assert.Contains("she was 11 years old", hers);
        Assert.Contains("Every evening she walks out to the end", hers);

        var order = await journey.Buy("novel-1", plant);
        Assert.Equal(["print", "bind", "pack"], Journey.Operations(order));
        var printed = Assert.Single(order["documents"]!.AsArray())!;
        for (var look = 0; look < 2; look++)
        {
            using var file = await plant.Http.GetAsync($"/v1/orders/{order["id"]!.GetValue<string>()}/documents/book");
            var bytes = await file.Content.ReadAsByteArrayAsync();
            Assert.Equal(printed["hash"]!.GetValue<string>(), ImageReference.Of(bytes));
            Assert.Equal(hers, Flat(System.Text.Encoding.UTF8.GetString(bytes)));
            Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    private static string Flat(string text) => string.Join(' ', text.Split(default(char[]),
        StringSplitOptions.RemoveEmptyEntries));
}
