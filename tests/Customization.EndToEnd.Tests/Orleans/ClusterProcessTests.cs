#if WITH_ORLEANS
using System.Net;
using Customization.Client.Tls;
using Customization.Cluster.Tests.Tls;
using Customization.EndToEnd.Tests.Deploy;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Orleans;

/// <summary>A silo and gateways as processes: who is let in, and how they stop.</summary>
public sealed class ClusterProcessTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private static readonly object Lace = new
    {
        terms = new { name = "Lace", leadTimeDays = 5, lotSize = 10, automaticReceipts = true },
        onHand = 40,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly string _siloPort = OtlpReceiver.FreePort().ToString();
    private readonly string _clientPort = OtlpReceiver.FreePort().ToString();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_a_gateway_with_a_certificate_of_the_clusters_authority_joins()
    {
        var own = new TestAuthority("own");
        await using var silo = await Silo([.. Options(own.Write(Path("silo"))), "--dashboard"], Nothing);
        var plain = Executable.Run([.. Gateway("plain"), "--join-time", "30"]);
        var other = Executable.Run(
            [.. Gateway("other"), "--join-time", "30", .. Options(new TestAuthority("other").Write(Path("o")))]);

        await using (var gateway = await ServerProcess.Start(Gateway("own"), Variables(own.Write(Path("gateway")))))
        {
            using var operators = await gateway.As("op", "operator");
            await operators.Put("/v1/components/lace", Lace);
            var seen = await operators.Get("/ops/orleans/DashboardCounters");
            Assert.Equal(1, seen["totalActiveHostCount"]!.GetValue<int>());
            Assert.Equal(0, await gateway.Stop());
        }

        foreach (var (exitCode, output, errors) in await Task.WhenAll(plain, other))
        {
            Assert.Equal((2, ""), (exitCode, output));
            Assert.Contains("customization: the cluster cannot be joined: ", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Certificates_that_go_together_or_cannot_be_read_are_one_line()
    {
        var files = new TestAuthority("own").Write(Path("silo"));
        foreach (var (options, reason) in new (string[] Options, string Reason)[]
        {
            (["--tls-certificate", files.Certificate], "--tls-certificate, --tls-key and --tls-ca go together"),
            (Options(files with { Key = Path("nowhere") }), Path("nowhere")),
            (["--shed-cpu", "101"], "--shed-cpu is 2 to 100"),
        })
        {
            var (exitCode, output, errors) = await Executable.Run(["silo", .. options]);

            Assert.Equal((2, ""), (exitCode, output));
            Assert.StartsWith($"customization: {reason}", Assert.Single(errors.Trim().Split('\n')));
        }
    }

    [Fact]
    public async Task Readiness_drops_first_and_work_goes_on_until_the_drain_is_over()
    {
        await using var silo = await Silo(["--drain-delay", "6"], Nothing);
        await using (var first = await ServerProcess.Start([.. Gateway("first"), "--drain-delay", "6"], Nothing))
        {
            using var operators = await first.As("op", "operator");
            await operators.Put("/v1/components/lace", Lace);
            Assert.True(await Drained(first, operators) == 0, first.Errors);
        }

        await using var second = await ServerProcess.Start(Gateway("second"), Nothing);
        using var others = await second.As("op", "operator");
        Assert.True(await Drained(silo, others) == 0, silo.Errors);
        using var http = second.Client();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz")).StatusCode);
    }

    /// <summary>Stops a process and sees that it is alive, not ready, and still does its work.</summary>
    private static async Task<int> Drained(ServerProcess process, ApiClient operators)
    {
        using var probes = process.Client();
        var stopped = process.Stop();
        while ((await probes.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK)
        {
            await Task.Delay(20);
        }

        Assert.Equal(HttpStatusCode.OK, (await probes.GetAsync("/healthz")).StatusCode);
        await operators.Get("/v1/components/lace");
        return await stopped;
    }

    private static string[] Options(TlsFiles files) =>
        ["--tls-certificate", files.Certificate, "--tls-key", files.Key, "--tls-ca", files.Authority];

    private static Dictionary<string, string> Variables(TlsFiles files) => new()
    {
        ["CUSTOMIZATION_TLS_CERTIFICATE"] = files.Certificate,
        ["CUSTOMIZATION_TLS_KEY"] = files.Key,
        ["CUSTOMIZATION_TLS_CA"] = files.Authority,
        ["CUSTOMIZATION_DASHBOARD"] = "true",
    };

    private Task<ServerProcess> Silo(IEnumerable<string> options, IReadOnlyDictionary<string, string> environment) =>
        ServerProcess.Start(
            ["silo", "--silo-port", _siloPort, "--gateway-port", _clientPort, "--health-port", "0", .. options],
            environment);

    private string[] Gateway(string name) =>
        ["gateway", "--port", "0", "--gateway-port", _clientPort, "--no-samples", "--data", Path(name)];

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);
}
#endif
