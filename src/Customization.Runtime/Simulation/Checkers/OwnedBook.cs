using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of one owned product: what its owner set and what it was told of its use, and so what it may
/// have learned.</summary>
internal sealed class OwnedBook(string serial, World world)
{
    /// <summary>The one rule by which lamps learn: two uses, at most so far from each other,</summary>
    private const long Near = 20;

    /// <summary>and at most so far from what the owner chose.</summary>
    private const long Drift = 15;

    private const int UsesNeeded = 2;

    private readonly Dictionary<string, long> _settings = [];
    private readonly Dictionary<string, Dictionary<string, long>> _presets = [];
    private readonly HashSet<string> _schedules = [];
    private readonly Dictionary<string, DateTime> _seen = [];
    private readonly HashSet<string> _reports = [];
    private readonly List<long> _uses = [];
    private OwnedSpecification? _built;
    private long? _learned;
    private string _owner = "";
    private bool _isLearning = true;

    private Verdict Verdict => world.Verdict;

    /// <summary>Enters a change.</summary>
    public void Take(Deed deed)
    {
        foreach (var happened in deed.Change.Events)
        {
            Enter(happened);
        }

        Compare((OwnedState)deed.After);
    }

    private void Enter(Event happened)
    {
        switch (happened)
        {
            case OwnedEvent.Registered registered:
                Register(registered);
                break;
            case OwnedEvent.SettingChanged changed:
                _settings[changed.Setting] = Built(changed.Setting, changed.Value);
                break;
            case OwnedEvent.PresetApplied applied:
                foreach (var (setting, value) in applied.Values)
                {
                    _settings[setting] = Built(setting, value);
                }

                break;
            case OwnedEvent.PresetSaved saved:
                _presets[saved.Name] = saved.Preset.Values.ToDictionary(
                    value => value.Key, value => Built(value.Key, value.Value));
                Unlearn(saved.Name, null);
                break;
            case OwnedEvent.PresetRemoved removed:
                Verdict.Require(_presets.Remove(removed.Name), "owned", $"{serial} forgets {removed.Name} twice");
                Unlearn(removed.Name, null);
                break;
            case OwnedEvent.ScheduleSet set:
                _schedules.Add(set.Name);
                break;
            case OwnedEvent.ScheduleRemoved removed:
                _schedules.Remove(removed.Name);
                break;
            case OwnedEvent.UseReported reported:
                Report(reported);
                break;
            case OwnedEvent.PresetAdapted adapted:
                Adapt(adapted);
                break;
            case OwnedEvent.LearningSwitched switched:
                Switch(switched.On);
                break;
            case OwnedEvent.WasReset reset:
                Reset(reset);
                break;
            case OwnedEvent.Disowned:
                (_owner, _isLearning) = ("", true);
                Reset(new OwnedEvent.WasReset(ResetTo.Factory, null, null));
                _seen.Clear();
                _reports.Clear();
                break;
        }
    }

    private void Register(OwnedEvent.Registered registered)
    {
        Verdict.Require(_built is null, "owned", $"{serial} is registered twice");
        (_built, _owner) = (registered.Specification, registered.Owner);
        var order = world.Checks.Truth.Find<OrderState>(
            new EntityAddress(EntityKind.Order, registered.Origin.OrderId));
        Verdict.Require(
            order is null || (order.Status == OrderStatus.Delivered && order.CustomerId == registered.Owner), "owned",
            $"{serial} is of {registered.Owner}; its order is {order?.Status} and of {order?.CustomerId}");
    }

    /// <summary>The value, which has to be one that was built.</summary>
    private long Built(string setting, long value)
    {
        var range = _built?.Settings.FirstOrDefault(each => each.Code == setting)?.Range;
        Verdict.Require(
            range is { } built && value >= built.Min && value <= built.Max && (value - built.Min) % built.Step == 0,
            "owned", $"{serial} has {setting} at {value}; built is {range}");
        return value;
    }

