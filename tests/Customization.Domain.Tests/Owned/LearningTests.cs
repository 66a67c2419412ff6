using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Xunit;
using static Customization.Domain.Owned.OwnedCommand;
using static Customization.Domain.Tests.Owned.OwnedStory;

namespace Customization.Domain.Tests.Owned;

/// <summary>Presets that learn from use, why, and back.</summary>
public sealed class LearningTests
{
    private readonly OwnedStory _lamp = new();

    [Fact]
    public void Similar_uses_in_the_window_adapt_the_preset_and_are_explained()
    {
        Assert.DoesNotContain(_lamp.Observe("one", 23, 50, 55), happened => happened is OwnedEvent.PresetAdapted);
        Assert.Equal(2, _lamp.Why("one", "evening").Uses.Length);
        Assert.Contains(_lamp.Observe("one", 25, 50), happened => happened is OwnedEvent.PresetAdapted);

        Assert.Equal(50, _lamp.State.ValuesOf("evening")!["one"]);
        Assert.Equal(40, _lamp.State.ValuesOf("evening")!["two"]);
        var why = _lamp.Why("one", "evening");
        Assert.Equal((50, ValueSource.Learned, null, 60), (why.Value, why.Source, why.OwnerValue, why.FactoryValue));
        Assert.Equal(
            new LearnedValue(50, 60, 3, Evening(23), Evening(25), 50, 55, 50, LearningLimit.None, _lamp.Rig.Now),
            why.Learned);
        Assert.Equal(("dusk", 3), (why.Rule!.Name, why.Rule.Uses));
        Assert.Empty(why.Uses);
        Assert.Equal(50, _lamp.Ask(new ApplyPreset("evening")).Settings["one"]);
    }

    [Fact]
    public void What_is_learned_stays_near_what_the_owner_chose_however_long_it_goes_on()
    {
        _lamp.Ask(new SavePreset("evening", "Mine", Values(("one", 50))));
        for (var day = 1; day < 28; day += 3)
        {
            _lamp.Observe("one", day, 10, 10, 10);
        }

        var why = _lamp.Why("one", "evening");
        Assert.Equal((35, 50, LearningLimit.Drift), (why.Value, why.OwnerValue, why.Learned!.Limit));
        Assert.Equal(10, why.Learned.Middle);
    }

    [Fact]
    public void Uses_that_differ_or_are_at_another_time_teach_nothing()
    {
        _lamp.Observe("one", 1, 30, 60, 90, 30, 60, 90);
        Assert.Equal(3, _lamp.Why("one", "evening").Uses.Length);
        _lamp.Rig.Now = Noon;
        _lamp.Ask(new ReportUse("noon", [.. Enumerable.Range(10, 5).Select(
            day => new ObservedUse("two", 30, new DateTime(2026, 11, day - 3, 12, 0, 0)))]));

        Assert.Empty(_lamp.State.Learned);
        Assert.Empty(_lamp.Why("two", "evening").Uses);
    }

    [Fact]
    public void The_window_goes_past_midnight_up_to_its_end()
    {
        foreach (var (hour, minute, counts) in ((int, int, bool)[])
            [(17, 59, false), (18, 0, true), (0, 59, true), (1, 0, false)])
        {
            var lamp = new OwnedStory();
            lamp.Ask(new ReportUse("r", [new ObservedUse("one", 50, new DateTime(2026, 11, 23, hour, minute, 0))]));
            Assert.Equal(counts, lamp.Why("one", "evening").Uses.Length == 1);
        }
    }

    [Fact]
    public void A_report_counts_once_and_a_use_only_after_the_one_before()
    {
        _lamp.Observe("one", 23, 50, 50);
        var state = _lamp.State;
        _lamp.Observe("one", 23, 50, 50);
        Assert.Same(state, _lamp.State);
        _lamp.Ask(new ReportUse("under another key", [new ObservedUse("one", 50, Evening(24))]));
        Assert.Same(state, _lamp.State);
        for (var i = 0; i < OwnedLimits.BatchesMax + 5; i++)
        {
            _lamp.Ask(new ReportUse($"two-{i}", [new ObservedUse("two", 50, Evening(10).AddMinutes(i * 2))]));
        }

        Assert.Equal(OwnedLimits.BatchesMax, _lamp.State.Batches.Length);
        _lamp.Observe("one", 23, 50, 50);
        Assert.Equal(2, _lamp.Why("one", "evening").Uses.Length);
    }

