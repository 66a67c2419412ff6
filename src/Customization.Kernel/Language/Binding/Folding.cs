using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Takes out of a condition what is decided by the position of an instance, such as <c>first</c>, so that what
/// remains reads as if written for that instance. Linear in the formula.</summary>
internal static class Folding
{
    private static readonly Formula.Constant True = new(true);
    private static readonly Formula.Constant False = new(false);

    /// <summary>The same condition without constants inside.</summary>
    public static Formula Fold(Formula formula)
    {
        switch (formula)
        {
            case Formula.Not not:
                return Fold(not.Operand) is var inner && inner is Formula.Constant known
                    ? Constant(!known.Value)
                    : new Formula.Not(inner);
            case Formula.And and:
                return Join(and.Operands, neutral: true, operands => new Formula.And(operands));
            case Formula.Or or:
                return Join(or.Operands, neutral: false, operands => new Formula.Or(operands));
            case Formula.Implies implies:
                return Implies(Fold(implies.Condition), Fold(implies.Consequence));
            default:
                return formula;
        }
    }

    /// <summary>The consequence where the condition holds, without constants inside.</summary>
    public static Formula Implies(Formula condition, Formula consequence) => (condition, consequence) switch
    {
        (Formula.Constant { Value: false }, _) or (_, Formula.Constant { Value: true }) => True,
        (Formula.Constant { Value: true }, _) => consequence,
        (_, Formula.Constant { Value: false }) => new Formula.Not(condition),
        _ => new Formula.Implies(condition, consequence),
    };

    /// <summary>Both, without constants inside.</summary>
    public static Formula And(Formula left, Formula right) => (left, right) switch
    {
        (Formula.Constant known, _) => known.Value ? right : known,
        (_, Formula.Constant known) => known.Value ? left : known,
        _ => new Formula.And([left, right]),
    };

    private static Formula Join(
        ImmutableArray<Formula> operands, bool neutral, Func<ImmutableArray<Formula>, Formula> join)
    {
        var left = ImmutableArray.CreateBuilder<Formula>(operands.Length);
        foreach (var operand in operands)
        {
            switch (Fold(operand))
            {
                case Formula.Constant known when known.Value != neutral:
                    return known;
                case Formula.Constant:
                    break;
                case var folded:
                    left.Add(folded);
                    break;
            }
        }

        return left.Count switch { 0 => Constant(neutral), 1 => left[0], _ => join(left.ToImmutable()) };
    }

    private static Formula.Constant Constant(bool value) => value ? True : False;
}
