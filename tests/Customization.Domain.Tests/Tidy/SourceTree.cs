using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Customization.Domain.Tests.Tidy;

/// <summary>A file of the repository: its path from the root with forward slashes, and its text.</summary>
public sealed record SourceFile(string Path, string Text)
{
    private SyntaxNode? _root;

    public string Name => System.IO.Path.GetFileName(Path);

    public string[] Lines => Text.Split('\n');

    public SyntaxNode Root => _root ??= CSharpSyntaxTree.ParseText(
        Text, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["WITH_ORLEANS"])).GetRoot();
}

/// <summary>The files of the repository that people write, found from the folder the tests run in.</summary>
public static class SourceTree
{
    private static readonly HashSet<string> NotWritten =
        [".git", ".vs", ".idea", "artifacts", "bin", "obj", "data", "node_modules", "TestResults"];

    private static readonly HashSet<string> TextExtensions =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".yaml", ".yml", ".sh", ".ts", ".js", ".css",
        ".html", ".http", ".cases", ".xml", ".config", "", ".bicep", ".txt",
    ];

    private static readonly Lazy<SourceFile[]> AllFiles = new(() => Read(Root!));

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files => AllFiles.Value;

    public static IEnumerable<SourceFile> CSharp => Files.Where(file => file.Path.EndsWith(".cs"));

    public static IEnumerable<SourceFile> Projects => Files.Where(file => file.Path.EndsWith(".csproj"));

    /// <summary>Fails with every finding on its own line; Assert.Empty would cut the list short.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Customization.Orleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No solution above the test assembly.");
        }

        return folder.FullName;
    }

    private static SourceFile[] Read(string root) =>
    [
        .. Walk(new DirectoryInfo(root))
            .Where(file => TextExtensions.Contains(file.Extension) || file.Name.StartsWith('.'))
            .Select(file => new SourceFile(
                Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => file.Name != ".git").Concat(
            folder.EnumerateDirectories().Where(inner => !NotWritten.Contains(inner.Name)).SelectMany(Walk));
}
