using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Turns a constraint of the file into a formula: by a relation, a predicate or a global constraint.</summary>
/// <remarks>Mutable: rows of a relation over the same domains are shared, and limits are counted over the whole file.
/// Owned by one reading.</remarks>
internal sealed class XcspConstraints(XcspProblem problem)
{
    private readonly Dictionary<string, ImmutableArray<ImmutableArray<int>>> _rows = new(StringComparer.Ordinal);
    private readonly XcspConditions _conditions = new(problem);
    private readonly XcspGlobals _globals = new(problem);
    private long _cells;

    private Findings Findings => problem.Findings;

    /// <summary>The formula, or null with the error reported.</summary>
    public Formula? Read(XcspNode node)
    {
        if (node.Attribute("reference") is not { Value.Length: > 0 } reference)
        {
            Findings.Error("CX0016", node.Span, "expected a reference to a relation, a predicate or a global "
                + "constraint");
            return null;
        }

        if (ReadScope(node) is not { } scope)
        {
            return null;
        }

        var name = reference.Value.Trim();
        if (problem.Relation(name) is { } relation)
        {
            return ReadTable(node, relation, scope);
        }

        if (problem.Predicate(name) is { } predicate)
        {
            return _conditions.Read(node, predicate, scope);
        }

        if (name.StartsWith("global:", StringComparison.OrdinalIgnoreCase))
        {
            return _globals.Read(node, reference.Start, name["global:".Length..], scope);
        }

        Findings.Error("CX0017", reference.Start, "expected the name of a relation or predicate declared before, or "
            + $"a global constraint, found '{Findings.Quote(name)}'");
        return null;
    }

    private List<XcspVariable>? ReadScope(XcspNode node)
    {
        if (node.Attribute("scope") is not { } text)
        {
            Findings.Error("CX0018", node.Span, "expected the attribute scope with names of variables");
            return null;
        }

        var scope = new List<XcspVariable>();
        foreach (var token in XcspTokens.Of([text]))
        {
            if (problem.Variable(token.Text) is { } variable)
            {
                scope.Add(variable);
            }
            else
            {
                Findings.Error("CX0019", token.Span, $"no variable is named '{Findings.Quote(token.Text)}'");
                return null;
            }
        }

        return scope;
    }

    private Formula? ReadTable(XcspNode node, XcspRelation relation, List<XcspVariable> scope)
    {
        if (scope.Count != relation.Arity)
        {
            Findings.Error("CX0020", node.Attribute("scope")!.Start, $"expected {relation.Arity} variables, as many as "
                + $"relation '{Findings.Quote(relation.Name)}' has columns, found {scope.Count}");
            return null;
        }

        _cells += relation.Numbers.Count;
        if (_cells > Findings.Limits.TableCellsMax)
        {
            Findings.Error("CX0008", node.Span, $"more than {Findings.Limits.TableCellsMax} cells in all tables");
            return null;
        }

        var columns = DistinctColumns(scope);
        var rows = Rows(relation, scope, columns);
        if (columns.Length > 1)
        {
            return new Formula.Table([.. columns.Select(column => scope[column].Index)], rows, relation.Allowed);
        }

        var listed = rows.Select(row => row[0]).ToHashSet();
        var values = Enumerable.Range(0, scope[0].Domain.Values.Length)
            .Where(value => listed.Contains(value) == relation.Allowed);
        return new Formula.Is(scope[0].Index, [.. values]);
    }

    /// <summary>For each distinct variable of the scope the first column where it stands.</summary>
    private static int[] DistinctColumns(List<XcspVariable> scope) =>
        [.. Enumerable.Range(0, scope.Count).DistinctBy(column => scope[column].Index)];

    /// <summary>The rows as value positions. A row with a number outside a domain, or with two numbers for one
    /// variable, never matches anything and is left out.</summary>
    private ImmutableArray<ImmutableArray<int>> Rows(XcspRelation relation, List<XcspVariable> scope, int[] columns)
    {
        var firstOf = columns.ToDictionary(column => scope[column].Index);
        var firstColumnOf = scope.ConvertAll(variable => firstOf[variable.Index]);
        var key = columns.Length < scope.Count
            ? null
            : relation.Name + "\n" + string.Join("\n", scope.Select(variable => variable.Domain.Name));
        if (key is not null && _rows.TryGetValue(key, out var known))
        {
            return known;
        }

        var numbers = CollectionsMarshal.AsSpan(relation.Numbers);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<int>>(numbers.Length / relation.Arity);
        for (var start = 0; start < numbers.Length; start += relation.Arity)
        {
            var row = new int[columns.Length];
            var matches = true;
            for (int column = 0, to = 0; column < scope.Count && matches; column++)
            {
                var number = numbers[start + column];
                matches = scope[column].Domain.PositionOf.TryGetValue(number, out var position)
                    && number == numbers[start + firstColumnOf[column]];
                if (matches && firstColumnOf[column] == column)
                {
                    row[to++] = position;
                }
            }

            if (matches)
            {
                rows.Add(ImmutableCollectionsMarshal.AsImmutableArray(row));
            }
        }

        var result = rows.DrainToImmutable();
        if (key is not null)
        {
            _rows.Add(key, result);
        }

        return result;
    }
}
