using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>What the owners of two lamps do, step by step.</summary>
internal sealed class OwnedScript(Random random, Side side)
{
    private static readonly OwnedSpecification Lamp = new(
        LocalizedText.Of("Lamp"),
        [new BuiltSetting(
            "tone", LocalizedText.Empty, "", new SettingRange(0, 10, 1), 5, LocalizedText.Empty, LocalizedText.Empty,
            LocalizedText.Empty)],
        [new FactoryPreset(
            "evening", LocalizedText.Empty, ImmutableSortedDictionary<string, long>.Empty.Add("tone", 5))],
        [new LearningRule("dusk", "evening", ["tone"], TimeOnly.MinValue, TimeOnly.MinValue, 2, 4, 3)], []);

    private int _made;

    /// <summary>One step; refusals are answers too.</summary>
    public async Task Step()
    {
        var number = random.Next(2);
        var lamp = new EntityAddress(EntityKind.OwnedProduct, $"serial-{number}");
        var origin = new OwnedOrigin("o", 1, "lamp", 1, side.Time.GetUtcNow());
        side.Watch(lamp);
        await side.Ask(lamp, random.Next(8) switch
        {
            0 or 1 => new OwnedCommand.Register($"customer-{number}", origin, Lamp),
            2 => new OwnedCommand.ChangeSetting("tone", random.Next(12)),
            3 => new OwnedCommand.SavePreset("mine", "Mine", null),
            4 => new OwnedCommand.Reset((ResetTo)random.Next(2)),
            _ => new OwnedCommand.ReportUse($"r{_made++}", [.. Enumerable.Range(0, 3).Select(i => new ObservedUse(
                "tone", random.Next(11), side.Time.GetUtcNow().UtcDateTime.AddSeconds(i)))]),
        });
        await side.Ask(lamp, new OwnedCommand.Read());
    }
}
