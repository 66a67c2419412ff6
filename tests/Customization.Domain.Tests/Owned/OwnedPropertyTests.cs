using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;
using Customization.Domain.Tests.Entities;
using Xunit;
using static Customization.Domain.Owned.OwnedCommand;

namespace Customization.Domain.Tests.Owned;

/// <summary>What holds whatever an owner and a device do.</summary>
public sealed class OwnedPropertyTests
{
    private const int Seeds = 60;
    private const int Steps = 120;
    private const int StateBytesMax = 64 * 1024;

    private static readonly string[] Settings = ["one", "two", "three"];
    private static readonly string[] Presets = ["evening", "rest", "film"];

    [Fact]
    public void Values_never_leave_what_was_built_nor_drift_from_the_owners_own()
    {
        var learned = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var lamp = new OwnedStory(random.Next(1, 4), ((string[])["none", "plain", "fine"])[random.Next(3)]);
            var day = 1;
            for (var step = 0; step < Steps; step++)
            {
                lamp.Rig.When(Any(random, lamp.State, ref day, lamp.Rig) with { Actor = "ann" });
                learned += lamp.Rig.Events.Count(happened => happened is OwnedEvent.PresetAdapted);
                var fault = Faults(lamp.State).FirstOrDefault();
                Assert.True(fault is null, $"seed {seed}, step {step}: {fault}");
            }
        }

