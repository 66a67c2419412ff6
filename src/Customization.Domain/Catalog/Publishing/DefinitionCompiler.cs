using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>A definition that compiled: what is to be stored, and what its product model has to decide about.</summary>
/// <param name="Hash">Of its texts.</param>
public sealed record CompiledDefinition(
    string Hash, ReadyDefinition Ready, ModelSummary Summary, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Code of the product.</summary>
    public string Code => Ready.Definition.Code;

    /// <summary>What the product model is asked.</summary>
    public ProductModelCommand.PublishVersion Command(string by) => new(Hash, Summary, by);

    /// <summary>The last step of the publication, by what the product model answered.</summary>
    public PublicationStep Outcome(Entities.Reply reply) => reply switch
    {
        ProductModelReply.VersionIsCurrent current =>
            new PublicationStep.Published(Code, current.Version, Diagnostics),
        Entities.Rejection rejection => new PublicationStep.Rejected(rejection),
        _ => throw new InvalidOperationException($"a product model answered {reply.GetType().Name}"),
    };
}

/// <summary>Reads and compiles a definition before it is published.</summary>
public static class DefinitionCompiler
{
    /// <summary>Decisions after which half of the work counts as done. The compiler cannot know how many it needs, so
    /// the share approaches 1 and never falls.</summary>
    private const double HalfwayDecisions = 20_000;

    /// <summary>Null after a <see cref="PublicationStep.Refused"/>.</summary>
    /// <param name="step">Told how far it is, on the calling thread.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CompiledDefinition? Compile(
        DefinitionFiles files, Action<PublicationStep> step, CancellationToken cancellation)
    {
        var read = ProductDefinitionReader.Read(files);
        if (read.Definition is not { } definition)
        {
            step(new PublicationStep.Refused(read.Diagnostics));
            return null;
        }

        step(new PublicationStep.Compiling(0));
        var result = ModelCompiler.Compile(
            definition.Model, progress: new Progress(step), cancellation: cancellation);
        ImmutableArray<Diagnostic> diagnostics = [.. read.Diagnostics, .. result.Diagnostics];
        if (result.Compiled is not { } compiled)
        {
            step(new PublicationStep.Refused(diagnostics));
            return null;
        }

        var (preferred, limits) = Preferences.Compile(definition.Model, cancellation);
        if (!limits.IsEmpty)
        {
            step(new PublicationStep.Refused([.. diagnostics, .. limits]));
            return null;
        }

        return new CompiledDefinition(
            definition.Files.Hash(), new ReadyDefinition(definition, compiled, preferred), SummaryOf(compiled),
            diagnostics);
    }

    private static ModelSummary SummaryOf(CompiledModel compiled)
    {
        var model = compiled.Model;
        return new ModelSummary(
            model.Characteristics.Length, model.LiteralCount, model.Rules.Length,
            new Configurator(compiled).Count(Selection.Empty(model)), compiled.Diagram.NodeCount);
    }

    private sealed class Progress(Action<PublicationStep> step) : IProgress<CompilationProgress>
    {
        public void Report(CompilationProgress value) =>
            step(new PublicationStep.Compiling(value.Decisions / (value.Decisions + HalfwayDecisions)));
    }
}
