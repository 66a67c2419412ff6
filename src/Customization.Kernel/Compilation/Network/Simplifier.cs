namespace Customization.Kernel.Compilation.Network;

/// <summary>Removes what a condition says twice: beside a literal of a disjunction the other parts may assume that it
/// fails, beside one of a conjunction that it holds.</summary>
/// <remarks>Machine-made rules repeat their guards in every part; without this they would explode into clauses.
/// O(size x depth).</remarks>
internal sealed class Simplifier(ConstraintNetwork network)
{
    private const int RoundsMax = 3;

    private readonly Dictionary<int, int[]> _assumed = [];

    /// <summary>An equivalent condition, no larger.</summary>
    public Condition Simplify(Condition condition)
    {
        switch (condition)
        {
            case Condition.In atom:
                return Atom(atom);
            case Condition.All all:
                return Parts(all.Operands, isConjunction: true);
            case Condition.Any any:
                return Parts(any.Operands, isConjunction: false);
            default:
                return condition;
        }
    }

    private Condition Atom(Condition.In atom)
    {
        if (!_assumed.TryGetValue(atom.Variable, out var possible))
        {
            return atom;
        }

        var common = possible.Count(value => Array.BinarySearch(atom.Values, value) >= 0);
        return common == 0 ? Condition.False : common == possible.Length ? Condition.True : atom;
    }

    private Condition Parts(Condition[] operands, bool isConjunction)
    {
        var current = operands;
        for (var round = 0; round < RoundsMax; round++)
        {
            var units = Units(current, isConjunction);
            if (units is null)
            {
                return isConjunction ? Condition.False : Condition.True;
            }

            var simplified = Under(current, units, isConjunction);
            var combined = isConjunction ? Normalizer.All(simplified) : Normalizer.Any(simplified);
            var parts = combined switch
            {
                Condition.All all when isConjunction => all.Operands,
                Condition.Any any when !isConjunction => any.Operands,
                _ => null,
            };
            if (parts is null)
            {
                return combined;
            }

            var isDone = parts.Count(part => part is Condition.In) == units.Count;
            current = parts;
            if (isDone)
            {
                break;
            }
        }

        return isConjunction ? new Condition.All(current) : new Condition.Any(current);
    }

    /// <summary>The literals among the operands, one per variable; null where they decide the whole.</summary>
    private Dictionary<int, Condition.In>? Units(Condition[] operands, bool isConjunction)
    {
        var units = new Dictionary<int, Condition.In>();
        foreach (var operand in operands)
        {
            if (operand is not Condition.In unit)
            {
                continue;
            }

            var simplified = Atom(unit);
            if (simplified is Condition.In atom)
            {
                var values = !units.TryGetValue(atom.Variable, out var earlier) ? atom.Values
                    : isConjunction ? [.. earlier.Values.Intersect(atom.Values)]
                    : [.. earlier.Values.Union(atom.Values).Order()];
                if (values.Length == 0 || values.Length == network.DomainSize(atom.Variable))
                {
                    return null;
                }

                units[atom.Variable] = new Condition.In(atom.Variable, values);
            }
            else if (simplified is Condition.Any == isConjunction)
            {
                return null;
            }
        }

        return units;
    }

    private List<Condition> Under(Condition[] operands, Dictionary<int, Condition.In> units, bool isConjunction)
    {
        var before = new List<(int Variable, int[]? Values)>();
        foreach (var unit in units.Values)
        {
            var old = _assumed.GetValueOrDefault(unit.Variable);
            var domain = old ?? [.. Enumerable.Range(0, network.DomainSize(unit.Variable))];
            before.Add((unit.Variable, old));
            _assumed[unit.Variable] =
                [.. domain.Where(value => Array.BinarySearch(unit.Values, value) >= 0 == isConjunction)];
        }

        var simplified = new List<Condition>(units.Values);
        foreach (var operand in operands)
        {
            if (operand is not Condition.In)
            {
                simplified.Add(Simplify(operand));
            }
        }

        foreach (var (variable, values) in before)
        {
            if (values is null)
            {
                _assumed.Remove(variable);
            }
            else
            {
                _assumed[variable] = values;
            }
        }

        return simplified;
    }
}
