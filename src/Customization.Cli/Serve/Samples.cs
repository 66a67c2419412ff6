using Customization.Cli.Model;
using Customization.Domain.Catalog;

namespace Customization.Cli.Serve;

/// <summary>The sample products and the plant that makes them, as they lie beside the executable.</summary>
internal static class Samples
{
    private const string PlantName = "plant.yaml";
    private const string PlantEnding = ".plant.yaml";
    private const string NextDocument = "\n---\n";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    /// <summary>Names of the products, as in their files' names.</summary>
    public static IEnumerable<string> Names => Products.Select(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>Paths of the product definitions.</summary>
    public static IEnumerable<string> Products => Files.Where(path => !IsPlant(path) && !IsRuleSet(path));

    /// <summary>Text of the whole plant.</summary>
    public static string Plant => PlantOf(Names.ToHashSet(StringComparer.Ordinal));

    /// <summary>Text of the plant: what all products share, then what each of these brings along, one document after
    /// the other.</summary>
    public static string PlantOf(IReadOnlySet<string> products) => string.Join(
        NextDocument,
        Files.Where(path => Path.GetFileName(path) is var name && (name == PlantName
                || (IsPlant(path) && products.Contains(name[..^PlantEnding.Length]))))
            .Select(CommandLine.ReadFile));

    /// <summary>All rule sets, then the definitions of these products, which use them; each in the order of their
    /// names.</summary>
    public static IEnumerable<DefinitionFiles> DefinitionsOf(IReadOnlySet<string> products) =>
        from path in Files
        where IsRuleSet(path) || (!IsPlant(path) && products.Contains(Path.GetFileNameWithoutExtension(path)))
        orderby IsRuleSet(path) ? 0 : 1
        select DefinitionFiles.Of(Path.GetFileName(path), CommandLine.ReadFile(path));

    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder, "*.yaml").OrderBy(path => Path.GetFileName(path) == PlantName ? 0 : 1)
            .ThenBy(path => path, StringComparer.Ordinal);

    private static bool IsRuleSet(string path) => path.EndsWith(ModelFile.RuleSetEnding, StringComparison.Ordinal);

    private static bool IsPlant(string path) =>
        Path.GetFileName(path) == PlantName || path.EndsWith(PlantEnding, StringComparison.Ordinal);
}
