namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the sections of a UVL file. Constraints are only located: they may name features that come later.
/// </summary>
internal sealed class UvlParser(UvlCursor cursor, UvlDocument document)
{
    private readonly UvlTreeParser _tree = new(cursor, document);

    private Findings Findings => cursor.Findings;

    public void Read()
    {
        while (cursor.Kind != UvlTokenKind.End && !Findings.IsFull)
        {
            if (cursor.TakeWord("namespace"))
            {
                document.Name = string.Join('.', cursor.ReadReference("the name of the model") ?? []);
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

        if (document.Features.Count == 0 && !Findings.HasErrors)
        {
            Findings.Error("CU0006", cursor.Span, "expected the section features with a root feature");
        }
    }

    private void ReadFeatures()
    {
        if (document.Features.Count > 0)
        {
            Findings.Error("CU0007", cursor.Span, "a second section features; expected one");
        }

        ExpectLineEnd();
        if (!cursor.Take(UvlTokenKind.Indent))
        {
            cursor.Expected("the root feature, further in than features");
            return;
        }

        _tree.ReadRoot();
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

        var name = string.Join('.', path);
        if (cursor.TakeWord("as"))
        {
            if (cursor.ReadReference("another name for the model") is not { } alias)
            {
                return;
            }

            document.Imports.Add(alias[0]);
        }

        document.Imports.Add(path[0]);
        Findings.Error("CU0009", span, $"the imported model '{Findings.Quote(name)}' is not read: expected a model in "
            + "one file");
    }

    private void LocateConstraint()
    {
        document.ConstraintStarts.Add(cursor.At);
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
