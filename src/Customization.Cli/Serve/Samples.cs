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

    /// <summary>Text of the plant: what all products share, then what each brings along, one document after the other.
    /// </summary>
    public static string Plant => string.Join(NextDocument, Files.Where(IsPlant).Select(CommandLine.ReadFile));

    /// <summary>Rule sets, then the definitions of products, which use them; each in the order of their names.
    /// </summary>
    public static IEnumerable<DefinitionFiles> Definitions =>
        from path in Files
        where !IsPlant(path)
        orderby IsRuleSet(path) ? 0 : 1
        select DefinitionFiles.Of(Path.GetFileName(path), CommandLine.ReadFile(path));

    /// <summary>Paths of the product definitions.</summary>
    public static IEnumerable<string> Products => Files.Where(path => !IsPlant(path) && !IsRuleSet(path));

    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder, "*.yaml").OrderBy(path => Path.GetFileName(path) == PlantName ? 0 : 1)
            .ThenBy(path => path, StringComparer.Ordinal);

    private static bool IsRuleSet(string path) => path.EndsWith(ModelFile.RuleSetEnding, StringComparison.Ordinal);

    private static bool IsPlant(string path) =>
        Path.GetFileName(path) == PlantName || path.EndsWith(PlantEnding, StringComparison.Ordinal);
}
