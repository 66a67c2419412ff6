using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation.Network;

/// <summary>Gives conditions and products names: auxiliary variables that the visible ones determine.</summary>
internal sealed class Reifier(ConstraintNetwork network, Action<Condition> assert)
{
    private readonly Dictionary<(int, string), int> _products = [];

    /// <summary>Forgets the products named so far; later ones get variables of their own.</summary>
    public void Forget() => _products.Clear();

    /// <summary>Whether a formula is so small that writing it twice costs nothing.</summary>
    public bool IsSmall(Formula formula) => formula switch
    {
        Formula.Is or Formula.Constant => true,
        Formula.Not not => IsSmall(not.Operand),
        Formula.And and => and.Operands.All(operand => operand is Formula.Is or Formula.Not { Operand: Formula.Is }),
        Formula.Or or => or.Operands.All(operand => operand is Formula.Is or Formula.Not { Operand: Formula.Is }),
        _ => false,
    };

    /// <summary>A formula that stands for the condition.</summary>
    public Formula Name(Condition condition)
    {
        switch (condition)
        {
            case Condition.All { Operands.Length: 0 }:
                return new Formula.Constant(true);
            case Condition.Any { Operands.Length: 0 }:
                return new Formula.Constant(false);
            default:
                var atom = Literal(condition);
                return new Formula.Is(new CharacteristicIndex(atom.Variable), [.. atom.Values]);
        }
    }

    /// <summary>A one-variable condition that holds exactly when the given one does.</summary>
    public Condition.In Literal(Condition condition)
    {
        if (condition is Condition.In atom)
        {
            return atom;
        }

        var variable = network.AddVariable(2);
        var holds = new Condition.In(variable, [1]);
        assert(Normalizer.Any([new Condition.In(variable, [0]), condition]));
        assert(Normalizer.Any([holds, Negate(condition)]));
        return holds;
    }

    /// <summary>Adds the product of two weighted variables to a sum, through a variable for their product.</summary>
    public void AddProduct(WeightedSum sum, int a, long[] weightsA, int b, long[] weightsB)
    {
        var key = (a, $"{b}:{string.Join(',', weightsA)}:{string.Join(',', weightsB)}");
        var totals = weightsA.SelectMany(x => weightsB.Select(y => checked(x * y))).Distinct().Order().ToArray();
        if (!_products.TryGetValue(key, out var variable))
        {
            if (totals.Length == 1)
            {
                sum.Add(totals[0]);
                return;
            }

            _products[key] = variable = network.AddVariable(totals.Length);
            var rows = new List<int[]>();
            for (var i = 0; i < weightsA.Length; i++)
            {
                for (var j = 0; j < weightsB.Length; j++)
                {
                    rows.Add([i, j, Array.BinarySearch(totals, weightsA[i] * weightsB[j])]);
                }
            }

            assert(new Condition.OneOf([a, b, variable], [.. rows]));
        }

        sum.Add(variable, totals, 1);
    }

    /// <summary>The opposite condition.</summary>
    public Condition Negate(Condition condition)
    {
        switch (condition)
        {
            case Condition.In atom:
                var others = Enumerable.Range(0, network.DomainSize(atom.Variable)).Except(atom.Values).ToArray();
                return new Condition.In(atom.Variable, others);
            case Condition.All all:
                return Normalizer.Any(all.Operands.Select(Negate));
            case Condition.Any any:
                return Normalizer.All(any.Operands.Select(Negate));
            case Condition.OneOf one:
                return new Condition.NoneOf(one.Scope, one.Rows);
            case Condition.NoneOf none:
                return new Condition.OneOf(none.Scope, none.Rows);
            case Condition.InRange range:
                var (least, most) = range.Sum.Bounds();
                var sides = new List<Condition>();
                if (range.Min != long.MinValue && least < range.Min)
                {
                    sides.Add(range with { Min = long.MinValue, Max = range.Min - 1 });
                }

                if (range.Max != long.MaxValue && most > range.Max)
                {
                    sides.Add(range with { Min = range.Max + 1, Max = long.MaxValue });
                }

                return Normalizer.Any(sides);
            default:
                throw new InvalidOperationException($"unknown condition {condition.GetType().Name}");
        }
    }
}
