using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Xunit;
using static Customization.Domain.Owned.OwnedCommand;
using static Customization.Domain.Tests.Owned.OwnedStory;

namespace Customization.Domain.Tests.Owned;

/// <summary>What an owner may do with what was delivered.</summary>
public sealed class OwnedTests
{
    private readonly OwnedStory _lamp = new();

    [Fact]
    public void Is_registered_once_and_for_its_owner_only()
    {
        var registered = _lamp.State;
        _lamp.Rig.Given(new Register("bob", Origin with { OrderId = "other" }, Build(3, "fine")!.Specification));

        Assert.Same(registered, _lamp.State);
        Assert.Equal("ann", OwnedDecider.OwnerOf(_lamp.State));
        Assert.Equal(("lamp", 3), (_lamp.State.Origin!.Product, _lamp.State.Origin.ProductVersion));
        Assert.Equal("owned-unknown", _lamp.Rig.Refusal(new Read { Actor = "bob" }));
        Assert.Equal("owned-unknown", new OwnedStory().Rig.Refusal(new ChangeSetting("one", 50) { Actor = "bob" }));
        Assert.IsType<OwnedView>(_lamp.Rig.When(new Read()));
    }

    [Fact]
    public void Nothing_is_there_before_it_is_delivered()
    {
        var rig = new Entities.EntityRig<OwnedDecider, OwnedState>("no-such", Noon);
        Assert.Equal("owned-unknown", rig.Refusal(new Read()));
        Assert.Equal("owned-unknown", rig.Refusal(new ChangeSetting("one", 50)));
        Assert.Equal(Done.Instance, rig.When(new Disown()));
    }

    [Fact]
    public void A_setting_takes_what_was_built_and_nothing_else()
    {
        Assert.Equal(70, _lamp.Ask(new ChangeSetting("one", 70)).Settings["one"]);
        _lamp.Ask(new ChangeSetting("one", 70));
        Assert.Empty(_lamp.Rig.Events);

        Assert.Equal("setting-out-of-bounds", _lamp.Refusal(new ChangeSetting("one", 5)));
        Assert.Equal("setting-out-of-bounds", _lamp.Refusal(new ChangeSetting("one", 12)));
        Assert.Equal("setting-unknown", _lamp.Refusal(new ChangeSetting("four", 1)));
        Assert.Equal("setting-unknown", _lamp.Refusal(new ChangeSetting("three", 1)));
    }

    [Fact]
    public void A_refusal_names_the_bound_and_why()
    {
        Assert.Equal("'one' cannot be 5: it is at least 10 %. It would flicker.",
            _lamp.Reason(new ChangeSetting("one", 5)));
        Assert.Equal("'one' cannot be 100: it is at most 95 %. Es flackert.",
            _lamp.Reason(new ChangeSetting("one", 100) { Language = "de" }));
        Assert.Equal("'two' cannot be 7: it is 0 and steps of 5 from there.",
            _lamp.Reason(new ChangeSetting("two", 7)));
        Assert.Equal("'one' cannot be 50: it is 0 and steps of 100 from there. Only a switch.",
            new OwnedStory(dimmer: "none").Reason(new ChangeSetting("one", 50)));
        Assert.Equal("The setting 'three' was not built: it needs zones >= 3.",
            _lamp.Reason(new ChangeSetting("three", 1)));
    }

    [Fact]
    public void An_outdated_look_changes_nothing()
    {
        var version = _lamp.State.Version;
        _lamp.Ask(new ChangeSetting("one", 70) { ExpectedVersion = version });
        Assert.Equal("owned-version-conflict", _lamp.Refusal(
            new ChangeSetting("one", 60) { ExpectedVersion = version }));
    }

