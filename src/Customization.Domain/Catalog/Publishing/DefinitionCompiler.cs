using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
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
    public ProductModelCommand.PublishVersion Command(string by) => new(Hash, Summary, by)
    {
        RuleSets = Ready.Definition.RuleSets,
    };

    /// <summary>The last step of the publication, by what the product model answered.</summary>
    public PublicationStep Outcome(Entities.Reply reply) => reply switch
    {
        ProductModelReply.VersionIsCurrent current =>
            new PublicationStep.Published(Code, current.Version, Diagnostics),
        Entities.Rejection rejection => new PublicationStep.Rejected(rejection),
        _ => throw new InvalidOperationException($"a product model answered {reply.GetType().Name}"),
    };
}

/// <summary>Reads and compiles a definition before it is published. One that does not compile within the limits is
/// published on the search engine, with a warning; its preferences are then not asked.</summary>
public static class DefinitionCompiler
{
    /// <summary>Decisions after which half of the work counts as done. The compiler cannot know how many it needs, so
    /// the share approaches 1 and never falls.</summary>
    private const double HalfwayDecisions = 20_000;

    /// <summary>Null after a <see cref="PublicationStep.Refused"/>.</summary>
    /// <param name="step">Told how far it is, on the calling thread.</param>
    /// <param name="day">The summary is of what is in effect then; null of the first period.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CompiledDefinition? Compile(
        DefinitionFiles files, Action<PublicationStep> step, CancellationToken cancellation, DateOnly? day = null)
    {
        var read = ProductDefinitionReader.Read(files);
        if (read.Definition is not { } definition)
        {
            step(new PublicationStep.Refused(read.Diagnostics));
            return null;
        }

        step(new PublicationStep.Compiling(0));
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(read.Diagnostics);
        var models = ImmutableArray.CreateBuilder<ReadyModel>();
        foreach (var model in definition.Models)
        {
            if (Compile(model, models.Count > 0, diagnostics, step, cancellation) is not { } ready)
            {
                step(new PublicationStep.Refused(diagnostics.ToImmutable()));
                return null;
            }

            models.Add(ready);
        }

        var first = models[0];
        var current = day is { } today ? definition.On(today).Model : definition.Model;
        return new CompiledDefinition(
            definition.Files.Hash(),
            new ReadyDefinition(definition, first.Compiled, first.Preferred) { Later = [.. models.Skip(1)] },
            SummaryOf(models.First(each => ReferenceEquals(each.Compiled.Model, current)).Compiled),
            diagnostics.ToImmutable());
    }

    /// <summary>Null after reporting a limit, or a later period in which nothing can be configured.</summary>
    private static ReadyModel? Compile(
        ProductModel model, bool isLater, ImmutableArray<Diagnostic>.Builder diagnostics,
        Action<PublicationStep> step, CancellationToken cancellation)
    {
        var result = ModelCompiler.CompileOrSearch(
            model, progress: new Progress(step), cancellation: cancellation);
        diagnostics.AddRange(result.Diagnostics);
        if (result.Compiled is not { } compiled)
        {
            return null;
        }

        var (preferred, limits) = compiled.Engine == ConfigurationEngine.Diagram
            ? Preferences.Compile(model, cancellation)
            : (null, []);
        diagnostics.AddRange(limits);
        if (isLater && !Configurator.For(compiled).IsPossible(Selection.Empty(model)))
        {
            diagnostics.Add(Diagnostic.Error(
                CatalogCode.EmptyPeriod, SourceSpan.None, "one of its dates leaves nothing that can be configured"));
            return null;
        }

        return limits.IsEmpty ? new ReadyModel(compiled, preferred) : null;
    }

    private static ModelSummary SummaryOf(CompiledModel compiled)
    {
        var model = compiled.Model;
        return new ModelSummary(
            model.Characteristics.Length, model.LiteralCount, model.Rules.Length,
            Configurator.For(compiled).Count(Selection.Empty(model)),
            compiled.Engine == ConfigurationEngine.Diagram ? compiled.Diagram.NodeCount : 0);
    }

    private sealed class Progress(Action<PublicationStep> step) : IProgress<CompilationProgress>
    {
        public void Report(CompilationProgress value) =>
            step(new PublicationStep.Compiling(value.Decisions / (value.Decisions + HalfwayDecisions)));
    }
}
