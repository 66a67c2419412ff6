using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>The container file and the composition agree with the executable, as far as that shows without an engine
/// that runs containers.</summary>
public sealed class ContainerTests(Verbs verbs) : IClassFixture<Verbs>
{
    private static readonly string Container = DeployFiles.Text("Dockerfile");
    private static readonly string LastStage = Container[Container.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
    private static readonly JsonNode Compose = DeployFiles.Yaml("compose/compose.yaml").Single();

    [Fact]
    public void The_entry_point_is_the_executable_that_the_build_makes()
    {
        Assert.Contains("ENTRYPOINT [\"/app/customization\"]", LastStage, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "customization.dll")));
        var project = Regex.Match(Container, @"dotnet publish (\S+)").Groups[1].Value;
        Assert.Contains(
            "<AssemblyName>customization</AssemblyName>", File.ReadAllText(Path.Combine(Repository.Root, project)));
    }

    [Fact]
    public void The_user_is_a_number_and_not_root()
    {
        var user = Regex.Match(LastStage, @"(?m)^USER (\d+)$");
        Assert.True(user.Success && user.Groups[1].Value != "0", LastStage);
    }

    [Fact]
    public void The_image_is_chiselled_and_can_be_replaced()
    {
        Assert.Matches(@"(?m)^ARG BASE_IMAGE=\S+-chiseled$", Container);
        Assert.All(
            Regex.Matches(Container, @"(?m)^FROM (\S+)").Select(match => match.Groups[1].Value),
            image => Assert.StartsWith("${", image));
    }

    [Fact]
    public void The_pages_are_built_where_node_is_as_the_build_would_and_lie_where_it_looks()
    {
        var targets = File.ReadAllText(Path.Combine(Repository.Root, "src/Customization.Gateway/Web/Web.targets"));
        var commands = Regex.Match(Container, @"(?m)^RUN (npm ci .+)$").Groups[1].Value.Split(" && ");
        Assert.Equal(3, commands.Length);
        Assert.All(commands, command => Assert.Contains(
            $"Command=\"{command.Replace("/web", "&quot;$(WebBuilt)&quot;")}\"", targets, StringComparison.Ordinal));
        Assert.Contains("<WebBuilt>$(RepositoryRoot)artifacts/web/</WebBuilt>", targets, StringComparison.Ordinal);
        var copied = Regex.Match(Container, @"(?m)^COPY --from=web /web (\S+)$");
        Assert.Equal("artifacts/web", copied.Groups[1].Value);
        Assert.InRange(
            copied.Index, Container.IndexOf("COPY . .", StringComparison.Ordinal),
            Container.IndexOf("dotnet publish", StringComparison.Ordinal));
        Assert.Contains("**/node_modules", DeployFiles.Text("Dockerfile.dockerignore"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_ports_are_the_defaults_of_the_verbs()
    {
        var exposed = Regex.Match(LastStage, @"(?m)^EXPOSE (.+)$").Groups[1].Value.Split(' ');
        Assert.Equal(
            [
                verbs.Default("gateway", "--port"), verbs.Default("silo", "--health-port"),
                verbs.Default("silo", "--silo-port"), verbs.Default("silo", "--gateway-port"),
            ],
            exposed);
    }

    [Fact]
    public void The_composition_has_azurite_three_silos_and_two_gateways()
    {
        var verbOf = Ours().Select(service => verbs.Parse(Arguments(service.Value)).Verb);
        Assert.Equal(["silo", "silo", "silo", "gateway", "gateway"], verbOf);
        Assert.Contains("azurite", Compose.Text("services/azurite/image"), StringComparison.Ordinal);
    }

    [Fact]
    public void Silos_advertise_the_address_that_they_have_and_no_two_the_same()
    {
        var silos = Ours().Where(service => service.Key.StartsWith("silo", StringComparison.Ordinal)).ToList();
        Assert.All(silos, silo => Assert.Equal(
            silo.Value.Text("networks/cluster/ipv4_address"), silo.Value.Text("environment/CUSTOMIZATION_ADVERTISE")));
        Assert.Equal(3, silos.Select(silo => silo.Value.Text("networks/cluster/ipv4_address")).Distinct().Count());
    }

    [Fact]
    public void Everything_composed_is_limited_and_published_on_loopback_only()
    {
        Assert.All((JsonObject)Compose["services"]!, service =>
        {
            Assert.NotEqual("", service.Value.Text("deploy/resources/limits/cpus"));
            Assert.NotEqual("", service.Value.Text("deploy/resources/limits/memory"));
            Assert.All(service.Value.List("ports"), port => Assert.StartsWith("127.0.0.1:", port.ToString()));
        });
        Assert.All(Ours(), service =>
        {
            Assert.Contains($"\nUSER {service.Value.Text("user").Split(':')[0]}\n", LastStage);
            Assert.Equal("true", service.Value.Text("read_only"));
            Assert.All(
                ((JsonObject)service.Value["environment"]!).Select(variable => variable.Key),
                variable => Assert.True(variable == "OTEL_EXPORTER_OTLP_ENDPOINT" || verbs.Reads("silo", variable)));
        });
    }

    [Fact]
    public void Files_that_the_composition_mounts_exist_unless_they_are_made_by_hand()
    {
        var mounted = ((JsonObject)Compose["services"]!).SelectMany(service => service.Value.List("volumes"))
            .Select(volume => volume.ToString().Split(':')[0])
            .Append(Compose.Text("configs/plant/file"))
            .Where(path => path.StartsWith('.'));
        Assert.All(mounted, path => Assert.True(File.Exists(Path.Combine(DeployFiles.Root, "compose", path)), path));
        Assert.Contains("token.key", DeployFiles.Text("README.md"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Key, JsonNode Value)> Ours() => ((JsonObject)Compose["services"]!)
        .Where(service => service.Value.Text("image").Contains("customization", StringComparison.Ordinal))
        .Select(service => (service.Key, service.Value!));

    private static string[] Arguments(JsonNode service) =>
        [.. service.List("command").Select(argument => argument.ToString())];
}