    [Fact]
    public void A_preset_is_saved_applied_and_forgotten()
    {
        _lamp.Ask(new ChangeSetting("one", 20));
        _lamp.Ask(new SavePreset("film", "Film", null));
        Assert.Equal(Values(("one", 20), ("two", 50)), _lamp.State.Presets["film"].Values);
        _lamp.Ask(new SavePreset("film", "Film", Values(("one", 15))));
        _lamp.Ask(new SavePreset("film", "Film", Values(("one", 15))));
        Assert.Empty(_lamp.Rig.Events);

        Assert.Equal(15, _lamp.Ask(new ApplyPreset("film")).Settings["one"]);
        Assert.Equal(60, _lamp.Ask(new ApplyPreset("evening")).Settings["one"]);
        Assert.Equal(40, _lamp.State.Settings["two"]);
        _lamp.Ask(new ApplyPreset("evening"));
        Assert.Empty(_lamp.Rig.Events);

        _lamp.Ask(new RemovePreset("film"));
        _lamp.Ask(new RemovePreset("film"));
        Assert.Equal("preset-unknown", _lamp.Refusal(new ApplyPreset("film")));
    }

    [Fact]
    public void A_preset_of_the_factory_gives_way_to_the_owners_and_comes_back()
    {
        _lamp.Ask(new SavePreset("evening", "", Values(("one", 30))));
        Assert.Equal(Values(("one", 30)), _lamp.State.ValuesOf("evening"));
        _lamp.Ask(new RemovePreset("evening"));
        Assert.Equal(Values(("one", 60), ("two", 40)), _lamp.State.ValuesOf("evening"));
    }

    [Fact]
    public void Presets_are_within_what_was_built_and_within_their_room()
    {
        Assert.Equal("preset-invalid", _lamp.Refusal(new SavePreset("a b", "", null)));
        Assert.Equal("preset-invalid", _lamp.Refusal(new SavePreset("a", "\n", null)));
        Assert.Equal("preset-invalid", _lamp.Refusal(new SavePreset("a", "", Values())));
        Assert.Equal("setting-out-of-bounds", _lamp.Refusal(new SavePreset("a", "", Values(("one", 0)))));
        Assert.Equal("setting-unknown", _lamp.Refusal(new SavePreset("a", "", Values(("three", 1)))));
        for (var i = 0; i < OwnedLimits.PresetsMax; i++)
        {
            _lamp.Ask(new SavePreset($"p{i}", "", null));
        }

        Assert.Equal("presets-full", _lamp.Refusal(new SavePreset("more", "", null)));
        _lamp.Ask(new SavePreset("p0", "Another title", null));
    }

    [Fact]
    public void Schedules_say_what_is_due_and_what_comes_next()
    {
        _lamp.Ask(new SetSchedule("dusk", Schedule("evening", 18, DayOfWeek.Friday, DayOfWeek.Monday)));
        _lamp.Ask(new SavePreset("film", "", Values(("one", 15))));
        _lamp.Ask(new SetSchedule("late", Schedule("film", 22, DayOfWeek.Monday)));
        _lamp.Ask(new SetSchedule("late", Schedule("film", 22, DayOfWeek.Monday)));
        Assert.Empty(_lamp.Rig.Events);

        var program = Program(new DateTime(2026, 11, 23, 21, 0, 0));
        Assert.Equal(("dusk", "evening"), (program.Now!.Schedule, program.Now.Preset));
        Assert.Equal(new DateTime(2026, 11, 23, 18, 0, 0), program.Now.At);
        Assert.Equal(60, program.Now.Values["one"]);
        Assert.Equal(("late", new DateTime(2026, 11, 23, 22, 0, 0)), (program.Next!.Schedule, program.Next.At));

        program = Program(new DateTime(2026, 11, 26, 9, 0, 0));
        Assert.Equal(("late", 23), (program.Now!.Schedule, program.Now.At.Day));
        Assert.Equal(("dusk", 27), (program.Next!.Schedule, program.Next.At.Day));

        program = Program(new DateTime(2026, 11, 23, 18, 0, 0));
        Assert.Equal(23, program.Now!.At.Day);

        _lamp.Ask(new RemoveSchedule("late"));
        _lamp.Ask(new RemoveSchedule("late"));
        _lamp.Ask(new RemoveSchedule("dusk"));
        Assert.Equal(new OwnedProgram(null, null), Program(Noon.DateTime));
        Program(DateTime.MinValue);
        Program(DateTime.MaxValue);
    }

