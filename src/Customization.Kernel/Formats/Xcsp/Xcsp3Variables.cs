using System.Globalization;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>The variables of a file, alone and in arrays. Mutable; owned by one reading.</summary>
/// <param name="declare">Makes a characteristic of a variable; null with the error reported.</param>
internal sealed class Xcsp3Variables(Findings findings, Func<string, XcspDomain, SourceSpan, XcspVariable?> declare)
{
    private readonly Dictionary<string, XcspVariable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _arrays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XcspNode> _nodes = new(StringComparer.Ordinal);

    private long _listed;

    /// <summary>Parts of arrays named as many variables as they may: no further part is read.</summary>
    public bool IsFull => _listed > findings.Limits.ListedVariablesMax;

    public XcspVariable? Find(string name) => _variables.GetValueOrDefault(name);

    public void Add(XcspNode node)
    {
        if (node.Attribute("id") is not { Value.Length: > 0 } id)
        {
            findings.Error("CX0005", node.Span, $"expected an id on <{node.Name}>");
            return;
        }

        if (!_nodes.TryAdd(id.Value, node))
        {
            findings.Error("CX0006", id.Start, $"a second variable or array is named '{Findings.Quote(id.Value)}'");
            return;
        }

        if (node.Attribute("type") is { } type && type.Value != "integer")
        {
            findings.Error("CX0029", type.Start, $"variables of type '{Findings.Quote(type.Value)}' are not read; "
                + "expected integer");
            return;
        }

        if (Content(node) is not { } content)
        {
            return;
        }

        if (node.Name == "var")
        {
            Declare(id.Value, Domain(content), node);
        }
        else
        {
            AddArray(id.Value, node, content);
        }
    }

    /// <summary>The variables that a word names: one, or by <c>x[]</c>, <c>x[0..2]</c>, <c>x[1][]</c> several of an
    /// array in order. Null where it names none.</summary>
    public List<XcspVariable>? FindAll(string word)
    {
        if (_variables.TryGetValue(word, out var single))
        {
            return [single];
        }

        var bracket = word.IndexOf('[');
        if (bracket < 0 || !word.EndsWith(']') || !_arrays.TryGetValue(word[..bracket], out var sizes))
        {
            return null;
        }

        if (Suffixes(word[bracket..], sizes) is not { } suffixes)
        {
            return null;
        }

        // An array may leave out variables that nothing declares.
        var found = suffixes.ConvertAll(suffix => Find(word[..bracket] + suffix));
        return found.Contains(null) ? null : [.. found.OfType<XcspVariable>()];
    }

    /// <summary>The indices that a pattern <c>[1][0..2][]</c> stands for; null where it fits no such array.</summary>
    private List<string>? Suffixes(string pattern, int[] sizes)
    {
        var parts = pattern[1..^1].Split("][");
        var names = new List<string> { "" };
        for (var dimension = 0; dimension < sizes.Length; dimension++)
        {
            if (parts.Length != sizes.Length || Range(parts[dimension], sizes[dimension]) is not var (first, last))
            {
                return null;
            }

            names = [.. names.SelectMany(name =>
                Enumerable.Range(first, last - first + 1).Select(index => $"{name}[{index}]"))];
            _listed += names.Count;
            if (IsFull)
            {
                return null;
            }
        }

        return names;
    }

    private static (int First, int Last)? Range(string index, int size)
    {
        if (index.Length == 0)
        {
            return (0, size - 1);
        }

        var dots = index.IndexOf("..", StringComparison.Ordinal);
        return int.TryParse(dots < 0 ? index : index[..dots], NumberStyles.None, null, out var first)
            && int.TryParse(dots < 0 ? index : index[(dots + 2)..], NumberStyles.None, null, out var last)
            && first <= last && last < size
                ? (first, last)
                : null;
    }

