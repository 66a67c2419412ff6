namespace Customization.Domain.Tests.Catalog;

/// <summary>The sample files that ship with the command line tool.</summary>
internal static class Samples
{
    /// <summary>The repository, found from the test's folder upwards.</summary>
    public static readonly string Root = FindRoot();

    /// <summary>Text of a shipped sample.</summary>
    public static string Text(string file) =>
        File.ReadAllText(Path.Combine(Root, "src", "Customization.Cli", "Samples", file));

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
