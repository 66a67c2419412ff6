using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Protocol;

public class ServingTests
{
    /// <summary>Which engine is served, as options.</summary>
    protected virtual string[] Engine => [];

    /// <summary>Whether it may say a line on standard error where it is stopped as soon as it is ready.</summary>
    protected virtual bool IsOfTheStop(string line) => false;

    [Fact]
    public async Task Serve_says_what_it_made_and_where_to_go_and_stops_with_exit_code_zero()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start(folder.Path, Engine);

        Assert.Equal(0, await server.Stop());

        Assert.Equal(4, server.Output.Count);
        Assert.Contains("master.key", server.Output[0], StringComparison.Ordinal);
        Assert.Contains("/v1/dev/token", server.Output[3], StringComparison.Ordinal);
        Assert.DoesNotContain(
            server.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !IsOfTheStop(line));
    }

    [Fact]
    public async Task Readiness_drops_before_the_server_stops()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start(folder.Path, ["--drain-delay", "6", .. Engine]);
        using var http = server.Client();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/readyz")).StatusCode);

        var stopped = server.Stop();
        while ((await http.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK)
        {
            await Task.Delay(20);
        }

        var problem = JsonNode.Parse(await http.GetStringAsync("/healthz"))!;
        Assert.Equal("ok", problem["status"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/readyz")).StatusCode);
        Assert.Equal(0, await stopped);
    }

    [Fact]
    public async Task A_caller_who_asks_too_often_is_told_to_wait()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start(folder.Path, ["--requests-per-second", "5", .. Engine]);
        using var customer = await server.As(null);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => customer.Send(HttpMethod.Get, "/v1/sessions")));

        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        using var other = await server.As(null);
        await other.Get("/v1/sessions");
    }

    [Fact]
    public async Task Two_servers_over_one_store_are_refused()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start(folder.Path, Engine);

        var (exitCode, _, errors) = await Executable.Run(
            ["serve", "--port", "0", "--data", folder.Path, "--no-samples", .. Engine]);

        Assert.Equal(2, exitCode);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("serve", "--port", "seven")]
    [InlineData("serve", "--urls", "nonsense")]
    [InlineData("no-such-verb")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_two(params string[] arguments)
    {
        var (exitCode, output, errors) = await Executable.Run(arguments);

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_code_two()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        await using var server = await ServerProcess.Start(first.Path, Engine);

        var (exitCode, _, errors) = await Executable.Run(
            ["serve", "--urls", server.Url.ToString().TrimEnd('/'), "--data", second.Path,
                "--no-samples", .. Engine]);

        Assert.Equal(2, exitCode);
        Assert.Single(errors.Trim().Split('\n'));
    }
}
