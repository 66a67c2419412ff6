using System.Collections.Immutable;
using Customization.Kernel.Diagram;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation;

/// <summary>A product model with its diagram: everything that queries need. Immutable, safe to share.</summary>
public sealed class CompiledModel
{
    private readonly Lazy<Occurrences> _occurrences;
    private readonly Lazy<TrackerState> _trackerStart;

    internal CompiledModel(ProductModel model, DecisionDiagram diagram)
    {
        Model = model;
        Diagram = diagram;
        _occurrences = new Lazy<Occurrences>(() => Occurrences.Of(diagram));
        _trackerStart = new Lazy<TrackerState>(() => TrackerState.Start(diagram));
    }

    /// <summary>The model.</summary>
    public ProductModel Model { get; }

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

    /// <summary>Its configurations, as a diagram.</summary>
    public DecisionDiagram Diagram { get; }
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
