using System.Collections.Immutable;
using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Diagram;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation;

/// <summary>What answers the questions about a model.</summary>
public enum ConfigurationEngine
{
    /// <summary>Passes over a diagram: everything exact, counts too.</summary>
    Diagram,

    /// <summary>A satisfiability search, for models that do not compile: possible values, explanations and repairs are
    /// exact; the number of configurations is unknown, prices beside values are estimates.</summary>
    Search,
}

/// <summary>A product model with its diagram, or ready for search: everything that queries need. Immutable, safe to
/// share.</summary>
public sealed class CompiledModel
{
    private readonly DecisionDiagram? _diagram;
    private readonly Lazy<ConstraintNetwork> _rules;
    private readonly Lazy<Occurrences> _occurrences;
    private readonly Lazy<TrackerState> _trackerStart;

    internal CompiledModel(ProductModel model, DecisionDiagram diagram)
    {
        Model = model;
        _diagram = diagram;
        _rules = new Lazy<ConstraintNetwork>(() => NetworkOf(model));
        _occurrences = new Lazy<Occurrences>(() => Occurrences.Of(diagram));
        _trackerStart = new Lazy<TrackerState>(() => TrackerState.Start(diagram));
    }

    private CompiledModel(ProductModel model, ConstraintNetwork rules)
    {
        Model = model;
        _rules = new Lazy<ConstraintNetwork>(rules);
        _occurrences = new Lazy<Occurrences>(() => Occurrences.Of(Diagram));
        _trackerStart = new Lazy<TrackerState>(() => TrackerState.Start(Diagram));
    }

    /// <summary>What answers for this model.</summary>
    public ConfigurationEngine Engine =>
        _diagram is null ? ConfigurationEngine.Search : ConfigurationEngine.Diagram;

    /// <summary>The model.</summary>
    public ProductModel Model { get; }

    /// <summary>The rules, each saying all of itself.</summary>
    internal ConstraintNetwork Rules => _rules.Value;

    /// <summary>The values that some configuration has, once the search engine has worked them out.</summary>
    internal Queries.LiteralSet? Alive { get; set; }

    /// <summary>Where everything in the diagram is used.</summary>
    internal Occurrences Occurrences => _occurrences.Value;

    /// <summary>The counts of a tracker that follows the empty selection.</summary>
    internal TrackerState TrackerStart => _trackerStart.Value;

    /// <summary>A model with a diagram that was compiled from it earlier and kept in a file.</summary>
    /// <returns>Null, with one sentence, where the file is not a valid diagram of this model.</returns>
    public static CompiledModel? Load(
        ProductModel model, ReadOnlySpan<byte> file, ReadOnlySpan<byte> fingerprint, out string problem)
    {
        if (!DiagramFile.TryRead(file, fingerprint, out var diagram, out problem))
        {
            return null;
        }

        problem = diagram!.LiteralCount == model.LiteralCount ? "" : "the diagram file belongs to another model";
        return problem.Length == 0 ? new CompiledModel(model, diagram) : null;
    }

    /// <summary>A model for the search engine: nothing is compiled, so this takes milliseconds.</summary>
    /// <returns>Null, with diagnostics, where the arithmetic of a rule leaves 64 bits.</returns>
    public static CompilationResult ForSearch(ProductModel model)
    {
        var diagnostics = new List<Diagnostic>();
        var rules = NetworkBuilder.Build(model, diagnostics, isPerRule: true);
        return new CompilationResult(rules is null ? null : new CompiledModel(model, rules), [.. diagnostics]);
    }

    /// <summary>Its configurations, as a diagram.</summary>
    /// <exception cref="InvalidOperationException">The model is on the search engine.</exception>
    public DecisionDiagram Diagram =>
        _diagram ?? throw new InvalidOperationException("a model on the search engine has no diagram");

    private static ConstraintNetwork NetworkOf(ProductModel model)
    {
        var diagnostics = new List<Diagnostic>();
        return NetworkBuilder.Build(model, diagnostics, isPerRule: true)
            ?? throw new InvalidOperationException($"a compiled model has a network: {diagnostics[0]}");
    }
}

/// <summary>The outcome of a compilation: a compiled model, or the reasons why not.</summary>
public sealed record CompilationResult(CompiledModel? Compiled, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>How far a compilation is.</summary>
/// <param name="Nodes">Diagram nodes made so far.</param>
/// <param name="Decisions">Components decided so far.</param>
public readonly record struct CompilationProgress(int Nodes, long Decisions);

/// <summary>What a compilation may use. Time is limited by the caller's cancellation token.</summary>
public sealed record CompilationLimits
{
    /// <summary>The limits used where the caller states none.</summary>
    public static readonly CompilationLimits Default = new();

    /// <summary>Diagram nodes.</summary>
    public int NodesMax { get; init; } = 4_000_000;

    /// <summary>References from branches to leaves and nodes.</summary>
    public long EdgesMax { get; init; } = 200_000_000;
}
