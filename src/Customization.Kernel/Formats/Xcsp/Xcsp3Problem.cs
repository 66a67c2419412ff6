using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads the parts of XCSP3 that product models use: integer variables and arrays of them, and the constraints
/// <c>extension</c>, <c>intension</c>, <c>sum</c> and <c>instantiation</c>, also by templates.</summary>
/// <remarks>One characteristic per variable, its values named by their numbers; one rule per constraint. What is not
/// read is an error; objectives and annotations are left out with a warning. Mutable; owned by one reading. Source:
/// Boussemart, Lecoutre, Audemard, Piette 2016, XCSP3: An Integrated Format for Benchmarking Combinatorial Constrained
/// Problems.</remarks>
internal sealed class Xcsp3Problem
{
    private readonly ImmutableArray<Characteristic>.Builder _characteristics =
        ImmutableArray.CreateBuilder<Characteristic>();

    private readonly Findings _findings;
    private readonly Xcsp3Variables _variables;
    private readonly Xcsp3Constraints _constraints;
    private readonly List<Rule> _rules = [];
    private readonly HashSet<string> _ruleNames = new(StringComparer.Ordinal);
    private int _values;

    public Xcsp3Problem(Findings findings)
    {
        _findings = findings;
        _variables = new Xcsp3Variables(findings, Declare);
        _constraints = new Xcsp3Constraints(_variables, findings);
    }

    public ProductModel Build() => new(_findings.File, _characteristics.ToImmutable(), [.. _rules]);

    /// <summary>Reads one element.</summary>
    /// <param name="isInside">Whether it stands in a section; an instantiation that does not is somebody's solution.
    /// </param>
    public void Add(XcspNode node, bool isInside)
    {
        switch (node.Name)
        {
            case "var" or "array":
                _variables.Add(node);
                break;
            case "objectives" or "annotations":
            case "instantiation" when !isInside:
                _findings.Warning("CX0031", node.Span, $"<{node.Name}> is left out: every configuration counts alike");
                break;
            case "group":
                AddGroup(node);
                break;
            default:
                AddConstraint(node, node, Xcsp3Arguments.None);
                break;
        }
    }

    /// <summary>A template and, for each element args, what its parameters stand for.</summary>
    private void AddGroup(XcspNode node)
    {
        var elements = node.Elements.ToList();
        if (elements.Count == 0 || elements[0].Name == "args")
        {
            _findings.Error("CX0030", node.Span, "expected a constraint, then elements <args>");
            return;
        }

        foreach (var args in elements.Skip(1))
        {
            if (args.Name != "args")
            {
                _findings.Error("CX0030", args.Span, $"expected <args>, found <{Findings.Quote(args.Name)}>");
            }
            else if (!_findings.IsFull && Xcsp3Arguments.Read(args, _variables, _findings) is { } arguments)
            {
                AddConstraint(elements[0], args, arguments);
            }
        }
    }

    private void AddConstraint(XcspNode node, XcspNode place, Xcsp3Arguments arguments)
    {
        if (_constraints.Read(node, place, arguments) is not { } formula)
        {
            return;
        }

        var name = ReferenceEquals(node, place) ? node.Attribute("id")?.Value : null;
        if (name is not null && !_ruleNames.Add(name))
        {
            _findings.Error("CX0006", node.Attribute("id")!.Start, $"a second constraint is named "
                + $"'{Findings.Quote(name)}'");
            return;
        }

        for (var number = _rules.Count + 1; name is null; number++)
        {
            name = _ruleNames.Add($"c{number}") ? $"c{number}" : null;
        }

        _rules.Add(new Rule(name, formula, "", place.Span));
    }

    private XcspVariable? Declare(string name, XcspDomain domain, SourceSpan span)
    {
        _values += domain.Values.Length;
        if (_characteristics.Count >= _findings.Limits.CharacteristicsMax || _values > _findings.Limits.ValuesMax)
        {
            _findings.Error("CX0008", span, $"more than {_findings.Limits.CharacteristicsMax} variables or "
                + $"{_findings.Limits.ValuesMax} values of all of them");
            return null;
        }

        var index = new CharacteristicIndex(_characteristics.Count);
        _characteristics.Add(new Characteristic(name, CharacteristicKind.SingleChoice, domain.Values, span));
        return new XcspVariable(index, name, domain, new Term.Of(index, domain.Numbers));
    }
}
