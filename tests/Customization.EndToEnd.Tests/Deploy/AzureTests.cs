using System.Text.RegularExpressions;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>What shows of the Azure template without its compiler: names, references, brackets, and what keeps others
/// out.</summary>
public sealed partial class AzureTests
{
    private static readonly string Template = DeployFiles.Text("azure/main.bicep");

    /// <summary>The template without comments, descriptions and the insides of texts, but with what texts take in.
    /// </summary>
    private static readonly string Code = Texts().Replace(
        Comments().Replace(Template, ""),
        text => string.Join(' ', Insertions().Matches(text.Value).Select(inserted => inserted.Groups[1].Value)));

    private static readonly HashSet<string> Declared =
        [.. Declarations().Matches(Code).Select(declared => declared.Groups["name"].Value)];

    [Fact]
    public void Brackets_close_in_the_order_in_which_they_open()
    {
        var open = new Stack<char>();
        foreach (var sign in Code.Where("(){}[]".Contains))
        {
            if ("([{".Contains(sign))
            {
                open.Push(sign);
            }
            else
            {
                Assert.Equal("([{"[")]}".IndexOf(sign)], open.Pop());
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void What_is_used_is_declared_and_no_parameter_is_needless()
    {
        Assert.NotEmpty(Declared);
        var used = Uses().Matches(Code).Select(use => use.Groups["name"].Value).ToHashSet();
        Assert.Empty(used.Except(Declared));
        var needless = Regex.Matches(Code, @"(?m)^(param|var) (\w+)").Select(declared => declared.Groups[2].Value)
            .Where(name => Regex.Count(Code, $@"\b{name}\b") < 2);
        Assert.Empty(needless);
    }

    [Fact]
    public void Every_resource_names_its_type_and_a_dated_version() => Assert.All(
        Regex.Matches(Template, @"(?m)^resource \w+ (.+)$").Select(resource => resource.Groups[1].Value),
        type => Assert.Matches(@"^'Microsoft(\.\w+)+(/\w+)+@20\d\d-\d\d-\d\d(-preview)?' = \{$", type));

    [Fact]
    public void Storage_lets_in_the_nodes_alone_and_over_tls()
    {
        Assert.Contains("supportsHttpsTrafficOnly: true", Code, StringComparison.Ordinal);
        Assert.Contains("allowBlobPublicAccess: false", Code, StringComparison.Ordinal);
        Assert.Contains("defaultAction: 'Deny'", Template, StringComparison.Ordinal);
        var subnet = Regex.Match(Template, @"virtualNetworkRules: \[\{ id: '\$\{network\.id\}/subnets/(\w+)' \}\]");
        Assert.Contains($"name: '{subnet.Groups[1].Value}'", Template, StringComparison.Ordinal);
        Assert.Contains($"vnetSubnetID: '${{network.id}}/subnets/{subnet.Groups[1].Value}'", Template);
    }

    [Fact]
    public void Network_policies_have_an_engine_and_silos_room_to_spread()
    {
        Assert.NotEmpty(DeployFiles.Of("NetworkPolicy"));
        Assert.Matches(@"networkPolicy: '\w+'", Template);
        var nodes = int.Parse(Regex.Match(Template, @"param nodesMin int = (\d+)").Groups[1].Value);
        var silos = DeployFiles.Of("Deployment").Single(item => item.Text("metadata/name") == "silo");
        Assert.True(nodes >= int.Parse(silos.Text("spec/replicas")));
    }

    [GeneratedRegex(@"(?m)//.*$|^@description\(.*\)$")]
    private static partial Regex Comments();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Insertions();

    [GeneratedRegex(@"(?m)^(param|var|resource|output) (?<name>\w+)")]
    private static partial Regex Declarations();

    /// <summary>What a value begins with that is a name of the template: no function, number, property or constant.
    /// </summary>
    [GeneratedRegex(@"(?<=(: |= |\[|\(|, ))(?!true\b|false\b)(?<name>[a-z]\w*)\b(?![\(:])")]
    private static partial Regex Uses();
}
