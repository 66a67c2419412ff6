using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>The one reminder of an entity, for what is pending when its silo dies.</summary>
internal static class EntityReminder
{
    /// <summary>Sets it; null removes it.</summary>
    /// <param name="period">Until it fires again, where nobody moves it.</param>
    public static async Task Set(IGrainBase grain, EntityAddress entity, TimeSpan? due, TimeSpan period)
    {
        // Names the entity too: Azure's provider would give keys that differ in a slash one row.
        var name = $"redrive:{entity.Key.Replace('/', '~')}";
        if (due is { } wait)
        {
            await grain.RegisterOrUpdateReminder(name, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, period);
        }
        else if (await grain.GetReminder(name) is { } reminder)
        {
            await grain.UnregisterReminder(reminder);
        }
    }
}
