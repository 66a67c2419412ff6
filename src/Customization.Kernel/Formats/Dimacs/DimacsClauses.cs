using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Dimacs;

/// <summary>Collects the clauses of a formula. Mutable; owned by one reading.</summary>
internal sealed class DimacsClauses(Findings findings)
{
    private readonly List<int> _literals = [];
    private readonly StringBuilder _message = new();
    private readonly List<(int Start, int End, SourceSpan Span)> _clauses = [];
    private int _announced;
    private int _start;
    private SourceSpan _startSpan;

    public bool HasHeader { get; private set; }

    public int VariableCount { get; private set; }

    public SourceSpan HeaderSpan { get; private set; }

    public void Open(int variables, int clauses, SourceSpan span)
    {
        (HasHeader, VariableCount, _announced, HeaderSpan) = (true, variables, clauses, span);
    }

    /// <summary>Adds a literal to the clause, or with 0 ends it.</summary>
    public void Add(int literal, SourceSpan span)
    {
        if (_literals.Count == _start)
        {
            _startSpan = span;
        }

        if (literal == 0)
        {
            _clauses.Add((_start, _literals.Count, _startSpan));
            _start = _literals.Count;
        }
        else if (Math.Abs(literal) > VariableCount)
        {
            findings.Error("CD0006", span, $"variable {Math.Abs(literal)} is not among the {VariableCount} variables "
                + $"announced at line {HeaderSpan.Line}");
        }
        else
        {
            _literals.Add(literal);
        }
    }

    public void Finish(SourceSpan end)
    {
        if (_literals.Count > _start)
        {
            findings.Error("CD0007", end, $"the clause that starts at line {_startSpan.Line} is not ended; expected 0");
        }
        else if (HasHeader && !findings.HasErrors && _clauses.Count != _announced)
        {
            findings.Warning("CD0009", HeaderSpan, $"{_announced} clauses announced, {_clauses.Count} found");
        }
    }

    public ImmutableArray<Rule> ToRules(string[] names)
    {
        var literals = new Formula[2 * VariableCount];
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = new Formula.Is(new CharacteristicIndex(i / 2), [i % 2]);
        }

        var rules = ImmutableArray.CreateBuilder<Rule>(_clauses.Count);
        foreach (var (start, end, span) in _clauses)
        {
            var operands = ImmutableArray.CreateBuilder<Formula>(end - start);
            for (var i = start; i < end; i++)
            {
                operands.Add(literals[2 * (Math.Abs(_literals[i]) - 1) + (_literals[i] > 0 ? 1 : 0)]);
            }

            var formula = operands.Count == 1 ? operands[0] : new Formula.Or(operands.MoveToImmutable());
            rules.Add(new Rule($"c{rules.Count + 1}", formula, Message(start, end, names), span));
        }

        return rules.MoveToImmutable();
    }

    /// <summary>Made by hand and not by lists, since a large file has millions.</summary>
    private string Message(int start, int end, string[] names)
    {
        const int ShownMax = 8;
        if (start == end)
        {
            return "a contradiction: nothing satisfies an empty clause";
        }

        _message.Clear().Append(end - start == 1 ? "always " : "at least one of ");
        var shown = end - start <= ShownMax ? end : start + ShownMax - 1;
        for (var i = start; i < shown; i++)
        {
            _message.Append(i == start ? "" : ", ").Append(_literals[i] > 0 ? "" : "not ")
                .Append(names[Math.Abs(_literals[i]) - 1]);
        }

        return (shown < end ? _message.Append($" and {end - shown} more") : _message).ToString();
    }
}
