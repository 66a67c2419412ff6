using Customization.Domain.Entities;
using Orleans.Storage;

namespace Customization.Grains.Entities;

/// <summary>Proves that an activation is not outdated. While silos disagree about who lives, an entity can be active
/// twice: a write that succeeds proves it by its etag, an answer without a write proves nothing until the storage was
/// looked at.</summary>
/// <remarks>One look at a time: all who ask while one is on its way share the next one, because theirs must begin after
/// they asked. Runs on the grain's scheduler.</remarks>
internal sealed class ActivationProof<TDecider, TState>(
    EntityStore<TDecider, TState> store, IWriteOwner<TState> owner)
    where TDecider : IDecider<TState>
    where TState : class
{
    private Task<long>? _running;
    private Task<long>? _next;

    /// <summary>Ends when an answer that saw a version may be given, or the activation has failed.</summary>
    public async Task Prove(long version)
    {
        while (!owner.IsBroken && owner.Durable.Version <= version)
        {
            if (!owner.Idle.IsCompleted)
            {
                await owner.Idle;
                continue;
            }

            try
            {
                var stored = await Look();
                if (!owner.Idle.IsCompleted || owner.Durable.Version > version)
                {
                    // A write began meanwhile: its outcome tells.
                    continue;
                }

                if (stored == owner.Durable.Version)
                {
                    return;
                }

                owner.Failed(new InconsistentStateException("the entity lives elsewhere too and has changed there"));
            }
            catch (Exception fault) when (!owner.IsBroken)
            {
                owner.Failed(fault);
            }
        }
    }

    /// <summary>The version in the storage, read after this call.</summary>
    private Task<long> Look() => _running is null or { IsCompleted: true }
        ? _running = store.StoredVersion()
        : _next ??= LookAfter(_running);

    private async Task<long> LookAfter(Task<long> running)
    {
        await ((Task)running).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        (_running, _next) = (_next, null);
        return await store.StoredVersion();
    }
}
