using System.Runtime.CompilerServices;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Runtime.Scheduling;

namespace Customization.Runtime.Publishing;

/// <summary>Publishes definitions: compiles in the background, then asks the product model.</summary>
internal sealed class Publisher(
    EmbeddedCatalog catalog, DefinitionStore store, IScheduler scheduler, TimeProvider time, RuntimeLimits limits,
    Func<EntityAddress, Command, CancellationToken, ValueTask<Reply>> ask)
{
    private int _running;

    /// <summary>See <see cref="ICustomization.Publish"/>.</summary>
    /// <exception cref="UnavailableException">Too many publications wait already.</exception>
    public async IAsyncEnumerable<PublicationStep> Publish(
        DefinitionFiles definition, string by, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Enter();
        using var tooLong = new CancellationTokenSource(limits.CompileTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLong.Token);
        try
        {
            if (RuleSetReader.IsRuleSet(definition))
            {
                yield return await PublishRuleSet(definition, by, cancellation).ConfigureAwait(false);
                yield break;
            }

            var files = await WithRuleSets(definition, cancellation).ConfigureAwait(false);
            var publication = new Publication(files, Keep, PlantMinute.DayOf(time.GetUtcNow()), either.Token);
            scheduler.Post(Lane.Compilation, publication);
            await foreach (var step in publication.Steps.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return step;
            }

            if (publication.Outcome is { } compiled)
            {
                var product = new EntityAddress(EntityKind.ProductModel, compiled.Code);
                yield return compiled.Outcome(
                    await ask(product, compiled.Command(by), cancellation).ConfigureAwait(false));
                catalog.Forget(compiled.Hash);
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
        try
        {
            var files = await WithRuleSets(definition, cancellation).ConfigureAwait(false);
            var trial = new Publication(files, _ => { }, PlantMinute.DayOf(time.GetUtcNow()), either.Token);
            scheduler.Post(Lane.Compilation, trial);
            var last = (PublicationStep)new PublicationStep.Compiling(0);
            await foreach (var step in trial.Steps.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                last = step;
            }

            return trial.Outcome is { } compiled
                ? new DefinitionCheck(compiled, compiled.Diagnostics)
                : new DefinitionCheck(null, ((PublicationStep.Refused)last).Diagnostics);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            await either.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Enter()
    {
        if (Interlocked.Increment(ref _running) > limits.PublicationsMax)
        {
            Interlocked.Decrement(ref _running);
            throw new UnavailableException(
                UnavailableReason.Overloaded, $"{limits.PublicationsMax} publications are waiting already");
        }
    }

    private void Keep(CompiledDefinition compiled)
    {
        store.Write(compiled.Hash, compiled.Ready);
        catalog.Prepare(compiled.Hash, compiled.Ready);
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
        store.Write(command.DefinitionHash, set);
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
                && store.ReadTexts(version.DefinitionHash) is { } texts)
            {
                files = RuleSetFiles.With(files, new RuleSetVersion(set.Code, version.Version), texts);
            }
        }

        return files;
    }
}