    private void Report(OwnedEvent.UseReported reported)
    {
        Verdict.Require(_isLearning, "owned", $"{serial} observes while learning is off");
        Verdict.Require(
            reported.Batch.Length == 0 || _reports.Add(reported.Batch), "owned",
            $"{serial} counts report {reported.Batch} twice");
        foreach (var use in reported.Uses)
        {
            Verdict.Require(
                !_seen.TryGetValue(use.Setting, out var until) || use.At > until, "owned",
                $"{serial} counts a use of {use.At:s} after one of {until:s}");
            _seen[use.Setting] = use.At;
            if (use.Setting == "light" && Own() is not null)
            {
                _uses.Add(use.Value);
            }
        }
    }

    /// <summary>The latest uses explain what it learned, as near to them as drift and bounds allow.</summary>
    private void Adapt(OwnedEvent.PresetAdapted adapted)
    {
        var uses = _uses.TakeLast(UsesNeeded).ToArray();
        var learned = adapted.Learned;
        Verdict.Require(
            adapted is { Preset: "evening", Setting: "light" } && _isLearning && uses.Length == UsesNeeded
            && learned.Uses == UsesNeeded && learned.Least == uses.Min() && learned.Most == uses.Max()
            && learned.Middle == uses.Min() && uses.Max() - uses.Min() <= Near,
            "owned", $"{serial} learned {learned}, the latest uses are {string.Join(' ', uses)}");
        var own = Own() ?? 0;
        var range = _built!.Settings.First(each => each.Code == "light").Range;
        var best = long.MaxValue;
        for (var value = range.Min; value <= range.Max; value += range.Step)
        {
            best = Math.Abs(value - own) <= Drift ? Math.Min(best, Math.Abs(value - learned.Middle)) : best;
        }

        Verdict.Require(
            Math.Abs(learned.Value - own) <= Drift && Math.Abs(learned.Value - learned.Middle) == best, "owned",
            $"{serial} learned {learned.Value} from {learned.Middle}; its owner chose {own}");
        _learned = Built("light", learned.Value);
        _uses.Clear();
    }

    private void Switch(bool on)
    {
        _isLearning = on;
        if (!on)
        {
            _uses.Clear();
            _seen.Clear();
        }
    }

    private void Reset(OwnedEvent.WasReset reset)
    {
        Unlearn(reset.Preset, reset.Setting);
        if (reset.To == ResetTo.Owner)
        {
            return;
        }

        foreach (var name in _presets.Keys.Where(name => reset.Preset is null || name == reset.Preset).ToArray())
        {
            if (reset.Setting is null)
            {
                _presets.Remove(name);
            }
            else if (Made(name)?.TryGetValue(reset.Setting, out var made) == true)
            {
                _presets[name][reset.Setting] = made;
            }
        }

        if (reset.Preset is not null)
        {
            return;
        }

        if (reset.Setting is { } setting)
        {
            _settings.Remove(setting);
            return;
        }

        _settings.Clear();
        _schedules.Clear();
    }

    /// <summary>Nothing is left of what the evening learned, as far as it is meant; null means all.</summary>
    private void Unlearn(string? preset, string? setting)
    {
        if (preset is null or "evening" && setting is null or "light")
        {
            _learned = null;
            _uses.Clear();
        }
    }

    /// <summary>The light of the evening as the owner saved it, or the factory made it; null where it has none.
    /// </summary>
    private long? Own() => _presets.TryGetValue("evening", out var saved)
        ? saved.TryGetValue("light", out var mine) ? mine : null
        : Made("evening")?.TryGetValue("light", out var made) == true ? made : null;

    private ImmutableSortedDictionary<string, long>? Made(string preset) =>
        _built?.Presets.FirstOrDefault(each => each.Code == preset)?.Values;

    private void Compare(OwnedState state)
    {
        Verdict.Require(
            state.Owner == _owner && state.IsLearning == _isLearning && Same(state.Settings, _settings)
            && state.Presets.Count == _presets.Count
            && state.Presets.All(preset => _presets.TryGetValue(preset.Key, out var mine)
                && Same(preset.Value.Values, mine))
            && state.Schedules.Keys.ToHashSet().SetEquals(_schedules)
            && state.Learned.Values.Select(learned => (long?)learned.Value).SingleOrDefault() == _learned,
            "owned", $"{serial} is not what its events make of it");
    }

    private static bool Same(IReadOnlyDictionary<string, long> left, Dictionary<string, long> right) =>
        left.Count == right.Count
        && left.All(value => right.TryGetValue(value.Key, out var mine) && mine == value.Value);
}
