using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>A solver that knows all rules of a model, and which rule each of them is.</summary>
/// <remarks>O(size of the rules) to make. Mutable; owned by one thread.</remarks>
internal sealed class ModelSolver
{
    private readonly int[][] _constraintsOfRule;
    private readonly int[] _literals;
    private readonly int[] _meanings;

    /// <param name="network">Built so that each rule says all of itself.</param>
    public ModelSolver(ProductModel model, ConstraintNetwork network)
    {
        (Model, Network) = (model, network);
        var encoder = new NetworkEncoder(network, Solver);
        _literals = [.. Enumerable.Range(0, model.LiteralCount).Select(encoder.LiteralOf)];
        _meanings = new int[2 * Solver.VariableCount];
        Array.Fill(_meanings, -1);
        for (var literal = 0; literal < _literals.Length; literal++)
        {
            _meanings[_literals[literal]] = literal;
        }

        var ofRule = new List<int>[model.Rules.Length];
        for (var rule = 0; rule < ofRule.Length; rule++)
        {
            ofRule[rule] = [];
        }

        for (var constraint = 0; constraint < network.ConstraintCount; constraint++)
        {
            ofRule[network.RuleOf(constraint)].Add(constraint);
            encoder.Add(constraint, Solver.TrueLiteral);
        }

        _constraintsOfRule = Array.ConvertAll(ofRule, list => list.ToArray());
    }

    public ProductModel Model { get; }

    /// <summary>The rules; each says all of itself.</summary>
    public ConstraintNetwork Network { get; }

    public Solver Solver { get; } = new();

    /// <summary>The solver's literal for each literal of the model.</summary>
    public ReadOnlySpan<int> Literals => _literals;

    /// <summary>The model's literal for each literal of the solver; -1 where there is none.</summary>
    public ReadOnlySpan<int> Meanings => _meanings;

    /// <summary>The choices of a selection as assumptions, in model order.</summary>
    public int[] Assume(Selection selection)
    {
        var assumptions = new int[selection.Count];
        var count = 0;
        for (var i = 0; i < selection.Length; i++)
        {
            var characteristic = new CharacteristicIndex(i);
            if (selection[characteristic] >= 0)
            {
                assumptions[count++] = _literals[Model.Literal(characteristic, selection[characteristic])];
            }
        }

        return assumptions;
    }

    /// <summary>The solution found last: one value position per characteristic.</summary>
    public int[] Values()
    {
        var values = new int[Model.Characteristics.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var first = Model.Offset(new CharacteristicIndex(i));
            while (!Solver.Holds(_literals[first + values[i]]))
            {
                values[i]++;
            }
        }

        return values;
    }

    public ReadOnlySpan<int> ConstraintsOf(int rule) => _constraintsOfRule[rule];
}
