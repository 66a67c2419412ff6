using System.Collections.Immutable;

namespace Customization.Kernel.Model;

/// <summary>A condition on a configuration: true or false of every full assignment of values.</summary>
/// <remarks>Characteristics and values are positions in the model; the rule language and the readers resolve names.
/// Immutable. Compare by reference only: arrays inside have no structural equality.</remarks>
public abstract record Formula
{
    private Formula()
    {
    }

    /// <summary>Always or never.</summary>
    public sealed record Constant(bool Value) : Formula;

    /// <summary>The characteristic has one of these values. Values sorted, without repeats; may be empty (never).</summary>
    public sealed record Is(CharacteristicIndex Characteristic, ImmutableArray<int> Values) : Formula;

    /// <summary>The operand does not hold.</summary>
    public sealed record Not(Formula Operand) : Formula;

    /// <summary>All operands hold; empty holds.</summary>
    public sealed record And(ImmutableArray<Formula> Operands) : Formula;

    /// <summary>At least one operand holds; empty does not hold.</summary>
    public sealed record Or(ImmutableArray<Formula> Operands) : Formula;

    /// <summary>If the condition holds, so does the consequence.</summary>
    public sealed record Implies(Formula Condition, Formula Consequence) : Formula;

    /// <summary>Both hold or neither does.</summary>
    public sealed record Iff(Formula Left, Formula Right) : Formula;

    /// <summary>Between <paramref name="Min"/> and <paramref name="Max"/> of the operands hold, both inclusive.</summary>
    public sealed record Cardinality(int Min, int Max, ImmutableArray<Formula> Operands) : Formula;

    /// <summary>An arithmetic comparison of two integer terms.</summary>
    public sealed record Comparison(Term Left, Comparator Comparator, Term Right) : Formula;

    /// <summary>The values of the scope are (or, with <paramref name="Allowed"/> false, are not) one of the rows.
    /// Each row has one value position per characteristic of the scope; the scope has no repeats.</summary>
    public sealed record Table(
        ImmutableArray<CharacteristicIndex> Scope, ImmutableArray<ImmutableArray<int>> Rows, bool Allowed) : Formula;
}

/// <summary>How two terms compare.</summary>
public enum Comparator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>An integer that a full assignment determines. Arithmetic is exact within 64 bits; readers refuse models
/// whose terms could leave that range.</summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>A number.</summary>
    public sealed record Constant(long Value) : Term;

    /// <summary>A number or attribute of whichever value is taken: one integer per value of the characteristic.
    /// </summary>
    public sealed record Of(CharacteristicIndex Characteristic, ImmutableArray<long> PerValue) : Term;

    /// <summary>The total of the operands.</summary>
    public sealed record Sum(ImmutableArray<Term> Operands) : Term;

    /// <summary>The product of two terms; linear when one of them is constant.</summary>
    public sealed record Product(Term Left, Term Right) : Term;

    /// <summary>The term where the condition holds, otherwise 0.</summary>
    public sealed record Where(Formula Condition, Term Operand) : Term;
}
