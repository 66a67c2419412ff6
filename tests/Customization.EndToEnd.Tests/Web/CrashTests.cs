using System.Globalization;
using Customization.EndToEnd.Tests.Hosting;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>A server dies while somebody configures: what the page was told is there afterwards.</summary>
[Collection(Shop.Name)]
public sealed class CrashTests(Shop shop)
{
    private const string SessionId = "JSON.parse(sessionStorage.getItem('configuring shoe')).id";

    [BrowserFact]
    public async Task Choices_that_were_answered_but_not_stored_yet_come_back_with_the_next_one()
    {
        using var data = new TemporaryFolder();
        await using var first = await ServerProcess.Start(data.Path);
        await using var ann = await shop.Visit(first.Url, Look.Desktop, "/configure/shoe");
        await ann.Choose("Width", "Wide");
        await ann.Choose("Size (EU)", "42");
        var lost = await ann.Page.EvaluateAsync<string>(SessionId);
        first.Kill();

        await using var next = await ServerProcess.Start(
            [
                "serve", "--port", first.Url.Port.ToString(CultureInfo.InvariantCulture), "--data", data.Path,
                "--no-samples",
            ],
            new Dictionary<string, string>());
        await ann.Choose("Size (EU)", "43");

        await Expect(ann.Value("Size (EU)", "43")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");
        Assert.NotEqual(lost, await ann.Page.EvaluateAsync<string>(SessionId));
        await ann.Button("Undo").ClickAsync();
        await Expect(ann.Value("Size (EU)", "42")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");
    }
}
