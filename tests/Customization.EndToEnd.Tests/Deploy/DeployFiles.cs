using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>The files of deploy/, as trees whose leaves are texts.</summary>
public static class DeployFiles
{
    /// <summary>Their folder.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "deploy");

    /// <summary>Every object of the Kubernetes manifests; kustomizations are none.</summary>
    public static IReadOnlyList<JsonNode> Kubernetes { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "kubernetes"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "kustomization.yaml")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Yaml(Path.GetRelativePath(Root, path))),
    ];

    /// <summary>One file's text.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The documents of a YAML file, with merge keys merged.</summary>
    public static IReadOnlyList<JsonNode> Yaml(string path)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(Text(path)))));
        return [.. stream.Documents.Select(document => Tree(document.RootNode)!)];
    }

    /// <summary>The objects of one kind.</summary>
    public static IEnumerable<JsonNode> Of(string kind) => Kubernetes.Where(item => item.Text("kind") == kind);

    /// <summary>The text at a path of names and positions separated by slashes; empty where there is none.</summary>
    public static string Text(this JsonNode? node, string path) => node.At(path)?.ToString() ?? "";

    /// <summary>The node at a path; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string path) => path.Split('/').Aggregate(node, (at, step) =>
        at is JsonArray list ? list.ElementAtOrDefault(int.Parse(step)) : at is JsonObject map ? map[step] : null);

    /// <summary>The items of a list at a path; none where there is no list.</summary>
    public static IEnumerable<JsonNode> List(this JsonNode? node, string path) =>
        (node.At(path) as JsonArray ?? []).Select(item => item!);

    /// <summary>Whether <paramref name="labels"/> has all of a selector's.</summary>
    public static bool Selects(this JsonNode? selector, JsonNode? labels) => selector is JsonObject map
        && map.All(label => labels is JsonObject all && all[label.Key]?.ToString() == label.Value!.ToString());

    private static JsonNode? Tree(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(
            child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Tree(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Tree)]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
        _ => throw new InvalidOperationException($"no tree of {node.NodeType}"),
    };
}
