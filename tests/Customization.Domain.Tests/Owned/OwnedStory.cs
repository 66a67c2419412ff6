using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Products;
using Xunit;

namespace Customization.Domain.Tests.Owned;

/// <summary>A lamp with two zones that Ann owns: given commands, when a command, then events or a rejection.</summary>
public sealed class OwnedStory
{
    public const string Serial = "SERIAL-01";

    /// <summary>A Monday noon.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private const string Text = """
        product: lamp
        pricing: {lists: {eur: {currency: EUR, base: 40.00}}}
        model:
          characteristics:
            zones: {kind: quantity, min: 1, max: 3}
            dimmer: {values: [none, plain, fine]}
        owned:
          title: {en: Lamp, de: Leuchte}
          pieces: zones
          settings:
            one:
              title: {en: Table, de: Tisch}
              unit: '%'
              min: 0
              max: 100
              step: 5
              factory: 80
              bounds:
                - {when: dimmer = none, step: 100, message: {en: Only a switch., de: Nur ein Schalter.}}
                - {when: dimmer = plain, min: 10, max: 95, message: {en: It would flicker., de: Es flackert.}}
            two: {min: 0, max: 100, step: 5, factory: 50, when: zones >= 2}
            three: {min: 0, max: 10, when: zones >= 3}
          presets:
            evening: {title: Evening, set: {one: 60, two: 40, three: 5}}
            rest: {set: {three: 1}}
          learning:
            dusk: {preset: evening, of: [one, two], from: '18:00', until: '01:00', uses: 3, near: 10, drift: 15}
            rest: {preset: rest, of: [three], from: '00:00', until: '00:00', uses: 2, drift: 3}
        """;

    private static readonly ProductDefinition Definition = Definitions.Read(Text);

    public OwnedStory(int zones = 2, string dimmer = "plain")
    {
        Rig = new EntityRig<OwnedDecider, OwnedState>(Serial, Noon);
        Rig.Given(new OwnedCommand.Register("ann", Origin, Build(zones, dimmer)!.Specification));
    }

    public static OwnedOrigin Origin { get; } = new("order-1", 1, "lamp", 3, Noon);

    public EntityRig<OwnedDecider, OwnedState> Rig { get; }

    public OwnedState State => Rig.State;

    /// <summary>What a configuration of the lamp brings.</summary>
    public static OwnedBuild? Build(int zones, string dimmer) => OwnedBuild.Of(
        Definition.Owned, [zones - 1, Array.IndexOf(["none", "plain", "fine"], dimmer)]);

    /// <summary>Ann asks; returns the product.</summary>
    public OwnedState Ask(OwnedCommand command) =>
        Assert.IsType<OwnedView>(Rig.When(command with { Actor = "ann" })).Product;

    /// <summary>The code of the rejection that Ann gets.</summary>
    public string Refusal(OwnedCommand command) => Rig.Refusal(command with { Actor = "ann" });

    /// <summary>The sentence that Ann gets.</summary>
    public string Reason(OwnedCommand command) =>
        Assert.IsType<OwnedRejection>(Rig.When(command with { Actor = "ann" }), exactMatch: false).Detail;

    /// <summary>Why Ann's product is as it is.</summary>
    public OwnedExplanation Why(string setting, string? preset = null) => Assert.IsType<OwnedExplanation>(
        Rig.When(new OwnedCommand.Explain(setting, preset) { Actor = "ann" }));

    /// <summary>The device reports uses of a setting, one evening each, the first on the day of the month.</summary>
    public Event[] Observe(string setting, int day, params long[] values)
    {
        Rig.Now = new DateTimeOffset(2026, 11, day, 12, 0, 0, TimeSpan.Zero).AddDays(values.Length);
        Ask(new OwnedCommand.ReportUse(
            $"{setting}-{day}", [.. values.Select((value, i) => new ObservedUse(setting, value, Evening(day + i)))]));
        return Rig.Events;
    }

    /// <summary>Eight in the evening of a day of that November.</summary>
    public static DateTime Evening(int day) => new DateTime(2026, 11, 1, 20, 0, 0).AddDays(day - 1);

    /// <summary>Values of a preset.</summary>
    public static ImmutableSortedDictionary<string, long> Values(params (string Setting, long Value)[] values) =>
        values.ToImmutableSortedDictionary(each => each.Setting, each => each.Value);
}
