using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the tree of features and groups. Recursion is bounded by the limit on nesting.</summary>
/// <param name="scope">Where the names of the file are declared.</param>
/// <param name="imports">The models that the file imports.</param>
internal sealed class UvlTreeParser(UvlCursor cursor, UvlDocument document, UvlScope scope, UvlImports imports)
{
    private readonly UvlAttributeParser _attributes = new(cursor, document);
    private UvlScope _scope = scope;

    /// <summary>The cardinality on the line read last; null where it has none or exactly one.</summary>
    private (int Min, int Max)? _instances;

    private Findings Findings => cursor.Findings;

    public int ReadRoot(int parent, FeatureDeclaration declaration, int depth) =>
        ReadFeature(parent, declaration, depth);

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

        if (imports.Find(cursor) is { } import)
        {
            return ReadImported(import, parent, declaration, depth);
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

        if (_instances is { } instances)
        {
            ReadInstances(index, instances, depth);
        }
        else
        {
            ReadGroups(index, depth);
        }

        return index;
    }

    private void ReadGroups(int feature, int depth)
    {
        if (!cursor.Take(UvlTokenKind.Indent))
        {
            return;
        }

        while (cursor.Kind is not (UvlTokenKind.Dedent or UvlTokenKind.End) && !Findings.IsFull)
        {
            ReadGroup(feature, depth);
        }

        cursor.Take(UvlTokenKind.Dedent);
    }

    private int ReadImported(UvlImport import, int parent, FeatureDeclaration declaration, int depth)
    {
        var index = imports.Read(import, _scope, document, (parent, declaration, depth));
        cursor.SkipReference(import.Parts);
        if (!cursor.Take(UvlTokenKind.LineEnd) || cursor.Kind == UvlTokenKind.Indent)
        {
            cursor.Expected("nothing more about the root of an imported model");
            cursor.SkipLine();
        }

        return index;
    }

    /// <summary>Reads what is below a feature once per instance. The feature is there where an instance is; one that
    /// has to be there may have none, if its bounds say so.</summary>
    private void ReadInstances(int container, (int Min, int Max) bounds, int depth)
    {
        var feature = document.Features[container];
        var least = feature.Declaration is FeatureDeclaration.Mandatory or FeatureDeclaration.Root
            ? bounds.Min
            : Math.Max(bounds.Min, 1);
        var mandatory = new UvlGroup(FeatureDeclaration.Mandatory, container, 0, null, [], feature.Span);
        var optional = mandatory with { Declaration = FeatureDeclaration.Optional, Members = [] };
        var (outer, start, local) = (_scope, cursor.At, feature.Name[_scope.Prefix.Length..]);
        for (var i = 1; i <= bounds.Max && (i == 1 || !Findings.HasErrors); i++)
        {
            if (document.Features.Count >= Findings.Limits.CharacteristicsMax)
            {
                TooMany(feature.Span);
                break;
            }

            var name = $"{local}[{i}]";
            var group = i <= least ? mandatory : optional;
            var instance = new UvlFeature(outer.Prefix + name, feature.Span, container, group.Declaration)
            {
                Type = feature.Type,
                IsAbstract = feature.IsAbstract,
            };
            foreach (var (key, value) in feature.Attributes)
            {
                instance.Attributes.Add(key, value);
            }

            var index = document.Features.Count;
            if (!document.TryDeclare(instance, outer, local))
            {
                Findings.Error("CU0011", feature.Span, $"a second feature is named "
                    + $"'{Findings.Quote(instance.Name)}'");
                break;
            }

            document.AddClone(outer.Prefix + local, index);
            if (i > least && i > 1)
            {
                document.Order.Add((index, group.Members.Count > 0 ? group.Members[^1] : mandatory.Members[^1]));
            }

            group.Members.Add(index);
            (cursor.At, _scope) = (start, outer.Instance(name));
            ReadGroups(index, depth + 1);
            _scope = outer;
            // One instance says how large all will be.
            if (i == 1 && index + ((long)bounds.Max * (document.Features.Count - index)) is var all
                && all > Findings.Limits.CharacteristicsMax && !Findings.HasErrors)
            {
                TooMany(feature.Span);
                break;
            }
        }

        feature.BecomeContainer();
        document.Groups.AddRange(new[] { mandatory, optional }.Where(group => group.Members.Count > 0));
    }

    private void TooMany(SourceSpan span) => Findings.Error(
        "CU0010", span, $"more than {Findings.Limits.CharacteristicsMax} features with all instances");

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

        var local = string.Join('.', path);
        var name = _scope.Prefix + local;
        var feature = new UvlFeature(name, span, parent, declaration) { Type = type == "Boolean" ? null : type };
        var index = document.Features.Count;
        _instances = null;
        if (!document.TryDeclare(feature, _scope, local))
        {
            var first = document.Features[document.FeatureByName[name]].Span;
            Findings.Error("CU0011", span, $"a second feature is named '{Findings.Quote(name)}'; the first is at line "
                + $"{first.Line}");
            return -1;
        }

        if ((cursor.TakeWord("cardinality") && !ReadFeatureCardinality())
            || (cursor.IsSymbol("{") && !_attributes.Read(feature, _scope)))
        {
            cursor.SkipToLineEnd();
        }

        return index;
    }

    private bool ReadFeatureCardinality()
    {
        var span = cursor.Span;
        if (ReadCardinality() is not { } bounds)
        {
            return false;
        }

        if (bounds.Max is null or 0)
        {
            Findings.Error("CU0013", span, "the number of instances has no bound from 1; expected cardinality [n..m]");
        }
        else if (bounds is not (1, 1))
        {
            _instances = (bounds.Min, bounds.Max.Value);
        }

        return true;
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
