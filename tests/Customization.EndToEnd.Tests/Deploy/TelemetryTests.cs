using System.Text;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>Processes send what dashboards and alerts look at: that instrument, kind and unit.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_server_sends_the_signals_of_the_runbook()
    {
        using var receiver = new OtlpReceiver();
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.Start(
            ["serve", "--port", "0", "--data", data.Path, "--samples", "shoe"], receiver.Environment);
        await Use(server);

        Assert.True(await server.Stop() == 0, server.Errors);
        Sent(receiver, "serve");
        Assert.Contains(("customization-serve", "Microsoft.AspNetCore"), receiver.Spans.Keys);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_sent()
    {
        using var receiver = new OtlpReceiver();
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.Start(
            ["serve", "--port", "0", "--data", data.Path, "--no-samples"],
            new Dictionary<string, string>(receiver.Environment) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "" });

        Assert.Equal(0, await server.Stop());
        Assert.Empty(receiver.Metrics);
    }

#if WITH_ORLEANS
    [Fact]
    public async Task A_silo_and_a_gateway_answer_the_probes_and_send_the_signals_of_the_runbook()
    {
        using var receiver = new OtlpReceiver();
        using var data = new TemporaryFolder();
        var (siloPort, clientPort) = (OtlpReceiver.FreePort().ToString(), OtlpReceiver.FreePort().ToString());
        await using var silo = await ServerProcess.Start(
            ["silo", "--silo-port", siloPort, "--gateway-port", clientPort, "--health-port", "0"],
            receiver.Environment);
        await using var gateway = await ServerProcess.Start(
            ["gateway", "--port", "0", "--gateway-port", clientPort, "--data", data.Path, "--samples", "shoe"],
            receiver.Environment);
        foreach (var probed in new[] { silo, gateway })
        {
            using var http = probed.Client();
            Assert.All(
                await Task.WhenAll(http.GetAsync("/healthz"), http.GetAsync("/readyz")),
                answer => Assert.True(answer.IsSuccessStatusCode));
        }

        await Use(gateway);

        Assert.True(await gateway.Stop() == 0, gateway.Errors);
        Assert.True(await silo.Stop() == 0, silo.Errors);
        Sent(receiver, "gateway");
        Sent(receiver, "silo");
        Assert.Contains(("customization-gateway", "Microsoft.Orleans.Application"), receiver.Spans.Keys);
        Assert.Contains(("customization-silo", "Microsoft.Orleans.Application"), receiver.Spans.Keys);
    }
#endif

    [Fact]
    public void Signals_that_only_failures_send_are_named_in_the_code()
    {
        var rare = Signal.All.Where(signal => signal.From.All(verb => verb.EndsWith(" failing"))).ToList();
        Assert.NotEmpty(rare);
        Assert.All(rare, signal =>
        {
            string[] homes = signal.Instrument.StartsWith("orleans-", StringComparison.Ordinal)
                ? ["Orleans.Core.dll"]
                : [.. signal.From.SelectMany(verb => verb switch
                {
                    "serve failing" => new[] { "Customization.Runtime.dll" },
                    "silo failing" => ["Customization.Grains.dll"],
                    _ => ["Customization.Client.dll"],
                })];
            // Texts in an assembly are UTF-16, at any offset.
            var name = Encoding.Unicode.GetBytes(signal.Instrument);
            Assert.All(homes, home => Assert.True(
                File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, home)).AsSpan().IndexOf(name) >= 0,
                $"{signal.Instrument} in {home}"));
        });
    }

    private static async Task Use(ServerProcess server)
    {
        var customer = await server.As("ada");
        await customer.Get("/v1/products");
    }

    private static void Sent(OtlpReceiver receiver, string verb) => Assert.All(
        Signal.All.Where(signal => signal.From.Contains(verb)), signal =>
        {
            var sent = receiver.Metrics.TryGetValue(($"customization-{verb}", signal.Instrument), out var metric);
            Assert.True(sent, signal.Instrument);
            Assert.Equal((signal.Kind, signal.Unit), metric);
        });
}
