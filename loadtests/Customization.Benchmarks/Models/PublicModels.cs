using Customization.Kernel.Formats;
using Customization.Kernel.Model;

namespace Customization.Benchmarks.Models;

/// <summary>Public model files that lie beside the repository on some machines; left out elsewhere.</summary>
internal static class PublicModels
{
    private static readonly string? Folder = Find();

    private static readonly Dictionary<string, string> Files = new()
    {
        ["renault-medium"] = "renault-medium/model.xml",
        ["busybox"] = "feature-models/busybox.dimacs",
        ["automotive01"] = "feature-models/automotive01.uvl",
        ["embtoolkit"] = "feature-models/embtoolkit.uvl",
    };

    /// <summary>Names of the models that are there.</summary>
    public static IEnumerable<string> Names => Folder is null ? [] : Files.Keys;

    /// <summary>Reads one of them.</summary>
    public static ProductModel Read(string name)
    {
        var read = ModelReader.Read(Text(name), Path.GetFileName(Files[name]), ModelFormat.Auto);
        return read.Model ?? throw new InvalidDataException(read.Diagnostics[0].ToString());
    }

    /// <summary>The text of one of them.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder!, Files[name]));

    /// <summary>A year of sold cars, a header of names and one car a row; null where it is not here.</summary>
    public static string? Sales => Folder is null ? null : Path.Combine(Folder, "renault-medium", "sold.txt");

    /// <summary><c>shared/data</c> beside any folder above the program, so that worktrees find it too.</summary>
    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "feature-models")))
            {
                return candidate;
            }
        }

        return null;
    }
}
