using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>A model that a file imports, by the name that the file gives it.</summary>
/// <param name="Alias">What stands before its features, without the last dot.</param>
/// <param name="Path">The name of the model, whose dots are folders.</param>
/// <param name="Root">The feature that is referred to; empty before one is.</param>
/// <param name="Parts">Parts of the whole reference.</param>
internal sealed record UvlImport(string Alias, string Path, SourceSpan Span, string Root = "", int Parts = 0);

/// <summary>The imports of one file. Mutable; owned by one reading.</summary>
/// <param name="resolve">The text of a file by its name, relative to the first file; null where there is none. Null
/// itself where only one file is read.</param>
/// <param name="chain">Names of the models that are being read, so that none imports itself.</param>
internal sealed class UvlImports(Func<string, string?>? resolve, Findings findings, IReadOnlyList<string> chain)
{
    private readonly List<UvlImport> _imports = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public void Add(string path, string alias, SourceSpan span, UvlDocument document)
    {
        if (resolve is null)
        {
            document.MissingImports.Add(alias.Split('.')[0]);
            findings.Error("CU0009", span, $"the imported model '{Findings.Quote(path)}' is not read: expected a model "
                + "in one file");
        }
        else if (_imports.Exists(known => known.Alias == alias))
        {
            findings.Error("CU0031", span, $"a second import is named '{Findings.Quote(alias)}'");
        }
        else
        {
            _imports.Add(new UvlImport(alias, path, span));
        }
    }

    /// <summary>The imported model that the name at the cursor refers to; null where it is another name.</summary>
    public UvlImport? Find(UvlCursor cursor)
    {
        if (_imports.Count == 0 || !cursor.IsName)
        {
            return null;
        }

        var start = cursor.At;
        var parts = cursor.ReadPath();
        cursor.At = start;
        var name = string.Join('.', parts);
        var found = _imports.Where(import => name.StartsWith(import.Alias + ".", StringComparison.Ordinal))
            .MaxBy(import => import.Alias.Length);
        return found is null ? null : found with { Root = name[(found.Alias.Length + 1)..], Parts = parts.Count };
    }

    /// <summary>Reads an imported model as the child of a feature.</summary>
    /// <returns>The position of its root, or -1 with the error reported.</returns>
    public int Read(UvlImport import, UvlScope scope, UvlDocument document,
        (int Parent, FeatureDeclaration Declaration, int Depth) place)
    {
        _used.Add(import.Alias);
        if (Text(import, document) is not { } text)
        {
            document.MissingImports.Add(import.Alias.Split('.')[0]);
            return -1;
        }

        var inFile = findings.In(FileOf(import.Path));
        var cursor = new UvlCursor(text, new UvlLexer(text, inFile).Read(), inFile);
        var imports = new UvlImports(resolve, inFile, [.. chain, import.Path]);
        var inner = scope.Import(import.Alias);
        var root = document.Features.Count;
        new UvlParser(cursor, document, inner, imports, place).Read();
        if (document.Features.Count == root)
        {
            return -1;
        }

        if (document.Features[root].Name != inner.Prefix + import.Root)
        {
            var name = document.Features[root].Name[inner.Prefix.Length..];
            findings.Error("CU0027", import.Span, $"the imported model '{Findings.Quote(import.Path)}' has the root "
                + $"'{Findings.Quote(name)}', not '{Findings.Quote(import.Root)}'");
        }

        return root;
    }

    /// <summary>Says which imports have no place in the tree.</summary>
    public void Finish()
    {
        foreach (var import in _imports.Where(import => !_used.Contains(import.Alias)))
        {
            findings.Warning("CU0030", import.Span, $"the imported model '{Findings.Quote(import.Path)}' has no place "
                + $"in the tree; expected its root, such as {Findings.Quote(import.Alias)}.Root, among the features");
        }
    }

    private string? Text(UvlImport import, UvlDocument document)
    {
        if (chain.Contains(import.Path))
        {
            findings.Error("CU0029", import.Span, $"the model '{Findings.Quote(import.Path)}' imports itself by "
                + Findings.List([.. chain.SkipWhile(name => name != import.Path).Select(n => Findings.Quote(n))]));
            return null;
        }

        if (import.Path.AsSpan().IndexOfAny("/\\:") >= 0 || resolve!(FileOf(import.Path)) is not { } text)
        {
            findings.Error("CU0009", import.Span, $"there is no file '{Findings.Quote(FileOf(import.Path))}' to "
                + "import");
            return null;
        }

        document.ImportedCharacters += text.Length;
        if (document.ImportedCharacters > findings.Limits.CharactersMax)
        {
            findings.Error("CU0010", import.Span, $"the imported files have more than {findings.Limits.CharactersMax} "
                + "characters");
            return null;
        }

        return text;
    }

    private static string FileOf(string path) => path.Replace('.', '/') + ".uvl";
}
