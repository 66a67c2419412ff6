namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the sections of a UVL file. Constraints are only located: they may name features that come later.
/// </summary>
/// <param name="place">The feature that the root stands below, with its own declaration and depth.</param>
internal sealed class UvlParser(UvlCursor cursor, UvlDocument document, UvlScope scope, UvlImports imports,
    (int Parent, FeatureDeclaration Declaration, int Depth) place)
{
    private readonly UvlTreeParser _tree = new(cursor, document, scope, imports);
    private readonly int _first = document.Features.Count;

    private Findings Findings => cursor.Findings;

    public void Read()
    {
        while (cursor.Kind != UvlTokenKind.End && !Findings.IsFull)
        {
            if (cursor.TakeWord("namespace"))
            {
                var name = string.Join('.', cursor.ReadReference("the name of the model") ?? []);
                document.Name = scope.Outer is null ? name : document.Name;
                ExpectLineEnd();
            }
            else if (cursor.TakeWord("include"))
            {
                ReadBlock(ReadLanguageLevel);
            }
            else if (cursor.TakeWord("imports"))
            {
                ReadBlock(ReadImport);
            }
            else if (cursor.TakeWord("features"))
            {
                ReadFeatures();
            }
            else if (cursor.TakeWord("constraints"))
            {
                ReadBlock(LocateConstraint);
            }
            else if (!cursor.Take(UvlTokenKind.Dedent))
            {
                cursor.Expected("namespace, include, imports, features or constraints");
                cursor.SkipLine();
            }
        }

        if (document.Features.Count == _first && !Findings.HasErrors)
        {
            Findings.Error("CU0006", cursor.Span, "expected the section features with a root feature");
        }

        imports.Finish();
    }

    private void ReadFeatures()
    {
        if (document.Features.Count > _first)
        {
            Findings.Error("CU0007", cursor.Span, "a second section features; expected one");
        }

        ExpectLineEnd();
        if (!cursor.Take(UvlTokenKind.Indent))
        {
            cursor.Expected("the root feature, further in than features");
            return;
        }

        _tree.ReadRoot(place.Parent, place.Declaration, place.Depth);
        while (cursor.Kind is not (UvlTokenKind.Dedent or UvlTokenKind.End) && !Findings.IsFull)
        {
            Findings.Error("CU0007", cursor.Span, "a second root feature; expected one");
            cursor.SkipLine();
        }

        cursor.Take(UvlTokenKind.Dedent);
    }

    /// <summary>Reads the lines further in, one by one; a section may be empty.</summary>
    private void ReadBlock(Action readLine)
    {
        ExpectLineEnd();
        if (!cursor.Take(UvlTokenKind.Indent))
        {
            return;
        }

        while (cursor.Kind is not (UvlTokenKind.Dedent or UvlTokenKind.End) && !Findings.IsFull)
        {
            readLine();
            if (!cursor.Take(UvlTokenKind.LineEnd))
            {
                cursor.SkipLine();
            }
            else if (cursor.Kind == UvlTokenKind.Indent)
            {
                cursor.Expected("a line no further in than the one before");
                cursor.SkipBlock();
            }
        }

        cursor.Take(UvlTokenKind.Dedent);
    }

    private void ReadLanguageLevel()
    {
        if (!cursor.IsName)
        {
            cursor.Expected("a language level");
        }
        else if (cursor.TextOf(cursor.Current) is not ("Boolean" or "Arithmetic" or "Type"))
        {
            Findings.Warning("CU0008", cursor.Span, $"unknown language level "
                + $"'{Findings.Quote(cursor.TextOf(cursor.Current))}'; known are Boolean, Arithmetic and Type");
        }

        cursor.SkipToLineEnd();
    }

    private void ReadImport()
    {
        var span = cursor.Span;
        if (cursor.ReadReference("the name of a model") is not { } path)
        {
            return;
        }

        var alias = path;
        if (cursor.TakeWord("as"))
        {
            if (cursor.ReadReference("another name for the model") is not { } given)
            {
                return;
            }

            alias = given;
        }

        imports.Add(string.Join('.', path), string.Join('.', alias), span, document);
    }

    private void LocateConstraint()
    {
        document.Constraints.Add(new UvlConstraint(cursor, cursor.At, scope));
        cursor.SkipToLineEnd();
    }

    private void ExpectLineEnd()
    {
        if (!cursor.Take(UvlTokenKind.LineEnd))
        {
            cursor.Expected("the end of the line");
            cursor.SkipToLineEnd();
            cursor.Take(UvlTokenKind.LineEnd);
        }
    }
}