    [Fact]
    public void A_week_passes_at_the_ends_of_time()
    {
        _lamp.Ask(new SetSchedule("daily", Schedule("evening", 18, Enum.GetValues<DayOfWeek>())));
        Assert.Null(Program(DateTime.MinValue).Now);
        Assert.Equal(18, Program(DateTime.MinValue).Next!.At.Hour);
        Assert.Null(Program(DateTime.MaxValue).Next);
    }

    [Fact]
    public void Schedules_are_refused_where_they_make_no_sense()
    {
        Assert.Equal("schedule-invalid", _lamp.Refusal(new SetSchedule("", Schedule("evening", 18, DayOfWeek.Monday))));
        Assert.Equal("schedule-invalid", _lamp.Refusal(new SetSchedule("a", Schedule("evening", 18))));
        Assert.Equal("schedule-invalid", _lamp.Refusal(
            new SetSchedule("a", Schedule("evening", 18, DayOfWeek.Monday, DayOfWeek.Monday))));
        Assert.Equal("preset-unknown", _lamp.Refusal(new SetSchedule("a", Schedule("film", 18, DayOfWeek.Monday))));

        _lamp.Ask(new SavePreset("film", "", null));
        _lamp.Ask(new SetSchedule("a", Schedule("film", 18, DayOfWeek.Monday)));
        Assert.Equal("preset-scheduled", _lamp.Refusal(new RemovePreset("film")));
        Assert.Equal("preset-scheduled", _lamp.Refusal(new Reset(ResetTo.Factory, "film")));
        for (var i = 1; i < OwnedLimits.SchedulesMax; i++)
        {
            _lamp.Ask(new SetSchedule($"s{i}", Schedule("film", 18, DayOfWeek.Monday)));
        }

        Assert.Equal("schedules-full", _lamp.Refusal(new SetSchedule("b", Schedule("film", 18, DayOfWeek.Monday))));
    }

    [Fact]
    public void Reset_goes_back_to_the_factory_in_part_or_in_all()
    {
        _lamp.Ask(new ChangeSetting("one", 20));
        _lamp.Ask(new ChangeSetting("two", 20));
        _lamp.Ask(new SavePreset("film", "", Values(("one", 15), ("two", 10))));
        _lamp.Ask(new SavePreset("evening", "", Values(("one", 50), ("two", 10))));
        _lamp.Ask(new SetSchedule("a", Schedule("film", 18, DayOfWeek.Monday)));

        _lamp.Ask(new Reset(ResetTo.Owner));
        Assert.Empty(_lamp.Rig.Events);

        _lamp.Ask(new Reset(ResetTo.Factory, Setting: "one"));
        Assert.Equal(["two"], _lamp.State.Settings.Keys);
        Assert.Equal(60, _lamp.State.ValuesOf("evening")!["one"]);
        Assert.Equal(10, _lamp.State.ValuesOf("evening")!["two"]);
        Assert.Equal(15, _lamp.State.ValuesOf("film")!["one"]);

        _lamp.Ask(new Reset(ResetTo.Factory, "evening"));
        Assert.Equal(40, _lamp.State.ValuesOf("evening")!["two"]);
        Assert.Equal(["film"], _lamp.State.Presets.Keys);
        Assert.Equal(20, _lamp.State.Settings["two"]);

        _lamp.Ask(new Reset(ResetTo.Factory));
        _lamp.Ask(new Reset(ResetTo.Factory));
        Assert.Empty(_lamp.Rig.Events);
        Assert.Equal(0, _lamp.State.Settings.Count + _lamp.State.Presets.Count + _lamp.State.Schedules.Count);
        Assert.Equal("preset-unknown", _lamp.Refusal(new Reset(ResetTo.Owner, "film")));
        Assert.Equal("setting-unknown", _lamp.Refusal(new Reset(ResetTo.Owner, Setting: "film")));
    }

    private static OwnedSchedule Schedule(string preset, int hour, params DayOfWeek[] days) =>
        new(preset, new TimeOnly(hour, 0), [.. days]);

    private OwnedProgram Program(DateTime at) =>
        Assert.IsType<OwnedProgram>(_lamp.Rig.When(new ReadProgram(at) { Actor = "ann" }));
}
