using System.Threading.Channels;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;

namespace Customization.Runtime.Publishing;

/// <summary>One definition on the compilation lane: read, compile, keep.</summary>
/// <remarks><see cref="Steps"/> tells how far it is; <see cref="Outcome"/> is set when the steps ended, null where the
/// last step was a refusal.</remarks>
internal sealed class Publication(
    DefinitionFiles files, Action<CompiledDefinition> keep, DateOnly day, CancellationToken cancellation)
    : IThreadPoolWorkItem
{
    private const int StepsKept = 8;

    private readonly Channel<PublicationStep> _steps = Channel.CreateBounded<PublicationStep>(
        new BoundedChannelOptions(StepsKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });

    public ChannelReader<PublicationStep> Steps => _steps.Reader;

    public CompiledDefinition? Outcome { get; private set; }

    /// <summary>Runs on the compilation lane.</summary>
    public void Execute()
    {
        try
        {
            var made = DefinitionCompiler.Compile(
                files, step => _steps.Writer.TryWrite(step), cancellation, day);
            if (made is { } compiled)
            {
                keep(compiled);
                Outcome = compiled;
            }

            _steps.Writer.TryComplete();
        }
        catch (Exception fault)
        {
            // Storing failed, or a bug: the front-end that waits is told.
            _steps.Writer.TryComplete(fault);
        }
    }
}
