using Customization.Domain.Entities;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Simulation;

/// <summary>Remembers what the entities of one silo decided until it is durable, and lets a planted bug in.</summary>
/// <param name="Decided">By entity and version: what was decided last.</param>
/// <param name="Stored">What the bytes in the journal stand for where <see cref="Swarm.StoresText"/> is off.</param>
internal sealed record Recorder(
    Dictionary<(EntityAddress Address, long Version), Deed> Decided, List<object> Stored, bool StoresText,
    Action<EntityAddress, Command> Hears, Sabotage? Sabotage);

/// <summary>One kind of entity as the simulator runs it.</summary>
internal sealed class SimulatedType<TDecider, TState>(Recorder recorder) : EntityType<TDecider, TState>(
    EntityJson.Options, recorder.Sabotage?.DurabilityOf(TDecider.Kind) ?? TDecider.Durability)
    where TDecider : IDecider<TState>
    where TState : class
{
    private Command _command = null!;

    public override (Change? Change, Reply Reply) Decide(
        EntityAddress address, Envelope<TState> envelope, Command command, DecisionContext context)
    {
        _command = command;
        recorder.Hears(address, command);
        return recorder.Sabotage is { } sabotage
            ? sabotage.Decide(
                new Site(address, envelope.State, envelope.Version, command, context),
                (state, asked, world) => base.Decide(
                    address, envelope with { State = (TState)state }, asked, world))
            : base.Decide(address, envelope, command, context);
    }

    public override Envelope<TState> Apply(EntityAddress address, Envelope<TState> envelope, Change change)
    {
        var after = base.Apply(address, envelope, change);
        recorder.Decided[(address, change.Version)] = new Deed(
            address, change, _command, envelope.State, after.State, after.Outbox, after.Timers);
        return after;
    }

    public override Retention RetentionOf(
        EntityAddress address, Envelope<TState> envelope, DateTimeOffset now, TimeSpan retention) =>
        recorder.Sabotage is { } sabotage
            ? sabotage.RetentionOf(envelope, seen => base.RetentionOf(address, seen, now, retention))
            : base.RetentionOf(address, envelope, now, retention);

    public override byte[] Write(Change change) => recorder.StoresText ? base.Write(change) : Keep(change);

    public override byte[] Write(Envelope<TState> envelope) =>
        recorder.StoresText ? base.Write(envelope) : Keep(envelope);

    public override Restored<TState> Restore(EntityAddress address, StoredEntity? stored)
    {
        var restored = recorder.StoresText || stored is null ? base.Restore(address, stored) : Find(address, stored);
        return recorder.Sabotage is { } sabotage
            ? restored with { Envelope = sabotage.Restored(restored.Envelope) }
            : restored;
    }

    private Restored<TState> Find(EntityAddress address, StoredEntity stored)
    {
        var envelope = stored.Snapshot is { } snapshot
            ? (Envelope<TState>)Find(snapshot)
            : Envelope.New<TDecider, TState>(address.Key);
        foreach (var change in stored.Changes)
        {
            envelope = base.Apply(address, envelope, (Change)Find(change.Payload));
        }

        return new Restored<TState>(envelope, stored.SnapshotVersion, stored.Key);
    }

    private byte[] Keep(object stored)
    {
        recorder.Stored.Add(stored);
        return BitConverter.GetBytes(recorder.Stored.Count - 1);
    }

    private object Find(ReadOnlyMemory<byte> bytes) => recorder.Stored[BitConverter.ToInt32(bytes.Span)];
}
