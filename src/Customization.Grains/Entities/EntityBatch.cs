using Customization.Client.Wire;
using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>Commands that came to one entity together: they decide in one turn and share one write.</summary>
internal static class EntityBatch
{
    /// <summary>Answers each; null where that takes more than its turn, as where the entity has too many waiting.
    /// </summary>
    public static async ValueTask<ReplyMessage?[]> Answer<TDecider, TState>(
        EntityGrain<TDecider, TState> entity, CommandMessage[] commands, bool areDeliveries)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var began = GrainMetrics.Now;
        await entity.Loaded();
        await entity.Retiring;
        var (replies, mustWait) = Decide(entity, commands);
        try
        {
            await entity.Answerable(mustWait, areDeliveries);
            return Array.ConvertAll(
                replies, reply => reply is null ? null : GrainMetrics.Asked(TDecider.Kind, reply, began));
        }
        catch (UnavailableException unavailable)
        {
            return Array.ConvertAll(
                replies, reply => reply is null ? null : GrainMetrics.Refused(TDecider.Kind, unavailable, began));
        }
    }

    private static (Reply?[] Replies, bool MustWait) Decide<TDecider, TState>(
        EntityGrain<TDecider, TState> entity, CommandMessage[] commands)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var (replies, mustWait) = (new Reply?[commands.Length], false);
        for (var i = 0; i < commands.Length && entity.Waiting < entity.Parts.Limits.MailboxMax; i++)
        {
            try
            {
                var decided = entity.Decide(commands[i].Command);
                if (!decided.HasMissed)
                {
                    replies[i] = decided.Reply;
                    mustWait |= entity.Take(decided);
                }
            }
            catch (Exception)
            {
                // A bug, logged where it was thrown, or an entity that cannot be read: who asks alone hears of it.
            }
        }

        return (replies, mustWait);
    }
}
