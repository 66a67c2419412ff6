using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>Which characteristics a condition or a number depends on. Linear in its size.</summary>
public static class FormulaScope
{
    /// <summary>The characteristics that the formula names.</summary>
    public static SortedSet<CharacteristicIndex> Of(Formula formula)
    {
        var scope = new SortedSet<CharacteristicIndex>();
        Add(formula, scope);
        return scope;
    }

    /// <summary>Adds the characteristics that a condition and a number name; no condition names none.</summary>
    public static SortedSet<CharacteristicIndex> Of(Condition? condition, Expression expression)
    {
        var scope = condition is null ? [] : Of(condition.Formula);
        Add(expression.Term, scope);
        return scope;
    }

    private static void Add(Formula formula, SortedSet<CharacteristicIndex> scope)
    {
        switch (formula)
        {
            case Formula.Is atom:
                scope.Add(atom.Characteristic);
                break;
            case Formula.Not not:
                Add(not.Operand, scope);
                break;
            case Formula.And and:
                AddAll(and.Operands, scope);
                break;
            case Formula.Or or:
                AddAll(or.Operands, scope);
                break;
            case Formula.Implies implies:
                AddAll([implies.Condition, implies.Consequence], scope);
                break;
            case Formula.Iff iff:
                AddAll([iff.Left, iff.Right], scope);
                break;
            case Formula.Cardinality cardinality:
                AddAll(cardinality.Operands, scope);
                break;
            case Formula.Comparison comparison:
                Add(comparison.Left, scope);
                Add(comparison.Right, scope);
                break;
            case Formula.Table table:
                scope.UnionWith(table.Scope);
                break;
        }
    }

    private static void Add(Term term, SortedSet<CharacteristicIndex> scope)
    {
        switch (term)
        {
            case Term.Of of:
                scope.Add(of.Characteristic);
                break;
            case Term.Sum sum:
                foreach (var operand in sum.Operands)
                {
                    Add(operand, scope);
                }

                break;
            case Term.Product product:
                Add(product.Left, scope);
                Add(product.Right, scope);
                break;
            case Term.Where where:
                Add(where.Condition, scope);
                Add(where.Operand, scope);
                break;
        }
    }

    private static void AddAll(IEnumerable<Formula> formulas, SortedSet<CharacteristicIndex> scope)
    {
        foreach (var formula in formulas)
        {
            Add(formula, scope);
        }
    }
}
