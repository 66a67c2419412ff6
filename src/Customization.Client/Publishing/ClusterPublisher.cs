using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Customization.Client.World;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Entities;

namespace Customization.Client.Publishing;

/// <summary>Publishes definitions: compiles in this process, one at a time, stores, then asks the product model.
/// </summary>
internal sealed class ClusterPublisher(
    DefinitionBlobs blobs, ClusterWorld world, ClusterLimits limits, TimeProvider time,
    Func<EntityAddress, Command, CancellationToken, ValueTask<Reply>> ask) : IDisposable
{
    private const int StepsKept = 8;

    private readonly SemaphoreSlim _lane = new(1);
    private int _running;

    /// <summary>See <see cref="ICustomization.Publish"/>.</summary>
    /// <exception cref="UnavailableException">Too many publications wait already.</exception>
    public async IAsyncEnumerable<PublicationStep> Publish(
        DefinitionFiles definition, string by, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Enter();
        using var tooLong = new CancellationTokenSource(limits.CompileTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLong.Token);
        var steps = Channel.CreateBounded<PublicationStep>(
            new BoundedChannelOptions(StepsKept) { FullMode = BoundedChannelFullMode.DropOldest });
        try
        {
            if (RuleSetReader.IsRuleSet(definition))
            {
                yield return await PublishRuleSet(definition, by, cancellation).ConfigureAwait(false);
                yield break;
            }

            var files = await WithRuleSets(definition, cancellation).ConfigureAwait(false);
            var compiling = Compile(files, steps.Writer, isTrial: false, either.Token);
            await foreach (var step in steps.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return step;
            }

            if (await compiling.ConfigureAwait(false) is { } compiled)
            {
                yield return await Decide(compiled, by, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            await either.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>See <see cref="ICustomization.Check"/>.</summary>
    /// <exception cref="UnavailableException">Too many publications wait already.</exception>
    public async ValueTask<DefinitionCheck> Check(DefinitionFiles definition, CancellationToken cancellation)
    {
        if (RuleSetReader.IsRuleSet(definition))
        {
            return new DefinitionCheck(null, RuleSetReader.Read(definition).Diagnostics);
        }

        Enter();
        using var tooLong = new CancellationTokenSource(limits.CompileTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLong.Token);
        var steps = Channel.CreateBounded<PublicationStep>(
            new BoundedChannelOptions(StepsKept) { FullMode = BoundedChannelFullMode.DropOldest });
        try
        {
            var files = await WithRuleSets(definition, cancellation).ConfigureAwait(false);
            var compiling = Compile(files, steps.Writer, isTrial: true, either.Token);
            var last = (PublicationStep)new PublicationStep.Compiling(0);
            await foreach (var step in steps.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                last = step;
            }

            return await compiling.ConfigureAwait(false) is { } compiled
                ? new DefinitionCheck(compiled, compiled.Diagnostics)
                : new DefinitionCheck(null, ((PublicationStep.Refused)last).Diagnostics);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            await either.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lane.Dispose();

    private void Enter()
    {
        if (Interlocked.Increment(ref _running) > limits.PublicationsMax)
        {
            Interlocked.Decrement(ref _running);
            throw new UnavailableException(
                UnavailableReason.Overloaded, $"{limits.PublicationsMax} publications are waiting already");
        }
    }

    private async Task<CompiledDefinition?> Compile(
        DefinitionFiles definition, ChannelWriter<PublicationStep> steps, bool isTrial,
        CancellationToken cancellation)
    {
        try
        {
            await _lane.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                var compiled = await Task.Run(
                    () => DefinitionCompiler.Compile(definition, step => steps.TryWrite(step), cancellation),
                    cancellation).ConfigureAwait(false);
                if (compiled is not null && !isTrial)
                {
                    await blobs.Write(compiled, cancellation).ConfigureAwait(false);
                }

                steps.Complete();
                return compiled;
            }
            finally
            {
                _lane.Release();
            }
        }
        catch (Exception fault)
        {
            // Storing failed, or a bug: the front-end that waits is told.
            steps.TryComplete(fault);
            return null;
        }
    }

    private async Task<PublicationStep> PublishRuleSet(
        DefinitionFiles definition, string by, CancellationToken cancellation)
    {
        var read = RuleSetReader.Read(definition);
        if (read.Definition is not { } set)
        {
            return new PublicationStep.Refused(read.Diagnostics);
        }

        var command = set.Command(by);
        await blobs.Write(command.DefinitionHash, set, cancellation).ConfigureAwait(false);
        return set.Outcome(
            await ask(new EntityAddress(EntityKind.RuleSet, set.Code), command, cancellation).ConfigureAwait(false));
    }

    /// <summary>The definition with the text of each rule set that it uses, as published now.</summary>
    private async Task<DefinitionFiles> WithRuleSets(DefinitionFiles definition, CancellationToken cancellation)
    {
        var files = RuleSetFiles.Without(definition);
        foreach (var wanted in RuleSetFiles.Wanted(definition))
        {
            var reply = await ask(
                new EntityAddress(EntityKind.RuleSet, wanted.Code), new RuleSetCommand.ReadRuleSet(), cancellation)
                .ConfigureAwait(false);
            if (reply is RuleSetReply.RuleSetRead { RuleSet: var set } && set.Find(wanted.Version) is { } version
                && await blobs.ReadTexts(version.DefinitionHash, cancellation).ConfigureAwait(false) is { } texts)
            {
                files = RuleSetFiles.With(files, new RuleSetVersion(set.Code, version.Version), texts);
            }
        }

        return files;
    }

    /// <summary>Asks the product model, and waits until this process sees what it published.</summary>
    private async Task<PublicationStep> Decide(CompiledDefinition compiled, string by, CancellationToken cancellation)
    {
        var reply = await ask(
            new EntityAddress(EntityKind.ProductModel, compiled.Code), compiled.Command(by), cancellation)
            .ConfigureAwait(false);
        var outcome = compiled.Outcome(reply);
        if (outcome is not PublicationStep.Published published)
        {
            return outcome;
        }

        var start = time.GetTimestamp();
        while (world.Catalog.Version(published.Code, published.Version) is null
            && time.GetElapsedTime(start) < limits.PublishedWithin)
        {
            try
            {
                await world.Refresh().WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (UnavailableException)
            {
                // It is published all the same, and seen as soon as silos and storage are back.
                break;
            }
        }

        return published;
    }
}
