using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Dimacs;

/// <summary>Reads DIMACS CNF: <c>c 3 name</c> names a variable, <c>p cnf variables clauses</c> opens the formula, and
/// clauses are numbers ended by 0, across lines; <c>%</c> ends the file.</summary>
/// <remarks>One Boolean characteristic per variable in the order of their numbers, one rule per clause. The formula is
/// read as it stands. A variable named <c>__Root__</c> is the root of a flat feature tree of which all others are
/// optional children, which is how feature modelling tools read and write such files; it is not forced.</remarks>
internal static class DimacsReader
{
    private const string RootName = "__Root__";

    public static ReadResult Read(string text, Findings findings)
    {
        var scanner = new DimacsScanner(text, findings);
        var names = new Dictionary<int, (string Name, SourceSpan Span)>();
        var clauses = new DimacsClauses(findings);
        while (!findings.IsFull && scanner.MoveToContent())
        {
            if (scanner.Current == 'c' && scanner.AtLineStart)
            {
                scanner.ReadNameComment(names);
            }
            else if (scanner.Current == 'p' && scanner.AtLineStart)
            {
                ReadHeader(scanner, clauses, findings);
            }
            else if (scanner.Current == '%')
            {
                break;
            }
            else if (!clauses.HasHeader)
            {
                findings.Error("CD0001", scanner.Span(1), "expected the line 'p cnf <variables> <clauses>' before "
                    + "the first clause");
                break;
            }
            else if (scanner.ReadNumber() is { } number)
            {
                clauses.Add(number.Value, number.Span);
            }
        }

        if (!clauses.HasHeader && !findings.HasErrors)
        {
            findings.Error("CD0001", scanner.Span(0), "expected the line 'p cnf <variables> <clauses>'");
        }

        clauses.Finish(scanner.Span(0));
        return findings.HasErrors ? findings.WithoutModel() : Build(clauses, names, findings);
    }

    private static void ReadHeader(DimacsScanner scanner, DimacsClauses clauses, Findings findings)
    {
        var start = scanner.Span(1);
        var words = scanner.ReadLine().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (clauses.HasHeader)
        {
            findings.Error("CD0002", start, "a second line 'p cnf'; expected one");
        }
        else if (words is not ["p", "cnf", var variables, var count]
            || !int.TryParse(variables, out var variableCount) || !int.TryParse(count, out var clauseCount)
            || variableCount < 0 || clauseCount < 0)
        {
            findings.Error("CD0003", start, "expected 'p cnf <variables> <clauses>' with two numbers from 0");
        }
        else if (variableCount > findings.Limits.CharacteristicsMax)
        {
            findings.Error("CD0004", start, $"{variableCount} variables; at most {findings.Limits.CharacteristicsMax} "
                + "are accepted");
        }
        else
        {
            clauses.Open(variableCount, clauseCount, start);
        }
    }

    private static ReadResult Build(
        DimacsClauses clauses, Dictionary<int, (string Name, SourceSpan Span)> named, Findings findings)
    {
        var names = UniqueNames(clauses.VariableCount, named, findings);
        var characteristics = ImmutableArray.CreateBuilder<Characteristic>(clauses.VariableCount);
        for (var i = 0; i < clauses.VariableCount; i++)
        {
            var span = named.TryGetValue(i + 1, out var comment) ? comment.Span : clauses.HeaderSpan;
            characteristics.Add(Characteristic.Boolean(names[i], span));
        }

        var model = new ProductModel(
            findings.File, characteristics.MoveToImmutable(), clauses.ToRules(names));
        return findings.With(model, FlatTree(names));
    }

    /// <summary>A name taken twice gets the number of its variable behind it, so that every variable has its own.
    /// </summary>
    private static string[] UniqueNames(
        int count, Dictionary<int, (string Name, SourceSpan Span)> named, Findings findings)
    {
        var names = new string[count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            if (named.TryGetValue(i + 1, out var comment))
            {
                if (taken.Add(comment.Name))
                {
                    names[i] = comment.Name;
                    continue;
                }

                findings.Warning("CD0008", comment.Span, $"two variables are named '{Findings.Quote(comment.Name)}'; "
                    + $"variable {i + 1} is read as '{Findings.Quote(comment.Name)}@{i + 1}'");
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (names[i] is null)
            {
                var name = named.TryGetValue(i + 1, out var comment) ? $"{comment.Name}@{i + 1}" : $"{i + 1}";
                while (!taken.Add(name))
                {
                    name += $"@{i + 1}";
                }

                names[i] = name;
            }
        }

        return names;
    }

    private static FeatureModel? FlatTree(string[] names)
    {
        var root = Array.IndexOf(names, RootName);
        return root < 0
            ? null
            : new FeatureModel(
                [.. names.Select((_, i) => i == root
                    ? new Feature(new(i), -1, FeatureDeclaration.Root, true)
                    : new Feature(new(i), root, FeatureDeclaration.Optional, false))],
                ImmutableSortedDictionary<string, long>.Empty);
    }
}
