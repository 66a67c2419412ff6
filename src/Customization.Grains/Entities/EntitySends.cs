using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Microsoft.Extensions.Logging;

namespace Customization.Grains.Entities;

/// <summary>Whose sends they are.</summary>
internal interface ISender
{
    /// <summary>What is decided here counts no more: the storage is read again, and what it has pending is sent from
    /// there.</summary>
    bool IsBroken { get; }

    /// <summary>Decides what the entity hears from its own timers and sends.</summary>
    void Tell(Command command);

    /// <summary>The next repetition may be due at another time.</summary>
    void SetAlarm();
}

/// <summary>What one entity sends to others, each until it is answered.</summary>
/// <remarks>Deliveries run beside the entity's calls, none of which waits for them; all on the grain's scheduler.
/// </remarks>
internal sealed partial class EntitySends
{
    private readonly GrainParts _parts;
    private readonly EntityKind _kind;
    private readonly ISender _sender;
    private readonly Outbox _outbox;

    public EntitySends(GrainParts parts, EntityKind kind, ISender sender)
    {
        (_parts, _kind, _sender) = (parts, kind, sender);
        _outbox = new Outbox(
            send => _ = Deliver(send),
            failures => Outbox.DoublingDelay(failures, parts.Limits.RetryDelayMin, parts.Limits.RetryDelayMax));
    }

    /// <summary>When the next repetition is due, or null.</summary>
    public DateTimeOffset? NextDue => _outbox.NextDue;

    /// <summary>A change was decided; its sends wait for the write.</summary>
    public void Decided(Change change) => _outbox.Decided(change);

    /// <summary>A change is durable: its sends go out.</summary>
    public void Durable(Change change, ImmutableSortedDictionary<string, Effect.Send> pending) =>
        _outbox.Durable(change, pending);

    /// <summary>Sends everything that is pending and due.</summary>
    public void DeliverDue(ImmutableSortedDictionary<string, Effect.Send> pending) =>
        _outbox.DeliverDue(pending, _parts.Time.GetUtcNow());

    /// <summary>A send, or the decision about its reply, failed: repeat it later.</summary>
    public void Failed(string key) => _outbox.Failed(key, _parts.Time.GetUtcNow());

    private async Task Deliver(Effect.Send send)
    {
        try
        {
            var reply = await Reply(send);
            if (!_sender.IsBroken)
            {
                _outbox.Returned(send.Key);
                _sender.Tell(new EffectReplied(send.Key, reply));
            }
        }
        catch (Exception fault)
        {
            if (!_sender.IsBroken)
            {
                LogSendFailed(_parts.Log, fault, _kind, send.Key);
                GrainMetrics.SendFailed(_kind);
                Failed(send.Key);
            }
        }

        _sender.SetAlarm();
    }

    private async Task<Reply> Reply(Effect.Send send)
    {
        if (send.Command is DeletePicture picture)
        {
            await _parts.Blobs.Delete(ImageReference.BlobName(picture.Reference), CancellationToken.None);
            return Done.Instance;
        }

        return (await _parts.Calls.Deliver(send.To, send.Command)).ReplyOrThrow();
    }

    [LoggerMessage(200, LogLevel.Warning, "Delivery {Send} of an entity of kind {Kind} failed and will be repeated")]
    private static partial void LogSendFailed(ILogger log, Exception fault, EntityKind kind, string send);
}