        Assert.True(learned > Seeds, $"only {learned} adaptations: this says little");
    }

    [Fact]
    public void The_same_commands_give_the_same_state_also_from_the_store()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            Assert.Equal(Stored(Run(seed, reload: false)), Stored(Run(seed, reload: true)));
        }
    }

    [Fact]
    public void The_fullest_state_is_below_its_limit()
    {
        var state = Fullest(OwnedLimits.TextsLengthMax / (OwnedLimits.SettingsMax + 1) - OwnedLimits.TextExtra);
        var envelope = Envelope.New<OwnedDecider, OwnedState>("x") with { State = state };

        var bytes = JsonSerializer.SerializeToUtf8Bytes(envelope, EntityJson.Options).Length;
        Assert.InRange(bytes, StateBytesMax / 3, StateBytesMax);
    }

    private static OwnedState Run(int seed, bool reload)
    {
        var random = new Random(seed);
        var lamp = new OwnedStory(3);
        var state = lamp.State;
        var day = 1;
        for (var step = 0; step < Steps; step++)
        {
            var command = Any(random, state, ref day, lamp.Rig) with { Actor = "ann" };
            var decision = OwnedDecider.Decide(
                state, command, new DecisionContext(lamp.Rig.Now, lamp.Rig.Catalog, lamp.Rig.Outlook));
            state = decision.Events.Aggregate(state, OwnedDecider.Evolve);
            state = reload ? JsonSerializer.Deserialize<OwnedState>(Stored(state), EntityJson.Options)! : state;
        }

        return state;
    }

    private static string Stored(OwnedState state) => JsonSerializer.Serialize(state, EntityJson.Options);

    private static OwnedCommand Any(
        Random random, OwnedState state, ref int day, EntityRig<OwnedDecider, OwnedState> rig)
    {
        var setting = Settings[random.Next(3)];
        var preset = Presets[random.Next(3)];
        switch (random.Next(12))
        {
            case 0:
                return new ChangeSetting(setting, random.Next(-10, 110));
            case 1:
                return new SavePreset(preset, "", OwnedStory.Values((setting, random.Next(0, 21) * 5)));
            case 2:
                return new ApplyPreset(preset);
            case 3:
                return new RemovePreset(preset);
            case 4:
                return new Reset((ResetTo)random.Next(2), random.Next(2) == 0 ? preset : null, setting);
            case 5 when random.Next(4) == 0:
                return new SwitchLearning(!state.IsLearning);
            case 6:
                return new SetSchedule(
                    "s", new OwnedSchedule(preset, new TimeOnly(random.Next(24), 0), [(DayOfWeek)random.Next(7)]));
            default:
                rig.Now = OwnedStory.Noon.AddDays(++day);
                var middle = random.Next(0, 21) * 5;
                var at = OwnedStory.Noon.DateTime.AddDays(day - 1).AddHours(random.Next(14));
                return new ReportUse($"r{day}", [.. Enumerable.Range(0, 4).Select(
                    i => new ObservedUse(setting, middle + (random.Next(-1, 2) * 5), at.AddMinutes(i)))]);
        }
    }

    /// <summary>Everything that must not be.</summary>
    private static IEnumerable<string> Faults(OwnedState state)
    {
        foreach (var setting in state.Specification.Settings)
        {
            if (!setting.Range.Has(state.ValueOf(setting)))
            {
                yield return $"{setting.Code} is {state.ValueOf(setting)}";
            }
        }

        foreach (var preset in state.PresetNames)
        {
            foreach (var (code, value) in state.ValuesOf(preset)!)
            {
                var own = state.OwnValuesOf(preset)![code];
                var drift = state.Specification.RuleOf(preset, code)?.Drift ?? 0;
                if (!state.Specification.Setting(code)!.Range.Has(value) || Math.Abs(value - own) > drift)
                {
                    yield return $"{code} of {preset} is {value}, the owner's is {own}";
                }
            }
        }

        foreach (var (key, uses) in state.Uses)
        {
            var parts = key.Split('/');
            if (!state.IsLearning || uses.Length > state.Specification.RuleOf(parts[0], parts[1])!.Uses)
            {
                yield return $"{uses.Length} uses of {key} are kept";
            }
        }

        foreach (var schedule in state.Schedules.Values.Where(each => state.OwnValuesOf(each.Preset) is null))
        {
            yield return $"a schedule asks for the preset {schedule.Preset}, which is gone";
        }
    }

    /// <summary>Every limit reached, with names and numbers as long as they get, in a script that JSON escapes.
    /// </summary>
    private static OwnedState Fullest(int titleLength)
    {
        string[] codes = [.. Enumerable.Range(10, OwnedLimits.SettingsMax).Select(i => Long($"setting-{i}"))];
        var title = LocalizedText.Of(new string('ж', titleLength));
        var range = new SettingRange(-OwnedLimits.ValueMax, OwnedLimits.ValueMax, 1);
        var uses = OwnedLimits.EvidenceMax / OwnedLimits.TargetsMax;
        var specification = new OwnedSpecification(
            title,
            [.. codes.Select(code => new BuiltSetting(
                code, title, new string('ж', OwnedLimits.UnitLengthMax / 12), range, -OwnedLimits.ValueMax,
                LocalizedText.Empty, LocalizedText.Empty, LocalizedText.Empty))],
            [.. Enumerable.Range(0, OwnedLimits.FactoryPresetsMax).Select(i => new FactoryPreset(
                Long($"preset-{i}"), LocalizedText.Empty,
                Some(codes, OwnedLimits.FactoryValuesMax / OwnedLimits.FactoryPresetsMax)))],
            [.. Enumerable.Range(0, OwnedLimits.RulesMax).Select(i => new LearningRule(
                Long($"rule-{i}"), Long($"preset-{i}"), [.. codes.Take(3)], TimeOnly.MinValue, TimeOnly.MaxValue,
                uses, 1, 1))],
            []);
        var at = new DateTime(2026, 11, 23, 20, 15, 30);
        string[] targets = [.. Enumerable.Range(0, OwnedLimits.TargetsMax).Select(
            i => OwnedState.KeyOf(Long($"preset-{i % 8}"), codes[i]))];
        var learned = new LearnedValue(
            -999_999, -999_999, uses, at, at, -999_999, -999_999, -999_999, LearningLimit.Drift, OwnedStory.Noon);
        return OwnedState.Unknown(new string('X', 22)) with
        {
            Owner = new string('o', 80),
            Origin = new OwnedOrigin(new string('o', 80), 50, new string('p', 64), 100, OwnedStory.Noon),
            Specification = specification,
            Settings = Some(codes, codes.Length),
            Presets = Of(OwnedLimits.PresetsMax, i => (Long($"own-{i}"), new SavedPreset(
                new string('ж', OwnedLimits.TitleLengthMax),
                Some(codes, OwnedLimits.PresetValuesMax / OwnedLimits.PresetsMax)))),
            Schedules = Of(OwnedLimits.SchedulesMax, i => (Long($"schedule-{i}"), new OwnedSchedule(
                Long($"own-{i}"), new TimeOnly(20, 15), [.. Enum.GetValues<DayOfWeek>()]))),
            Learned = Of(targets.Length, i => (targets[i], learned)),
            Uses = Of(targets.Length, i => (
                targets[i], ImmutableArray.CreateRange(Enumerable.Repeat(new TimedValue(at, -999_999), uses)))),
            Batches = [.. Enumerable.Range(0, OwnedLimits.BatchesMax).Select(
                i => new string('b', OwnedLimits.BatchLengthMax))],
            SeenUntil = Of(codes.Length, i => (codes[i], at)),
        };
    }

    private static string Long(string text) => text.PadRight(OwnedLimits.NameLengthMax, '_');

    private static ImmutableSortedDictionary<string, long> Some(string[] codes, int count) =>
        Of(count, i => (codes[i], -999_999L));

    private static ImmutableSortedDictionary<string, T> Of<T>(int count, Func<int, (string Key, T Value)> make) =>
        Enumerable.Range(0, count).Select(make).ToImmutableSortedDictionary(each => each.Key, each => each.Value);
}
