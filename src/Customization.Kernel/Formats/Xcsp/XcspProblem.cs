using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>A domain: its values, shared by all variables over it, and their positions by number.</summary>
internal sealed record XcspDomain(
    string Name, ImmutableArray<CharacteristicValue> Values, ImmutableArray<long> Numbers,
    Dictionary<int, int> PositionOf, bool IsOptional);

/// <summary>A relation as written: rows of numbers, one after another.</summary>
internal sealed record XcspRelation(string Name, int Arity, List<int> Numbers, bool Allowed);

/// <summary>A variable, its domain, and the one term that all arithmetic on it shares.</summary>
internal sealed record XcspVariable(CharacteristicIndex Index, string Name, XcspDomain Domain, Term.Of Term);

/// <summary>What the file has declared so far. Mutable; owned by one reading.</summary>
internal sealed class XcspProblem(Findings findings)
{
    private readonly Dictionary<string, XcspDomain> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XcspVariable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XcspRelation> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XcspNode> _predicates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Characteristic>.Builder _characteristics =
        ImmutableArray.CreateBuilder<Characteristic>();

    private readonly List<Rule> _rulesInOrder = [];
    private readonly List<XcspVariable> _variablesInOrder = [];
    private XcspConstraints? _constraints;
    private int _values;
    private string _name = findings.File;

    public Findings Findings => findings;

    public TermBounds Bounds { get; } = new();

    public XcspFormulas Formulas => field ??= new XcspFormulas(findings, Bounds);

    public XcspVariable? Variable(string name) => _variables.GetValueOrDefault(name);

    public XcspVariable Variable(CharacteristicIndex index) => _variablesInOrder[index.Value];

    public XcspRelation? Relation(string name) => _relations.GetValueOrDefault(name);

    public XcspNode? Predicate(string name) => _predicates.GetValueOrDefault(name);

    public ProductModel Build() => new(_name, _characteristics.ToImmutable(), [.. _rulesInOrder]);

    public void Add(XcspNode node)
    {
        switch (node.Name)
        {
            case "presentation":
                _name = node.Attribute("name")?.Value is { Length: > 0 } name && name != "?" ? name : _name;
                break;
            case "domain":
                AddDomain(node);
                break;
            case "variable":
                AddVariable(node);
                break;
            case "relation":
                AddRelation(node);
                break;
            case "predicate":
                if (Name(node, _predicates) is { } predicate)
                {
                    _predicates.Add(predicate, node);
                }

                break;
            case "constraint":
                AddConstraint(node);
                break;
            default:
                findings.Error("CX0004", node.Span, $"<{Findings.Quote(node.Name)}> is not read; expected <domain>, "
                    + "<variable>, <relation>, <predicate> or <constraint>");
                break;
        }
    }

    private void AddDomain(XcspNode node)
    {
        if (Name(node, _domains) is not { } name || XcspNumbers.ReadDomain(node, findings) is not { } numbers)
        {
            return;
        }

        // The model wants "not present" first; everything else stays in the order of the file.
        var isOptional = int.TryParse(node.Attribute("optional")?.Value, out var absent) && numbers.Remove(absent);
        if (isOptional)
        {
            numbers.Insert(0, absent);
        }

        var values = numbers.Select(number => CharacteristicValue.Named($"{number}") with { Number = number });
        var positions = numbers.Select((number, i) => (number, i)).ToDictionary(pair => pair.number, pair => pair.i);
        _domains.Add(name, new XcspDomain(
            name, [.. values], [.. numbers.Select(number => (long)number)], positions, isOptional));
    }

    private void AddVariable(XcspNode node)
    {
        if (Name(node, _variables) is not { } name)
        {
            return;
        }

        if (node.Attribute("domain") is not { } reference || !_domains.TryGetValue(reference.Value, out var domain))
        {
            findings.Error("CX0007", node.Attribute("domain")?.Start ?? node.Span, "expected the name of a domain "
                + $"declared before, found '{Findings.Quote(node.Attribute("domain")?.Value)}'");
            return;
        }

        _values += domain.Values.Length;
        if (_characteristics.Count >= findings.Limits.CharacteristicsMax || _values > findings.Limits.ValuesMax)
        {
            findings.Error("CX0008", node.Span, $"more than {findings.Limits.CharacteristicsMax} variables or "
                + $"{findings.Limits.ValuesMax} values of all of them");
            return;
        }

        var index = new CharacteristicIndex(_characteristics.Count);
        var kind = domain.IsOptional ? CharacteristicKind.Optional : CharacteristicKind.SingleChoice;
        _characteristics.Add(new Characteristic(name, kind, domain.Values, node.Span));
        var variable = new XcspVariable(index, name, domain, new Term.Of(index, domain.Numbers));
        _variables.Add(name, variable);
        _variablesInOrder.Add(variable);
    }

    private void AddRelation(XcspNode node)
    {
        if (Name(node, _relations) is not { } name)
        {
            return;
        }

        var semantics = node.Attribute("semantics");
        if (semantics?.Value is not ("supports" or "conflicts"))
        {
            findings.Error("CX0010", semantics?.Start ?? node.Span, "expected semantics 'supports' or 'conflicts', "
                + $"found '{Findings.Quote(semantics?.Value)}'");
            return;
        }

        if (!int.TryParse(node.Attribute("arity")?.Value, out var arity) || arity < 1)
        {
            findings.Error("CX0011", node.Attribute("arity")?.Start ?? node.Span, "expected an arity from 1");
            return;
        }

        if (XcspNumbers.ReadTuples(node, arity, findings) is { } numbers)
        {
            _relations.Add(name, new XcspRelation(name, arity, numbers, semantics.Value == "supports"));
        }
    }

    private void AddConstraint(XcspNode node)
    {
        _constraints ??= new XcspConstraints(this);
        if (Name(node, _rules) is { } name && _constraints.Read(node) is { } formula)
        {
            var rule = new Rule(name, formula, "", node.Span);
            _rules.Add(name, rule);
            _rulesInOrder.Add(rule);
        }
    }

    /// <summary>The name of a new declaration; null, with the error reported, where it has none of its own.</summary>
    private string? Name<T>(XcspNode node, Dictionary<string, T> declared)
    {
        if (node.Attribute("name") is not { Value.Length: > 0 } name)
        {
            findings.Error("CX0005", node.Span, $"expected a name on <{node.Name}>");
            return null;
        }

        if (declared.ContainsKey(name.Value))
        {
            findings.Error("CX0006", name.Start, $"a second <{node.Name}> is named '{Findings.Quote(name.Value)}'");
            return null;
        }

        return name.Value;
    }
}
