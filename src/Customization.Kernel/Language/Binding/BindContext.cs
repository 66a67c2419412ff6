using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>What a name stands for: a characteristic, or an attribute of its chosen value.</summary>
internal readonly record struct Reference(CharacteristicIndex Characteristic, string? Attribute);

/// <summary>What binding one text shares: the names, the reports, the budget and the binders.</summary>
/// <remarks>Owned by one compilation. Binders return null for a part whose error is reported, and still bind the
/// other parts, so that one text shows several errors.</remarks>
internal sealed class BindContext
{
    private long _cellsLeft;

    public BindContext(RuleScope scope, DiagnosticBag diagnostics)
    {
        Scope = scope;
        Diagnostics = diagnostics;
        _cellsLeft = scope.Limits.CellsMax;
        Names = new NameBinder(this);
        Parts = new PartBinder(this);
        Conditions = new ConditionBinder(this);
        Comparisons = new ComparisonBinder(this);
        Lowering = new Lowering(this);
        Terms = new TermBinder(this);
        Sums = new SumBinder(this);
        Tables = new TableBinder(this);
    }

    public RuleScope Scope { get; }

    public DiagnosticBag Diagnostics { get; }

    public NameBinder Names { get; }

    public PartBinder Parts { get; }

    public ConditionBinder Conditions { get; }

    public ComparisonBinder Comparisons { get; }

    public Lowering Lowering { get; }

    public TermBinder Terms { get; }

    public SumBinder Sums { get; }

    public TableBinder Tables { get; }

    /// <summary>Takes integers from the budget of the text; false, once reported, when it is used up.</summary>
    public bool Charge(long cells, TextSpan span)
    {
        var hadSome = _cellsLeft >= 0;
        _cellsLeft = hadSome ? _cellsLeft - cells : _cellsLeft;
        if (hadSome && _cellsLeft < 0)
        {
            Error(
                LanguageCode.TooManyCells, span,
                $"the rule is too large: its values and table cells exceed {Scope.Limits.CellsMax}");
        }

        return _cellsLeft >= 0;
    }

    /// <summary>Reports an error.</summary>
    public void Error(string code, TextSpan span, string message) => Diagnostics.Error(code, span, message);

    /// <summary>The condition that a characteristic has one of the values that pass.</summary>
    public Formula? Is(CharacteristicIndex characteristic, TextSpan span, Func<int, bool> passes)
    {
        var values = Scope[characteristic].Values;
        return Charge(values.Length, span)
            ? new Formula.Is(characteristic, [.. Enumerable.Range(0, values.Length).Where(passes)])
            : null;
    }

    /// <summary>The condition that something is chosen: yes, not the first value of an optional characteristic, a
    /// number other than 0; a single choice always is.</summary>
    public Formula? IsChosen(CharacteristicIndex index, TextSpan span)
    {
        var characteristic = Scope[index];
        return Is(index, span, value => characteristic.Kind switch
        {
            CharacteristicKind.Boolean or CharacteristicKind.Optional => value != 0,
            CharacteristicKind.Quantity => characteristic.Values[value].Number != 0,
            _ => true,
        });
    }

    /// <summary>That every member of a group is chosen, one condition each.</summary>
    public ImmutableArray<Formula>? MembersChosen(IReadOnlyCollection<int> members, TextSpan span)
    {
        var chosen = ImmutableArray.CreateBuilder<Formula>(members.Count);
        foreach (var member in members)
        {
            if (IsChosen(new CharacteristicIndex(member), span) is not { } condition)
            {
                return null;
            }

            chosen.Add(condition);
        }

        return chosen.ToImmutable();
    }
}
