using System.Collections.Immutable;
using System.Threading.Channels;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Publishing;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Queries;

namespace Customization.Runtime.Publishing;

/// <summary>A definition that compiled: what its product model has to decide about.</summary>
internal sealed record Compiled(
    string Code, string Hash, ModelSummary Summary, ImmutableArray<Diagnostic> Warnings);

/// <summary>A definition that can be configured.</summary>
/// <param name="Preferred">Null to compile the preferences when they are first asked for.</param>
internal sealed record ReadyDefinition(
    ProductDefinition Definition, CompiledModel Compiled, PreferredCompletions? Preferred);

/// <summary>One definition on the compilation lane: read, compile, store, hold ready.</summary>
/// <remarks><see cref="Steps"/> tells how far it is; <see cref="Outcome"/> is set when the steps ended, null where the
/// last step was a refusal.</remarks>
internal sealed class Publication(
    DefinitionFiles files, EmbeddedCatalog catalog, DefinitionStore store, CancellationToken cancellation)
    : IThreadPoolWorkItem, IProgress<CompilationProgress>
{
    private const int StepsKept = 8;

    /// <summary>Decisions after which half of the work counts as done. The compiler cannot know how many it needs, so
    /// the share approaches 1 and never falls.</summary>
    private const double HalfwayDecisions = 20_000;

    private readonly Channel<PublicationStep> _steps = Channel.CreateBounded<PublicationStep>(
        new BoundedChannelOptions(StepsKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });

    public ChannelReader<PublicationStep> Steps => _steps.Reader;

    public Compiled? Outcome { get; private set; }

    /// <inheritdoc/>
    public void Report(CompilationProgress value) => _steps.Writer.TryWrite(
        new PublicationStep.Compiling(value.Decisions / (value.Decisions + HalfwayDecisions)));

    /// <summary>Runs on the compilation lane.</summary>
    public void Execute()
    {
        try
        {
            Compile();
            _steps.Writer.TryComplete();
        }
        catch (Exception fault)
        {
            // Storing failed, or a bug: the front-end that waits is told.
            _steps.Writer.TryComplete(fault);
        }
    }

    private void Compile()
    {
        var read = ProductDefinitionReader.Read(files);
        if (read.Definition is not { } definition)
        {
            _steps.Writer.TryWrite(new PublicationStep.Refused(read.Diagnostics));
            return;
        }

        var hash = definition.Files.Hash();
        _steps.Writer.TryWrite(new PublicationStep.Compiling(0));
        var result = ModelCompiler.Compile(definition.Model, progress: this, cancellation: cancellation);
        ImmutableArray<Diagnostic> diagnostics = [.. read.Diagnostics, .. result.Diagnostics];
        if (result.Compiled is not { } compiled)
        {
            _steps.Writer.TryWrite(new PublicationStep.Refused(diagnostics));
            return;
        }

        var (preferred, limits) = Preferences.Compile(definition.Model, cancellation);
        if (!limits.IsEmpty)
        {
            _steps.Writer.TryWrite(new PublicationStep.Refused([.. diagnostics, .. limits]));
            return;
        }

        store.Write(hash, definition, compiled);
        catalog.Prepare(hash, new ReadyDefinition(definition, compiled, preferred));
        Outcome = new Compiled(definition.Code, hash, SummaryOf(compiled), diagnostics);
    }

    private static ModelSummary SummaryOf(CompiledModel compiled)
    {
        var model = compiled.Model;
        return new ModelSummary(
            model.Characteristics.Length, model.LiteralCount, model.Rules.Length,
            new Configurator(compiled).Count(Selection.Empty(model)), compiled.Diagram.NodeCount);
    }
}
