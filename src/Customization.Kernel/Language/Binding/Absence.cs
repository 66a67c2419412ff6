using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>What a condition or number is worth where an instance of a part does not exist, as far as that alone
/// decides it. What is decided as wanted needs no guard, so that rules stay as small as if written by hand.</summary>
/// <remarks>Kleene's three-valued logic; linear in the formula.</remarks>
internal sealed class Absence(RuleScope scope, PartInstance instance)
{
    private readonly string _prefix = instance.Path + ".";

    /// <summary>The value that every characteristic of an instance has while the instance does not exist.</summary>
    public static int ValueOf(Characteristic characteristic)
    {
        if (characteristic.Kind != CharacteristicKind.Quantity)
        {
            return 0;
        }

        var values = characteristic.Values;
        return Enumerable.Range(0, values.Length).FirstOrDefault(value => values[value].Number == 0);
    }

    /// <summary>Whether the condition holds, does not, or null where other choices decide.</summary>
    public bool? Holds(Formula formula) => formula switch
    {
        Formula.Constant constant => constant.Value,
        Formula.Is atom when instance.Exists is Formula.Is exists && exists.Characteristic == atom.Characteristic =>
            AmongAbsent(atom, exists),
        Formula.Is atom when IsInside(atom.Characteristic) =>
            atom.Values.BinarySearch(ValueOf(scope[atom.Characteristic])) >= 0,
        Formula.Not not => !Holds(not.Operand),
        Formula.And and => All(and.Operands),
        Formula.Or or => !All([.. or.Operands.Select(operand => new Formula.Not(operand))]),
        Formula.Implies implies => !Holds(implies.Condition) | Holds(implies.Consequence),
        _ => null,
    };

    /// <summary>Whether the number is surely 0.</summary>
    public bool IsZero(Term term) => term switch
    {
        Term.Constant constant => constant.Value == 0,
        Term.Of of => IsInside(of.Characteristic) && of.PerValue[ValueOf(scope[of.Characteristic])] == 0,
        Term.Sum sum => sum.Operands.All(IsZero),
        Term.Product product => IsZero(product.Left) || IsZero(product.Right),
        Term.Where where => IsZero(where.Operand) || Holds(where.Condition) == false,
        _ => false,
    };

    private bool? All(ImmutableArray<Formula> operands)
    {
        bool? all = true;
        foreach (var operand in operands)
        {
            all &= Holds(operand);
        }

        return all;
    }

    /// <summary>A condition on the count, given that it has none of the values that let the instance exist.</summary>
    private bool? AmongAbsent(Formula.Is atom, Formula.Is exists)
    {
        var absent = Enumerable.Range(0, scope[atom.Characteristic].Values.Length).Except(exists.Values).ToList();
        var holding = absent.Count(value => atom.Values.BinarySearch(value) >= 0);
        return holding == absent.Count ? true : holding == 0 ? false : null;
    }

    private bool IsInside(CharacteristicIndex characteristic) =>
        scope[characteristic].Name.StartsWith(_prefix, StringComparison.Ordinal);
}
