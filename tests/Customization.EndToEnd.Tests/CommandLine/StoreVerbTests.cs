using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.CommandLine;

public sealed class StoreVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Copy => Path.Combine(_folder.Path, "copy.db");

    private string Other => Path.Combine(_folder.Path, "other");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_running_server_acknowledged_is_in_its_backup()
    {
        string order, token, before;
        await using (var server = await ServerProcess.Start(Data))
        {
            using var customer = await server.As("buyer");
            var journey = await Journey.Open(customer, new { product = "shoe" });
            await journey.Answer(SampleAnswers.Shoe);
            await journey.Complete();
            order = (await customer.Post(
                "/v1/orders", new { configuration = journey.Code, lane = "standard" }, key: "k"))["id"]!
                .GetValue<string>();
            before = (await customer.Get($"/v1/orders/{order}")).ToJsonString();
            token = customer.Http.DefaultRequestHeaders.Authorization!.Parameter!;

            var saved = await Json(0, "store", "backup", Copy, "--data", Data);
            Assert.Equal(64, saved["sha256"]!.GetValue<string>().Length);
            Assert.True((await Json(0, "store", "check", Data))["isWhole"]!.GetValue<bool>());
            await customer.Send(HttpMethod.Post, $"/v1/orders/{order}/cancel", new { reason = "after the back-up" });
            Assert.Equal(0, await server.Stop());
        }

        await Json(0, "store", "restore", Copy, "--data", Other);
        File.Copy(Path.Combine(Data, "token.key"), Path.Combine(Other, "token.key"));
        File.Copy(Path.Combine(Data, "master.key"), Path.Combine(Other, "master.key"));
        await using var restored = await ServerProcess.Start(Other);
        using var http = restored.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        Assert.Equal(before, (await new ApiClient(http, "buyer").Get($"/v1/orders/{order}")).ToJsonString());
        Assert.Equal(0, await restored.Stop());
    }

    [Fact]
    public async Task A_damaged_backup_is_one_line_and_exit_code_two_and_a_check_of_it_says_no()
    {
        await using (var server = await ServerProcess.Start(Data, "--no-samples"))
        {
            await server.Stop();
        }

        await Json(0, "store", "backup", Copy, "--data", Data);
        using (var file = File.OpenWrite(Copy))
        {
            file.Position = file.Length - 1;
            file.WriteByte(0xFF);
        }

        var (exitCode, output, errors) = await Executable.Run("store", "restore", Copy, "--data", Other);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("the back-up is damaged: its SHA-256 is", Assert.Single(errors.Trim().Split('\n')));
        Assert.False((await Json(1, "store", "check", Copy))["isWhole"]!.GetValue<bool>());
        Assert.Equal(2, (await Executable.Run("store", "check", Copy + ".no")).ExitCode);
    }

    private static async Task<JsonNode> Json(int expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await Executable.Run([.. arguments, "--json"]);
        Assert.True(exitCode == expected, $"{exitCode}: {output}{errors}");
        return JsonNode.Parse(output)!;
    }
}