    [Fact]
    public void One_report_or_several_teach_the_same()
    {
        var several = new OwnedStory();
        long[] values = [40, 40, 45, 60, 55, 60, 65];
        _lamp.Observe("one", 1, values);
        for (var i = 0; i < values.Length; i++)
        {
            several.Observe("one", 1 + i, values[i]);
        }

        Assert.Equal(several.State.ValuesOf("evening"), _lamp.State.ValuesOf("evening"));
        Assert.Equal(
            several.State.Uses["evening/one"].AsEnumerable(), _lamp.State.Uses["evening/one"].AsEnumerable());
    }

    [Fact]
    public void A_reset_undoes_what_was_learned_and_takes_new_uses()
    {
        _lamp.Observe("one", 1, 50, 50, 50);
        _lamp.Observe("two", 1, 30, 30, 30);
        _lamp.Observe("one", 4, 45, 45);

        _lamp.Ask(new Reset(ResetTo.Owner, "evening", "one"));
        Assert.Equal(Values(("one", 60), ("two", 30)), _lamp.State.ValuesOf("evening"));
        Assert.DoesNotContain(
            _lamp.Observe("one", 6, 50, 50), happened => happened is OwnedEvent.PresetAdapted);
        Assert.Contains(_lamp.Observe("one", 8, 50), happened => happened is OwnedEvent.PresetAdapted);

        _lamp.Ask(new Reset(ResetTo.Owner));
        Assert.Equal(Values(("one", 60), ("two", 40)), _lamp.State.ValuesOf("evening"));
    }

    [Fact]
    public void Saving_a_preset_makes_the_owners_values_stand_again()
    {
        _lamp.Observe("one", 1, 50, 50, 50);
        _lamp.Ask(new SavePreset("evening", "", Values(("one", 65), ("two", 40))));

        Assert.Equal(65, _lamp.State.ValuesOf("evening")!["one"]);
        Assert.Equal(ValueSource.Owner, _lamp.Why("one", "evening").Source);
        Assert.Empty(_lamp.State.Uses);
    }

    [Fact]
    public void Learning_that_is_off_keeps_nothing_and_leaves_what_was_learned()
    {
        _lamp.Observe("one", 1, 50, 50, 50, 55);
        _lamp.Ask(new SwitchLearning(On: false));
        _lamp.Ask(new SwitchLearning(On: false));
        Assert.Empty(_lamp.Rig.Events);
        _lamp.Observe("one", 6, 70, 70, 70);

        Assert.Empty(_lamp.State.Uses);
        Assert.Equal(50, _lamp.State.ValuesOf("evening")!["one"]);
        _lamp.Ask(new SwitchLearning(On: true));
        _lamp.Observe("one", 10, 70, 70, 70);
        Assert.Equal(70, _lamp.State.ValuesOf("evening")!["one"]);
    }

    [Fact]
    public void Reports_that_cannot_be_are_refused()
    {
        Assert.Equal("observation-invalid", _lamp.Refusal(new ReportUse("", [Use(50)])));
        Assert.Equal("observation-invalid", _lamp.Refusal(new ReportUse("r", [])));
        Assert.Equal("observation-invalid", _lamp.Refusal(
            new ReportUse("r", [.. Enumerable.Repeat(Use(50), OwnedLimits.BatchUsesMax + 1)])));
        Assert.Equal("observation-invalid", _lamp.Refusal(
            new ReportUse("r", [Use(50) with { At = Noon.DateTime.AddDays(-32) }])));
        Assert.Equal("observation-invalid", _lamp.Refusal(
            new ReportUse("r", [Use(50) with { At = Noon.DateTime.AddDays(2) }])));
        Assert.Equal("setting-out-of-bounds", _lamp.Refusal(new ReportUse("r", [Use(5)])));
        Assert.Equal("setting-unknown", _lamp.Refusal(new ReportUse("r", [Use(5) with { Setting = "three" }])));
    }

    [Fact]
    public void Explains_settings_and_presets_that_nobody_learned()
    {
        Assert.Equal((80, ValueSource.Factory), (_lamp.Why("one").Value, _lamp.Why("one").Source));
        _lamp.Ask(new ChangeSetting("one", 20));
        Assert.Equal((20, ValueSource.Owner, 80), (
            _lamp.Why("one").Value, _lamp.Why("one").Source, _lamp.Why("one").FactoryValue));
        _lamp.Ask(new SavePreset("film", "", Values(("one", 15))));
        Assert.Equal((15, ValueSource.Owner, null), (
            _lamp.Why("one", "film").Value, _lamp.Why("one", "film").Source, _lamp.Why("one", "film").FactoryValue));

        Assert.Equal("preset-unknown", _lamp.Refusal(new Explain("one", "no-such")));
        Assert.Equal("setting-unknown", _lamp.Refusal(new Explain("two", "film")));
        Assert.Equal("setting-unknown", _lamp.Refusal(new Explain("three")));
    }

    private static ObservedUse Use(long value) => new("one", value, Noon.DateTime);
}
