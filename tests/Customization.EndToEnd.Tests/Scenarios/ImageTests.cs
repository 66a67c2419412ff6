using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.Gateway.Images;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A picture that a customer sends for a shoe.</summary>
[Collection(SharedServer.Name)]
public sealed class ImageTests(SharedServer shared)
{
    [Fact]
    public async Task A_picture_is_priced_drawn_and_shown_to_whoever_knows_its_reference()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        using var sent = await Send(ada, journey.Path("/parameters/sidePicture/image?picture=true"), TinyImages.Png);

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var session = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!;
        var image = session["parameters"]!["sidePicture"]!["image"]!;
        Assert.Equal("image/png", image["contentType"]!.GetValue<string>());
        Assert.Equal(TinyImages.Png.Length, image["bytes"]!.GetValue<int>());
        var lines = session["price"]!["lines"]!.AsArray();
        Assert.Contains(lines, line => line!["amount"]!["minor"]!.GetValue<long>() == 900);
        var address = $"/v1/images/{image["reference"]}";
        Assert.Contains(session["picture"]!["layers"]!.AsArray(), layer =>
            layer!["svg"]!.GetValue<string>().Contains($"href=\"{address}\"", StringComparison.Ordinal));

        using var anybody = shared.Server.Client();
        using var shown = await anybody.GetAsync(address);
        Assert.Equal(TinyImages.Png, await shown.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_sent_is_judged_by_its_bytes_and_no_more_than_allowed_is_taken()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        var path = journey.Path("/parameters/sidePicture/image");
        await Refused(ada, path, "image-invalid", "no known picture", "<svg/>"u8.ToArray());
        await Refused(ada, path, "image-invalid", "no known picture", TinyImages.Png[..20]);
        await Refused(ada, path, "image-invalid", "no known picture", []);
        await Refused(ada, path, "image-invalid", "at most 2000000 bytes", [.. TinyImages.Png, .. new byte[2_000_000]]);
        await Refused(ada, path, "image-invalid", "pixels are too many", TinyImages.PngOf(12_001, 1));
        await Refused(ada, path, "image-invalid", "pixels are too many", TinyImages.PngOf(8_000, 8_000));
        await Refused(ada, path, "media-type-unsupported", "Send", TinyImages.Png, "text/plain");
        var other = journey.Path("/parameters/heelText/image");
        await Refused(ada, other, "unknown-parameter", "no parameter", TinyImages.Png);
        using var jpeg = await Send(ada, path, TinyImages.Jpeg(640, 480));
        var found = JsonNode.Parse(await jpeg.Content.ReadAsStringAsync())!["parameters"]!["sidePicture"]!["image"]!;
        Assert.Equal("image/jpeg", found["contentType"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_a_camera_tells_beside_the_picture_is_not_kept()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        var plain = TinyImages.Jpeg(64, 48);
        byte[] told = [.. plain[..2], 0xFF, 0xE1, 0, 14, .. "Exif\0\0place!"u8, .. plain[2..]];

        using var sent = await Send(ada, journey.Path("/parameters/sidePicture/image"), told);

        var image = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["parameters"]!["sidePicture"]!["image"]!;
        Assert.Equal(plain.Length, image["bytes"]!.GetValue<int>());
        Assert.Equal(plain, await ada.Http.GetByteArrayAsync($"/v1/images/{image["reference"]}"));
    }

    [Fact]
    public async Task A_reference_stands_for_what_was_sent_whatever_is_said_of_it()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        using var sent = await Send(ada, journey.Path("/parameters/sidePicture/image"), TinyImages.PngOf(3, 5));
        var reference = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!
            ["parameters"]!["sidePicture"]!["image"]!["reference"]!.GetValue<string>();
        var other = await Journey.Open(ada, new { product = "shoe" });
        var claim = new { image = new { reference, contentType = "image/webp", bytes = 1 } };

        var taken = await ada.Put(other.Path("/parameters/sidePicture"), claim);

        Assert.Equal("image/png", taken["parameters"]!["sidePicture"]!["image"]!["contentType"]!.GetValue<string>());
        var unknown = new { image = new { reference = new string('x', 43) } };
        await ada.Refused(
            HttpStatusCode.NotFound, "image-unknown", HttpMethod.Put, other.Path("/parameters/sidePicture"), unknown);
        await ada.Refused(HttpStatusCode.NotFound, "image-unknown", HttpMethod.Get, "/v1/images/..%2F..%2Ftoken.key");
    }

    [Fact]
    public async Task Pictures_outlive_the_process_and_a_code_brings_only_those_that_are_kept()
    {
        using var data = new TemporaryFolder();
        string code, address;
        await using (var first = await ServerProcess.Start(data.Path))
        {
            using var ada = await first.As("ada");
            var journey = await Journey.Open(ada, new { product = "shoe" });
            using var sent = await Send(ada, journey.Path("/parameters/sidePicture/image"), TinyImages.Png);
            var session = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!;
            code = session["code"]!.GetValue<string>();
            address = $"/v1/images/{session["parameters"]!["sidePicture"]!["image"]!["reference"]}";
            await first.Stop();
        }

        await using var second = await ServerProcess.Start(data.Path);
        using var again = await second.As("ada");
        using var shown = await again.Http.GetAsync(address);
        Assert.Equal(TinyImages.Png, await shown.Content.ReadAsByteArrayAsync());
        var here = await again.Post("/v1/sessions", new { code });
        Assert.NotNull(here["parameters"]!["sidePicture"]);

        using var elsewhere = await shared.Server.As(null);
        using var lost = await elsewhere.Http.GetAsync(address);
        var there = await elsewhere.Post("/v1/sessions", new { code });
        Assert.Equal(lost.IsSuccessStatusCode, there["parameters"]!["sidePicture"] is not null);
    }

    [Fact]
    public async Task A_customer_can_send_so_many_pictures_and_takes_them_along_when_erased()
    {
        using var ada = await shared.Server.As("ada-of-the-pictures");
        using var bob = await shared.Server.As("bob-of-the-pictures");
        var journey = await Journey.Open(ada, new { product = "shoe" });
        var path = journey.Path("/parameters/sidePicture/image");
        var mine = await Reference(ada, path, TinyImages.PngOf(3, 4));
        var his = await Reference(
            bob, (await Journey.Open(bob, new { product = "shoe" })).Path("/parameters/sidePicture/image"),
            TinyImages.PngOf(3, 4));
        Assert.NotEqual(mine, his);
        Assert.Equal(mine, await Reference(ada, path, TinyImages.PngOf(3, 4)));
        var export = await ada.Get("/v1/customers/ada-of-the-pictures");
        Assert.Equal(mine, Assert.Single(export["pictures"]!.AsArray())!["reference"]!.GetValue<string>());

        using var erased = await ada.Http.DeleteAsync(new Uri("/v1/customers/ada-of-the-pictures", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await IsShown(ada, mine))
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.NotEmpty(await bob.Http.GetByteArrayAsync($"/v1/images/{his}"));
    }

    [Fact]
    public void Types_and_sizes_are_found_in_the_first_bytes()
    {
        Assert.Equal(new ImageFacts("image/png", 7, 9), ImageFacts.Of(TinyImages.PngOf(7, 9)));
        Assert.Equal(new ImageFacts("image/jpeg", 640, 480), ImageFacts.Of(TinyImages.Jpeg(640, 480)));
        Assert.Equal(
            new ImageFacts("image/webp", 0x010203, 5),
            ImageFacts.Of(TinyImages.WebP("VP8X", 0, 0, 0, 0, 2, 2, 1, 4, 0, 0)));
        Assert.Equal(
            new ImageFacts("image/webp", 100, 50),
            ImageFacts.Of(TinyImages.WebP("VP8L", 0x2F, 99, 0x40, 0x0C, 0)));
        Assert.Equal(
            new ImageFacts("image/webp", 300, 200),
            ImageFacts.Of(TinyImages.WebP("VP8 ", 0, 0, 0, 0x9D, 1, 0x2A, 0x2C, 1, 200, 0)));
        Assert.Null(ImageFacts.Of(TinyImages.PngOf(0, 9)));
        Assert.Null(ImageFacts.Of([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.All(
            Enumerable.Range(0, TinyImages.Jpeg(2, 2).Length), i => ImageFacts.Of(TinyImages.Jpeg(2, 2).AsSpan(0, i)));
    }

    private static async Task<bool> IsShown(ApiClient somebody, string reference)
    {
        using var shown = await somebody.Http.GetAsync($"/v1/images/{reference}");
        return shown.StatusCode != HttpStatusCode.NotFound;
    }

    private static async Task<string> Reference(ApiClient somebody, string path, byte[] content)
    {
        using var sent = await Send(somebody, path, content);
        var session = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!;
        return session["parameters"]!["sidePicture"]!["image"]!["reference"]!.GetValue<string>();
    }

    private static Task<HttpResponseMessage> Send(
        ApiClient somebody, string path, byte[] content, string type = "image/png")
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        return somebody.Http.PutAsync(new Uri(path, UriKind.Relative), body);
    }

    private static async Task Refused(
        ApiClient somebody, string path, string code, string why, byte[] content, string type = "image/png")
    {
        using var response = await Send(somebody, path, content, type);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Contains(why, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
