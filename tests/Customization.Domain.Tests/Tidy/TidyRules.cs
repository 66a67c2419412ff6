using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Customization.Domain.Tests.Tidy;

/// <summary>The rules of size and shape that a reader would otherwise have to hold in review.</summary>
/// <remarks>Each finding is one stable line, <c>rule path</c> or <c>rule path member</c>, so that it can be named in
/// <see cref="TidyExceptions"/> and does not change when lines move.</remarks>
public static class TidyRules
{
    public const int FileLinesMax = 400;
    public const int FunctionLinesMax = 70;
    public const int LineColumnsMax = 120;

    private static readonly HashSet<string> VagueFolders = ["Services", "Helpers", "Managers", "Common"];

    /// <summary>Written in parts, so that this file does not contain what it forbids.</summary>
    private static readonly Regex Unfinished =
        new(string.Join('|', @"\bTO" + "DO", @"\bFIX" + "ME", @"\bHA" + @"CK\b"));

    private static readonly string[] RegistryHosts =
    [
        string.Join('.', "nuget", "org"), string.Join('.', "registry", "npmjs"), string.Join('.', "deb", "debian"),
        string.Join('.', "pypi", "org"), string.Join('.', "pkgs", "dev", "azure"),
    ];

    public static IEnumerable<string> Check(SourceFile file)
    {
        var findings = OfText(file);
        return file.Path.EndsWith(".cs") ? findings.Concat(OfCode(file)) : findings;
    }

    private static IEnumerable<string> OfText(SourceFile file)
    {
        if (file.Path.Split('/').SkipLast(1).FirstOrDefault(VagueFolders.Contains) is { } folder)
        {
            yield return $"vague-folder {file.Path} {folder}";
        }

        if (RegistryHosts.Any(host => file.Text.Contains(host, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"registry-host {file.Path}";
        }
    }

    private static IEnumerable<string> OfCode(SourceFile file)
    {
        var lines = file.Lines;
        if (lines.Length - 1 > FileLinesMax)
        {
            yield return $"file-lines {file.Path}";
        }

        if (lines.Any(line => line.Length > LineColumnsMax))
        {
            yield return $"line-columns {file.Path}";
        }

        if (Unfinished.IsMatch(file.Text))
        {
            yield return $"unfinished {file.Path}";
        }

        foreach (var function in file.Root.DescendantNodes().Where(node => Lines(node) > FunctionLinesMax))
        {
            yield return $"function-lines {file.Path} {NameOf(function)}";
        }

        foreach (var type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(IsSplitByHand(file)))
        {
            yield return $"partial {file.Path} {type.Identifier.Text}";
        }
    }

    /// <summary>Lines of a function from its signature to its closing brace; 0 for every other node.</summary>
    private static int Lines(SyntaxNode node)
    {
        if (node is not (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax))
        {
            return 0;
        }

        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => function.Kind().ToString(),
    };

    /// <summary>Partial is for X.Log.cs beside X.cs, and for types that a source generator completes.</summary>
    private static Func<TypeDeclarationSyntax, bool> IsSplitByHand(SourceFile file) => type =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword)
        && !file.Path.EndsWith(".Log.cs")
        && !SourceTree.Files.Any(other => other.Path == file.Path[..^".cs".Length] + ".Log.cs")
        && !type.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Any(member => member is not TypeDeclarationSyntax && member.Modifiers.Any(SyntaxKind.PartialKeyword))
        && type.BaseList?.Types.ToString().Contains("JsonSerializerContext") != true;
}
