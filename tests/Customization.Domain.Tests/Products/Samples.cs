namespace Customization.Domain.Tests.Products;

/// <summary>The sample files that ship with the command line tool.</summary>
internal static class Samples
{
    /// <summary>The repository, found from the test's folder upwards.</summary>
    public static readonly string Root = FindRoot();

    private static readonly string Folder = Path.Combine(Root, "src", "Customization.Cli", "Samples");

    /// <summary>Files of all shipped products.</summary>
    public static IEnumerable<string> Products => All.Except(Plants);

    /// <summary>Files of the shipped plant.</summary>
    public static IEnumerable<string> Plants =>
        All.Where(file => file.EndsWith("plant.yaml", StringComparison.Ordinal));

    private static IEnumerable<string> All =>
        Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    /// <summary>Text of a shipped sample.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Text of a sample that only tests use.</summary>
    public static string TestText(string file) =>
        File.ReadAllText(Path.Combine(Root, "tests", "Customization.Domain.Tests", "Samples", file));

    /// <summary>A folder of public model files, or null where it is not at hand.</summary>
    public static string? Data(string folder)
    {
        if (Environment.GetEnvironmentVariable("CUSTOMIZATION_DATA") is { Length: > 0 } named)
        {
            return Path.Combine(named, folder);
        }

        for (var above = new DirectoryInfo(Root).Parent; above is not null; above = above.Parent)
        {
            var data = Path.Combine(above.FullName, "shared", "data", folder);
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Customization.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the repository is nowhere above the tests");
    }
}
