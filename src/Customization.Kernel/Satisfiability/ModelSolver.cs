using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Satisfiability;

/// <summary>A solver that knows all rules of a model, and which rule each of them is.</summary>
/// <remarks>O(size of the rules) to make. Mutable; owned by one thread.</remarks>
internal sealed class ModelSolver
{
    private readonly int[][] _constraintsOfRule;
    private readonly int[] _literals;

    /// <param name="model">Its arithmetic stays within 64 bits, as that of a model that was compiled or checked does.
    /// </param>
    public ModelSolver(ProductModel model)
        : this(model, NetworkOf(model))
    {
    }

    public ModelSolver(ProductModel model, ConstraintNetwork network)
    {
        (Model, Network) = (model, network);
        var encoder = new NetworkEncoder(network, Solver);
        _literals = [.. Enumerable.Range(0, model.LiteralCount).Select(encoder.LiteralOf)];
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

    public ReadOnlySpan<int> ConstraintsOf(int rule) => _constraintsOfRule[rule];

    private static ConstraintNetwork NetworkOf(ProductModel model)
    {
        var diagnostics = new List<Diagnostic>();
        return NetworkBuilder.Build(model, diagnostics, isPerRule: true)
            ?? throw new InvalidOperationException($"the model has no network: {diagnostics[0]}");
    }
}
