using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>The manifests agree with the executable and with each other.</summary>
public sealed class KubernetesTests(Verbs verbs) : IClassFixture<Verbs>
{
    private static readonly JsonNode[] Deployments = [.. DeployFiles.Of("Deployment")];

    [Fact]
    public void Silos_and_gateways_run_their_verbs_with_options_that_exist() =>
        Assert.Equal(["gateway", "silo"], Deployments.Select(item => Command(item).Verb).Order());

    [Fact]
    public void Ports_are_those_that_the_options_name()
    {
        var silo = Deployments.Single(item => Command(item).Verb == "silo");
        var options = Command(silo).Options;
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["silo"] = options["--silo-port"],
                ["clients"] = options["--gateway-port"],
                ["health"] = options["--health-port"],
            },
            PortsOf(silo));
        var gateway = Deployments.Single(item => Command(item).Verb == "gateway");
        Assert.Equal(new Uri(Command(gateway).Options["--urls"]).Port.ToString(), PortsOf(gateway)["http"]);
        Assert.Contains("http", DeployFiles.Of("Service").Single().Text("spec/ports/0/targetPort"));
    }

    [Fact]
    public void Probes_ask_the_paths_that_exist_on_a_port_that_exists() => Assert.All(Deployments, item =>
    {
        var container = ContainerOf(item);
        Assert.Equal("/healthz", container.Text("startupProbe/httpGet/path"));
        Assert.Equal("/healthz", container.Text("livenessProbe/httpGet/path"));
        Assert.Equal("/readyz", container.Text("readinessProbe/httpGet/path"));
        Assert.All(
            new[] { "startupProbe", "livenessProbe", "readinessProbe" },
            probe => Assert.Contains(container.Text($"{probe}/httpGet/port"), PortsOf(item).Keys));
    });

    [Fact]
    public void Containers_are_limited_and_may_do_nothing_else() => Assert.All(Deployments, item =>
    {
        var container = ContainerOf(item);
        Assert.All(
            new[] { "requests/cpu", "requests/memory", "limits/cpu", "limits/memory" },
            resource => Assert.NotEqual("", container.Text($"resources/{resource}")));
        var user = Regex.Match(DeployFiles.Text("Dockerfile"), @"(?m)^USER (\d+)$").Groups[1].Value;
        Assert.Equal(user, item.Text("spec/template/spec/securityContext/runAsUser"));
        Assert.Equal("true", item.Text("spec/template/spec/securityContext/runAsNonRoot"));
        Assert.Equal("true", container.Text("securityContext/readOnlyRootFilesystem"));
        Assert.Equal("false", container.Text("securityContext/allowPrivilegeEscalation"));
        Assert.Equal("customization", container.Text("image"));
    });

    [Fact]
    public void Termination_waits_longer_than_the_hosts_of_a_process_may_take()
    {
        // A silo is one host; a gateway stops its server, then the host of its client.
        var hosts = new Dictionary<string, int> { ["silo"] = 1, ["gateway"] = 2 };
        var limit = new HostOptions().ShutdownTimeout.TotalSeconds;
        Assert.All(Deployments, item =>
        {
            var (verb, options) = Command(item);
            var grace = Number(item.Text("spec/template/spec/terminationGracePeriodSeconds"));
            Assert.True(grace > hosts[verb] * limit, $"{verb}: {grace} s");
            // Readiness has to be seen to drop while there is still time to finish requests.
            var period = Number(ContainerOf(item).Text("readinessProbe/periodSeconds"));
            var drain = Number(options["--drain-delay"]);
            Assert.InRange(drain, 2 * period, limit / 2);
        });
    }

    [Fact]
    public void Settings_are_variables_that_the_verbs_read()
    {
        var settings = ((JsonObject)DeployFiles.Of("ConfigMap").Single()["data"]!).Select(item => item.Key)
            .Where(name => name.StartsWith("CUSTOMIZATION_", StringComparison.Ordinal));
        Assert.All(Deployments, item => Assert.All(
            settings.Concat(ContainerOf(item).List("env").Select(variable => variable.Text("name"))),
            name => Assert.True(verbs.Reads(Command(item).Verb, name), name)));
    }

    [Fact]
    public void Certificates_are_where_the_settings_say_and_readable_by_the_process_alone() => Assert.All(
        Deployments, item =>
        {
            var settings = DeployFiles.Of("ConfigMap").Single();
            var volume = item.List("spec/template/spec/volumes").Single(other => other.Text("name") == "tls");
            var mount = ContainerOf(item).List("volumeMounts").Single(other => other.Text("name") == "tls");
            Assert.Equal("customization-tls", volume.Text("secret/secretName"));
            Assert.Equal("0440", volume.Text("secret/defaultMode"));
            Assert.Equal("true", mount.Text("readOnly"));
            Assert.Equal(
                item.Text("spec/template/spec/securityContext/runAsUser"),
                item.Text("spec/template/spec/securityContext/fsGroup"));
            foreach (var (name, file) in new[] { ("CERTIFICATE", "tls.crt"), ("KEY", "tls.key"), ("CA", "ca.crt") })
            {
                Assert.Equal(
                    $"{mount.Text("mountPath")}/{file}", settings.At("data")!.Text($"CUSTOMIZATION_TLS_{name}"));
                Assert.Contains($"--from-file={file}", DeployFiles.Text("README.md"), StringComparison.Ordinal);
            }
        });

    [Fact]
    public void A_rollout_and_a_drained_node_leave_the_others_running() => Assert.All(Deployments, item =>
    {
        Assert.Equal("0", item.Text("spec/strategy/rollingUpdate/maxUnavailable"));
        var budget = DeployFiles.Of("PodDisruptionBudget")
            .Single(other => other.Text("metadata/name") == item.Text("metadata/name"));
        Assert.Equal("1", budget.Text("spec/maxUnavailable"));
        Assert.True(budget.At("spec/selector/matchLabels").Selects(item.At("spec/template/metadata/labels")));
        var scaler = DeployFiles.Of("HorizontalPodAutoscaler")
            .Single(other => other.Text("spec/scaleTargetRef/name") == item.Text("metadata/name"));
        Assert.Equal(item.Text("spec/replicas"), scaler.Text("spec/minReplicas"));
        Assert.Equal("cpu", scaler.Text("spec/metrics/0/resource/name"));
    });

    [Fact]
    public void The_service_selects_the_gateways_of_one_colour()
    {
        var selector = (JsonObject)DeployFiles.Of("Service").Single().At("spec/selector")!.DeepClone();
        var colour = selector["slot"]!.ToString();
        Assert.True(Directory.Exists(Path.Combine(DeployFiles.Root, "kubernetes", colour)));
        selector.Remove("slot");
        Assert.Single(Deployments, item => selector.Selects(item.At("spec/template/metadata/labels")));
    }

    [Fact]
    public void The_network_lets_in_exactly_the_ports_that_are_listened_on() => Assert.All(Deployments, item =>
    {
        var policy = DeployFiles.Of("NetworkPolicy").Single(other =>
            other.At("spec/podSelector/matchLabels").Selects(item.At("spec/template/metadata/labels")));
        var open = policy.List("spec/ingress").SelectMany(rule => rule.List("ports")).Select(port => port.Text("port"));
        Assert.Equal(PortsOf(item).Values.Order(), open.Order());
    });

    private static JsonNode ContainerOf(JsonNode item) => item.List("spec/template/spec/containers").Single();

    private static Dictionary<string, string> PortsOf(JsonNode item) => ContainerOf(item).List("ports")
        .ToDictionary(port => port.Text("name"), port => port.Text("containerPort"));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private (string Verb, IReadOnlyDictionary<string, string> Options) Command(JsonNode item) =>
        verbs.Parse([.. ContainerOf(item).List("args").Select(argument => argument.ToString())]);
}
