using Customization.Cli.Model;
using Customization.Domain.Catalog;

namespace Customization.Cli.Serve;

/// <summary>The sample products and the plant that makes them, as they lie beside the executable.</summary>
internal static class Samples
{
    private const string PlantName = "plant.yaml";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    /// <summary>Text of the plant file.</summary>
    public static string Plant => CommandLine.ReadFile(Path.Combine(Folder, PlantName));

    /// <summary>Rule sets, then the definitions of products, which use them; each in the order of their names.
    /// </summary>
    public static IEnumerable<DefinitionFiles> Definitions =>
        from path in Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
        let name = Path.GetFileName(path)
        where name != PlantName
        orderby name.EndsWith(ModelFile.RuleSetEnding, StringComparison.Ordinal) ? 0 : 1
        select DefinitionFiles.Of(name, CommandLine.ReadFile(path));
}
