using Customization.Client.Wire;
using Customization.Domain.Entities;

namespace Customization.Client.Entities;

/// <summary>The calls of one process to entities. What is ready at the same time for one entity of the plant goes there
/// in one message: on a sale day all orders want the same components.</summary>
/// <remarks>Nothing waits for company: a message leaves as soon as a thread is free, with all that came until then, so
/// messages are the larger the busier the process is. What travels together is answered together, which it would be
/// anyway, since it shares a write. What belongs to a customer is called directly. Safe for any number of threads.
/// </remarks>
public sealed class EntityCalls(IGrainFactory grains)
{
    private const int CallsMax = 512;

    /// <summary>How long calls go alone after one met a silo of a release that takes no others.</summary>
    private static readonly TimeSpan AloneFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(EntityAddress To, bool AreDeliveries), List<Call>> _waiting = [];
    private readonly Lock _gate = new();
    private long _aloneUntil = long.MinValue;

    /// <summary>Sends a command to an entity; see <see cref="IEntityGrain.Ask"/>.</summary>
    public ValueTask<ReplyMessage> Ask(EntityAddress to, Command command, CancellationToken cancellation) =>
        PlantKinds.Has(to.Kind)
            ? new(Join(to, areDeliveries: false, new Call(command, cancellation)))
            : grains.Entity(to).Ask(new CommandMessage(command), cancellation);

    /// <summary>Brings a command from one entity to another; see <see cref="IEntityGrain.Deliver"/>.</summary>
    public ValueTask<ReplyMessage> Deliver(EntityAddress to, Command command) =>
        PlantKinds.Has(to.Kind)
            ? new(Join(to, areDeliveries: true, new Call(command, CancellationToken.None)))
            : grains.Entity(to).Deliver(new CommandMessage(command));

    private Task<ReplyMessage> Join(EntityAddress to, bool areDeliveries, Call call)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_waiting.TryGetValue((to, areDeliveries), out var calls);
            if (isFirst)
            {
                _waiting.Add((to, areDeliveries), calls = []);
            }

            calls!.Add(call);
        }

        if (isFirst)
        {
            // In the trace of the first. Behind what waits for a thread already, which may want to come along.
            ThreadPool.QueueUserWorkItem(_ => Leave(to, areDeliveries));
        }

        return call.Task.WaitAsync(call.Cancellation);
    }

    private void Leave(EntityAddress to, bool areDeliveries)
    {
        List<Call>? calls;
        lock (_gate)
        {
            _waiting.Remove((to, areDeliveries), out calls);
        }

        var max = Environment.TickCount64 < Volatile.Read(ref _aloneUntil) ? 1 : CallsMax;
        foreach (var together in calls!.Where(call => !call.Cancellation.IsCancellationRequested).Chunk(max))
        {
            _ = together is [var only] ? Send(to, areDeliveries, only) : Send(to, areDeliveries, together);
        }
    }

    private async Task Send(EntityAddress to, bool areDeliveries, Call[] calls)
    {
        try
        {
            var commands = Array.ConvertAll(calls, call => new CommandMessage(call.Command));
            var replies = await grains.Entity(to).AskAll(commands, areDeliveries).ConfigureAwait(false);
            for (var i = 0; i < calls.Length; i++)
            {
                if (replies[i] is { } reply)
                {
                    calls[i].TrySetResult(reply);
                }
                else
                {
                    _ = Send(to, areDeliveries, calls[i]);
                }
            }
        }
        catch (TypeLoadException)
        {
            // An older silo could not read the message, so it did nothing.
            Volatile.Write(ref _aloneUntil, Environment.TickCount64 + (long)AloneFor.TotalMilliseconds);
            Array.ForEach(calls, call => _ = Send(to, areDeliveries, call));
        }
        catch (Exception fault)
        {
            Array.ForEach(calls, call => call.TrySetException(fault));
        }
    }

    private async Task Send(EntityAddress to, bool isDelivery, Call call)
    {
        try
        {
            var (grain, command) = (grains.Entity(to), new CommandMessage(call.Command));
            call.TrySetResult(await (isDelivery ? grain.Deliver(command) : grain.Ask(command, call.Cancellation))
                .ConfigureAwait(false));
        }
        catch (Exception fault)
        {
            call.TrySetException(fault);
        }
    }

    /// <summary>A command that waits for its reply.</summary>
    private sealed class Call(Command command, CancellationToken cancellation)
        : TaskCompletionSource<ReplyMessage>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Command Command => command;

        public CancellationToken Cancellation => cancellation;
    }
}
