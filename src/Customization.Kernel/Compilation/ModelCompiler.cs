using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Compilation.Propagation;
using Customization.Kernel.Compilation.Search;
using Customization.Kernel.Diagram;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation;

/// <summary>Compiles a product model to its decision diagram: rules to constraints, constraints to a search order, the
/// search to a reduced diagram.</summary>
public static class ModelCompiler
{
    private const int StepsPerProgress = 256;

    /// <summary>Nodes of the first attempt; each further one may make 2^<see cref="NodesGrowthBits"/> times as many.
    /// </summary>
    private const int FirstNodesMax = 1 << 14;

    private const int NodesGrowthBits = 3;

    /// <summary>Compiles; the result has diagnostics instead of a model where a limit was met or the caller cancelled.
    /// </summary>
    /// <remarks>Time and memory are exponential in the width of the rules in the worst case; the limits end that with a
    /// diagnostic that names the rules at work. A model without any configuration compiles, with a warning. Runs on the
    /// caller's thread; deterministic.</remarks>
    public static CompilationResult Compile(
        ProductModel model, CompilationLimits? limits = null, IProgress<CompilationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var diagnostics = new List<Diagnostic>();
        var network = NetworkBuilder.Build(model, diagnostics);
        if (network is null)
        {
            return new CompilationResult(null, [.. diagnostics]);
        }

        var propagator = new Propagator(network);
        if (!propagator.Start())
        {
            return Compiled(model, new DiagramBuilder(network.LiteralCount), null, diagnostics);
        }

        var variables = Enumerable.Range(0, network.VariableCount).ToArray();
        var allowed = limits ?? CompilationLimits.Default;
        for (var attempt = 0; ; attempt++)
        {
            var nodesMax = (int)Math.Min(allowed.NodesMax, (long)FirstNodesMax << (attempt * NodesGrowthBits));
            var builder = new DiagramBuilder(network.LiteralCount);
            var meter = new Meter(builder, allowed with { NodesMax = nodesMax }, progress, cancellation);
            var search = new ComponentSearch(propagator, builder, Rank(propagator, attempt), meter.Step);
            var root = search.Solve(variables);
            if (search.Stop == SearchStop.None)
            {
                return Compiled(model, builder, root, diagnostics);
            }

            if (search.Stop != SearchStop.Nodes || nodesMax == allowed.NodesMax)
            {
                diagnostics.Add(Stopped(search, network));
                return new CompilationResult(null, [.. diagnostics]);
            }
        }
    }

    /// <summary>Compiles; where a limit is met, the model is made ready for the search engine instead, and the error
    /// becomes a warning.</summary>
    /// <remarks>So every model whose arithmetic stays within 64 bits configures.</remarks>
    public static CompilationResult CompileOrSearch(
        ProductModel model, CompilationLimits? limits = null, IProgress<CompilationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var compilation = Compile(model, limits, progress, cancellation);
        var search = compilation.Compiled is null ? CompiledModel.ForSearch(model).Compiled : null;
        return search is null
            ? compilation
            : new CompilationResult(search, [.. compilation.Diagnostics.Select(AsWarning)]);
    }

    private static Diagnostic AsWarning(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error
        ? Diagnostic.Warning(
            diagnostic.Code, diagnostic.Span,
            $"{diagnostic.Message}; it is configured by search: the number of configurations is unknown and prices "
            + "beside values are estimates")
        : diagnostic;

    /// <summary>The compiled model of a root product; null means that there is no configuration.</summary>
    private static CompilationResult Compiled(
        ProductModel model, DiagramBuilder builder, Product? root, List<Diagnostic> diagnostics)
    {
        if (root is null)
        {
            diagnostics.Add(Diagnostic.Warning("CC0005", SourceSpan.None, "the rules allow no configuration at all"));
        }

        var diagram = Flattening.Flatten(builder, root, model.LiteralCount);
        return new CompilationResult(new CompiledModel(model, diagram), [.. diagnostics]);
    }

    /// <summary>Ranks variables by one of two views of wide constraints in turn: as cliques, or as vertices. Neither is
    /// better on all models, and the first attempts are short.</summary>
    private static int[] Rank(Propagator propagator, int attempt)
    {
        var network = propagator.Network;
        var scopes = network.Scopes()
            .Select(scope => scope.Where(variable => propagator.Domains.Size[variable] > 1).ToArray())
            .Where(scope => scope.Length > 1).ToArray();
        var cliqueMax = attempt % 2 == 0 ? EliminationOrder.WideCliqueMax : EliminationOrder.NarrowCliqueMax;
        return DecisionRank.FromMiddle(
            network.VariableCount, EliminationOrder.Bags(network.VariableCount, scopes, cliqueMax));
    }

    private static Diagnostic Stopped(ComponentSearch search, ConstraintNetwork network)
    {
        var busiest = network.Scopes()
            .Select((scope, constraint) => (
                Rule: network.RuleOf(constraint), Decisions: scope.Average(variable => search.DecisionsOn[variable])))
            .GroupBy(pair => pair.Rule, pair => pair.Decisions)
            .OrderByDescending(rule => rule.Max()).ThenBy(rule => rule.Key)
            .Take(3).Select(rule => network.Model.Rules[rule.Key]).ToArray();
        var names = string.Join(", ", busiest.Select(rule => $"'{rule.Name}' ({rule.Span})"));
        var (code, reason) = search.Stop switch
        {
            SearchStop.Nodes => ("CC0001", "the diagram grew beyond its limit"),
            SearchStop.Cancelled => ("CC0002", "compilation was cancelled or ran out of time"),
            _ => ("CC0004", "decisions nest deeper than the stack allows"),
        };
        return Diagnostic.Error(
            code, busiest[0].Span, $"{reason}; rules most at work: {names}");
    }

    private sealed class Meter(
        DiagramBuilder builder, CompilationLimits limits, IProgress<CompilationProgress>? progress,
        CancellationToken cancellation)
    {
        private long _steps;

        public SearchStop Step()
        {
            if (++_steps % StepsPerProgress == 0)
            {
                progress?.Report(new CompilationProgress(builder.NodeCount, _steps));
            }

            return builder.NodeCount > limits.NodesMax || builder.ReferenceCount > limits.EdgesMax ? SearchStop.Nodes
                : cancellation.IsCancellationRequested ? SearchStop.Cancelled
                : SearchStop.None;
        }
    }
}
