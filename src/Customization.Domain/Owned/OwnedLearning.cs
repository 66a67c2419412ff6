using System.Collections.Immutable;
using System.Globalization;

namespace Customization.Domain.Owned;

/// <summary>Learns presets from use.</summary>
/// <remarks>A use counts for every preset whose rule covers its setting and its time of the day. When the latest uses
/// of a setting, as many as the rule asks for, are near to each other, the preset takes their median: on the setting's
/// steps, within what was built, and never farther than the rule's drift from what the owner chose, or the factory
/// where the owner chose nothing. So what was learned cannot creep away over the years. The uses that led there are
/// used up; the next adaptation takes as many new ones. The same reports in the same order give the same values.
/// </remarks>
internal static class OwnedLearning
{
    /// <summary>Takes a report in and adapts what it leads to.</summary>
    public static OwnedRejection? Report(OwnedTurn turn, OwnedCommand.ReportUse report)
    {
        if (Refusal(turn, report) is { } refusal)
        {
            return refusal;
        }

        if (!turn.State.IsLearning || turn.State.Batches.Contains(report.Batch))
        {
            return null;
        }

        var uses = report.Uses.OrderBy(use => use.At).ThenBy(use => use.Setting, StringComparer.Ordinal)
            .Select(use => use with { At = DateTime.SpecifyKind(use.At, DateTimeKind.Unspecified) });
        var counted = ImmutableArray.CreateBuilder<ObservedUse>();
        var seen = turn.State.SeenUntil;
        foreach (var use in uses)
        {
            if (!seen.TryGetValue(use.Setting, out var until) || use.At > until)
            {
                counted.Add(use);
                seen = seen.SetItem(use.Setting, use.At);
            }
        }

        Record(turn, report.Batch, counted.ToImmutable());
        return null;
    }

    /// <summary>Each adaptation is decided on the uses until then, as if they had come one by one.</summary>
    private static void Record(OwnedTurn turn, string batch, ImmutableArray<ObservedUse> uses)
    {
        var state = turn.State;
        var from = 0;
        for (var i = 0; i < uses.Length; i++)
        {
            state = Remember(state, new OwnedEvent.UseReported("", [uses[i]]));
            var adapted = Adaptations(state, uses[i], turn.Now);
            if (adapted.Count == 0 && i + 1 < uses.Length)
            {
                continue;
            }

            turn.Record(new OwnedEvent.UseReported(from == 0 ? batch : "", uses[from..(i + 1)]));
            adapted.ForEach(turn.Record);
            (state, from) = (turn.State, i + 1);
        }
    }

    /// <summary>The state with the uses of a report.</summary>
    public static OwnedState Remember(OwnedState state, OwnedEvent.UseReported reported)
    {
        var uses = state.Uses;
        foreach (var use in reported.Uses)
        {
            foreach (var rule in state.Specification.Learning)
            {
                var isTarget = rule.Settings.Contains(use.Setting) && rule.Covers(TimeOnly.FromDateTime(use.At))
                    && state.OwnValuesOf(rule.Preset)?.ContainsKey(use.Setting) == true;
                if (isTarget)
                {
                    var key = OwnedState.KeyOf(rule.Preset, use.Setting);
                    var all = uses.GetValueOrDefault(key, []).Add(new TimedValue(use.At, use.Value));
                    uses = uses.SetItem(key, [.. all.TakeLast(rule.Uses)]);
                }
            }
        }

        return state with
        {
            Uses = uses,
            Batches = reported.Batch.Length == 0
                ? state.Batches
                : [.. state.Batches.Add(reported.Batch).TakeLast(OwnedLimits.BatchesMax)],
            SeenUntil = state.SeenUntil.SetItems(
                reported.Uses.Select(use => KeyValuePair.Create(use.Setting, use.At))),
        };
    }

    /// <summary>Switches learning on or off.</summary>
    public static OwnedRejection? Switch(OwnedTurn turn, bool on)
    {
        if (turn.State.IsLearning != on)
        {
            turn.Record(new OwnedEvent.LearningSwitched(on));
        }

        return null;
    }

    /// <summary>What the latest use leads to; a setting may be in several presets.</summary>
    private static List<OwnedEvent.PresetAdapted> Adaptations(OwnedState state, ObservedUse use, DateTimeOffset now)
    {
        var adapted = new List<OwnedEvent.PresetAdapted>();
        foreach (var rule in state.Specification.Learning)
        {
            var uses = state.Uses.GetValueOrDefault(OwnedState.KeyOf(rule.Preset, use.Setting), []);
            if (!rule.Settings.Contains(use.Setting) || uses.Length < rule.Uses || uses[^1].At != use.At)
            {
                continue;
            }

            var values = uses.Select(each => each.Value).Order().ToArray();
            var middle = values[(values.Length - 1) / 2];
            var range = state.Specification.Setting(use.Setting)!.Range;
            var value = range.Around(state.OwnValuesOf(rule.Preset)![use.Setting], rule.Drift).Nearest(middle);
            var before = state.ValuesOf(rule.Preset)![use.Setting];
            if (values[^1] - values[0] <= rule.Near && value != before)
            {
                adapted.Add(new OwnedEvent.PresetAdapted(rule.Preset, use.Setting, new LearnedValue(
                    value, before, values.Length, uses[0].At, uses[^1].At, values[0], values[^1], middle,
                    value == range.Nearest(middle) ? LearningLimit.None : LearningLimit.Drift, now)));
            }
        }

        return adapted;
    }

    private static OwnedRejection? Refusal(OwnedTurn turn, OwnedCommand.ReportUse report)
    {
        if (report.Batch.Length is 0 or > OwnedLimits.BatchLengthMax || report.Batch.Any(char.IsControl))
        {
            return new OwnedRejection.ObservationInvalid(
                $"its key has 1 to {OwnedLimits.BatchLengthMax} characters and no control characters");
        }

        if (report.Uses.Length is 0 or > OwnedLimits.BatchUsesMax)
        {
            return new OwnedRejection.ObservationInvalid($"it has 1 to {OwnedLimits.BatchUsesMax} uses");
        }

        foreach (var use in report.Uses)
        {
            if (turn.RefusalOf(use.Setting, use.Value, report.Language) is { } refusal)
            {
                return refusal;
            }

            var age = turn.Now.UtcDateTime - use.At;
            if (age > OwnedLimits.UseAgeMax || -age > OwnedLimits.UseAheadMax)
            {
                return new OwnedRejection.ObservationInvalid(string.Create(
                    CultureInfo.InvariantCulture, $"{use.At:s} is too long ago or still to come"));
            }
        }

        return null;
    }
}