    /// <summary>The element whose content is meant: its own, or by <c>as</c> that of another.</summary>
    private XcspNode? Content(XcspNode node)
    {
        if (node.Attribute("as") is not { } reference)
        {
            return node;
        }

        if (reference.Value == node.Attribute("id")!.Value || !_nodes.TryGetValue(reference.Value, out var other)
            || other.Attribute("as") is not null)
        {
            findings.Error("CX0007", reference.Start, "expected a variable or array declared before with values of its "
                + $"own, found '{Findings.Quote(reference.Value)}'");
            return null;
        }

        return other;
    }

    private void AddArray(string id, XcspNode node, XcspNode content)
    {
        if (Sizes(node) is not { } sizes)
        {
            return;
        }

        _arrays.Add(id, sizes);
        var domains = content.Elements.ToList();
        var all = domains.Count == 0 ? Domain(content) : null;
        var byName = new Dictionary<string, XcspDomain>(StringComparer.Ordinal);
        foreach (var domain in domains)
        {
            if (domain.Name != "domain" || domain.Attribute("for") is not { } target || Domain(domain) is not { } read)
            {
                findings.Error("CX0029", domain.Span, "expected <domain for=\"...\"> with values");
                return;
            }

            foreach (var word in target.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (word == "others")
                {
                    all = read;
                }
                else if (!Spread(word, sizes, read, byName))
                {
                    findings.Error("CX0019", target.Start, $"'{Findings.Quote(word)}' names no part of the array");
                    return;
                }
            }
        }

        foreach (var index in Indices(sizes))
        {
            var domain = byName.GetValueOrDefault(index) ?? all;
            if (domain is not null && !findings.IsFull)
            {
                Declare(id + index, domain, node);
            }
        }
    }

    /// <summary>Gives a domain to the variables of a pattern, whose array may have another name by <c>as</c>.</summary>
    private bool Spread(string word, int[] sizes, XcspDomain domain, Dictionary<string, XcspDomain> byName)
    {
        var bracket = word.IndexOf('[');
        if (bracket < 0 || !word.EndsWith(']') || Suffixes(word[bracket..], sizes) is not { } suffixes)
        {
            return false;
        }

        suffixes.ForEach(suffix => byName[suffix] = domain);
        return true;
    }

    /// <summary>Positive sizes whose product is within the limit on variables.</summary>
    private int[]? Sizes(XcspNode node)
    {
        var size = node.Attribute("size");
        var parts = size is null ? [] : size.Value.Trim().TrimStart('[').TrimEnd(']').Split("][");
        var sizes = new int[parts.Length];
        long product = 1;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, null, out sizes[i]) || sizes[i] < 1)
            {
                product = -1;
                break;
            }

            product = Math.Min(product * sizes[i], int.MaxValue);
        }

        if (parts.Length == 0 || product < 0)
        {
            findings.Error("CX0029", size?.Start ?? node.Span, "expected a size such as [3] or [3][4]");
            return null;
        }

        if (product > findings.Limits.CharacteristicsMax)
        {
            findings.Error("CX0008", size!.Start, $"more than {findings.Limits.CharacteristicsMax} variables");
            return null;
        }

        return sizes;
    }

    private static IEnumerable<string> Indices(int[] sizes) => sizes.Aggregate(
        (IEnumerable<string>)[""],
        (names, size) => names.SelectMany(name => Enumerable.Range(0, size).Select(index => $"{name}[{index}]")));

    private XcspDomain? Domain(XcspNode node)
    {
        if (XcspNumbers.ReadDomain(node, findings) is not { } numbers)
        {
            return null;
        }

        var values = numbers.Select(number => CharacteristicValue.Named($"{number}") with { Number = number });
        var positions = numbers.Select((number, i) => (number, i)).ToDictionary(pair => pair.number, pair => pair.i);
        return new XcspDomain("", [.. values], [.. numbers.Select(number => (long)number)], positions, false);
    }

    private void Declare(string name, XcspDomain? domain, XcspNode node)
    {
        if (domain is not null && declare(name, domain, node.Span) is { } variable
            && !_variables.TryAdd(name, variable))
        {
            findings.Error("CX0006", node.Span, $"a second variable is named '{Findings.Quote(name)}'");
        }
    }
}
