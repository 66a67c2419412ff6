using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the tree of features and groups. Recursion is bounded by the limit on nesting.</summary>
internal sealed class UvlTreeParser(UvlCursor cursor, UvlDocument document)
{
    private readonly UvlAttributeParser _attributes = new(cursor, document);

    private Findings Findings => cursor.Findings;

    public void ReadRoot() => ReadFeature(-1, FeatureDeclaration.Root, 0);

    /// <summary>Reads a feature with everything below it.</summary>
    /// <returns>Its position, or -1, with the error reported, where the line is none.</returns>
    private int ReadFeature(int parent, FeatureDeclaration declaration, int depth)
    {
        if (depth >= Findings.Limits.NestingMax || document.Features.Count >= Findings.Limits.CharacteristicsMax)
        {
            Findings.Error("CU0010", cursor.Span, $"more than {Findings.Limits.CharacteristicsMax} features or "
                + $"{Findings.Limits.NestingMax} levels");
            cursor.SkipLine();
            return -1;
        }

        var index = ReadFeatureLine(parent, declaration);
        if (index < 0)
        {
            cursor.SkipLine();
            return -1;
        }

        if (!cursor.Take(UvlTokenKind.LineEnd))
        {
            cursor.Expected("cardinality, attributes or the end of the line");
            cursor.SkipLine();
            return index;
        }

        if (cursor.Take(UvlTokenKind.Indent))
        {
            while (cursor.Kind is not (UvlTokenKind.Dedent or UvlTokenKind.End) && !Findings.IsFull)
            {
                ReadGroup(index, depth);
            }

            cursor.Take(UvlTokenKind.Dedent);
        }

        return index;
    }

    private int ReadFeatureLine(int parent, FeatureDeclaration declaration)
    {
        var type = IsType() && cursor.Peek.Kind is UvlTokenKind.Name or UvlTokenKind.QuotedName
            ? cursor.ReadName()
            : null;
        var span = cursor.Span;
        if (IsGroupKeyword() || cursor.ReadReference("the name of a feature") is not { } path)
        {
            if (IsGroupKeyword())
            {
                cursor.Expected("the name of a feature");
            }

            return -1;
        }

        var name = string.Join('.', path);
        var feature = new UvlFeature(name, span, parent, declaration) { Type = type == "Boolean" ? null : type };
        var index = document.Features.Count;
        if (!document.FeatureByName.TryAdd(name, index))
        {
            var first = document.Features[document.FeatureByName[name]].Span;
            Findings.Error("CU0011", span, $"a second feature is named '{Findings.Quote(name)}'; the first is at line "
                + $"{first.Line}");
            return -1;
        }

        document.Features.Add(feature);
        if (feature.Type is not null)
        {
            Findings.Warning("CU0012", span, $"the {feature.Type} value of feature '{Findings.Quote(name)}' has no "
                + "bounds and is not part of the model; only whether it is selected is");
        }

        if ((cursor.TakeWord("cardinality") && !ReadFeatureCardinality())
            || (cursor.IsSymbol("{") && !_attributes.Read(feature)))
        {
            cursor.SkipToLineEnd();
        }

        return index;
    }

    private bool ReadFeatureCardinality()
    {
        var span = cursor.Span;
        var bounds = ReadCardinality();
        if (bounds is not null and not (1, 1))
        {
            Findings.Error("CU0013", span, "several instances of one feature cannot be expressed; expected "
                + "cardinality [1]");
        }

        return bounds is not null;
    }

    private void ReadGroup(int parent, int depth)
    {
        var span = cursor.Span;
        if (!IsGroupKeyword())
        {
            cursor.Expected("mandatory, optional, or, alternative or [n..m]");
            cursor.SkipLine();
            return;
        }

        var declaration = FeatureDeclaration.InCardinalityGroup;
        (int Min, int? Max) bounds = (0, null);
        if (cursor.Kind == UvlTokenKind.Name)
        {
            declaration = DeclarationOf(cursor.TextOf(cursor.Current));
            cursor.Next();
        }
        else if (ReadCardinality() is { } read)
        {
            bounds = read;
        }
        else
        {
            cursor.SkipLine();
            return;
        }

        if (!cursor.Take(UvlTokenKind.LineEnd) || !cursor.Take(UvlTokenKind.Indent))
        {
            cursor.Expected("features on lines further in than their group");
            cursor.SkipLine();
            return;
        }

        var group = new UvlGroup(declaration, parent, bounds.Min, bounds.Max, [], span);
        document.Groups.Add(group);
        while (cursor.Kind is not (UvlTokenKind.Dedent or UvlTokenKind.End) && !Findings.IsFull)
        {
            var member = ReadFeature(parent, declaration, depth + 1);
            if (member >= 0)
            {
                group.Members.Add(member);
            }
        }

        cursor.Take(UvlTokenKind.Dedent);
    }

    /// <summary><c>[n]</c>, <c>[n..m]</c> or <c>[n..*]</c>; null with the error reported.</summary>
    private (int Min, int? Max)? ReadCardinality()
    {
        if (!cursor.TakeSymbol("["))
        {
            cursor.Expected("[n..m]");
            return null;
        }

        var span = cursor.Span;
        var min = ReadCount();
        var max = min;
        if (cursor.TakeSymbol(".."))
        {
            max = cursor.TakeSymbol("*") ? null : ReadCount() ?? -1;
        }

        if (min is null || max < min || !cursor.TakeSymbol("]"))
        {
            Findings.Error("CU0014", span, "expected [n], [n..m] or [n..*] with n not above m");
            return null;
        }

        return (min.Value, max);
    }

    private int? ReadCount()
    {
        if (cursor.Kind != UvlTokenKind.Number || !int.TryParse(cursor.TextOf(cursor.Current), out var count))
        {
            return null;
        }

        cursor.Next();
        return count;
    }

    private bool IsType() => cursor.Kind == UvlTokenKind.Name
        && cursor.TextOf(cursor.Current) is "Boolean" or "Integer" or "Real" or "String";

    private bool IsGroupKeyword() => cursor.IsSymbol("[") || (cursor.Kind == UvlTokenKind.Name
        && cursor.TextOf(cursor.Current) is "mandatory" or "optional" or "or" or "alternative");

    private static FeatureDeclaration DeclarationOf(ReadOnlySpan<char> keyword) => keyword switch
    {
        "mandatory" => FeatureDeclaration.Mandatory,
        "optional" => FeatureDeclaration.Optional,
        "or" => FeatureDeclaration.InOrGroup,
        _ => FeatureDeclaration.InAlternativeGroup,
    };
}
