using System.Collections.Immutable;
using System.Text.Json;
using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Measuring;

/// <summary>What a run found out: printed as one JSON object, drawn by the report, compared with another.</summary>
/// <param name="Rate">Steps per second that were asked for; 0 for a replay.</param>
/// <param name="InFlightMax">Requests that could be under way at once; what came beyond was dropped.</param>
/// <param name="GeneratorLagP99Ms">How late the generator itself was; part of every latency.</param>
/// <param name="Operations">By name, only those that were offered.</param>
public sealed record LoadResult(
    string Target, string Profile, double Rate, double DurationS, int Seed, DateTimeOffset StartedAt, int InFlightMax,
    double GeneratorLagP99Ms, ImmutableSortedDictionary<string, OperationResult> Operations,
    ImmutableArray<Stretch> Seconds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All operations together.</summary>
    public OperationResult Total => OperationResult.Sum(Operations.Values);

    /// <summary>What was measured, as a result.</summary>
    public static LoadResult Of(LoadPlan plan, Measurements measured, DateTimeOffset startedAt) => new(
        plan.Target, plan.Profile, plan.Rate, plan.DurationS, plan.Seed, startedAt, plan.InFlightMax,
        Math.Round(measured.LagMs(99), 3),
        Enum.GetValues<Operation>().Select(each => (Name: ClickTrace.Name(each), Result: OperationResult.Of(
            measured.Of(each)))).Where(each => each.Result.Offered > 0)
            .ToImmutableSortedDictionary(each => each.Name, each => each.Result, StringComparer.Ordinal),
        [.. measured.Timeline.Stretches()]);

    /// <summary>Reads what <c>--json</c> printed.</summary>
    /// <exception cref="JsonException">It is no result.</exception>
    public static LoadResult Parse(string text) => JsonSerializer.Deserialize<LoadResult>(text, Json)
        is { Operations: not null, Seconds.IsDefault: false } result
        ? result
        : throw new JsonException("this is no result of 'customization load'");
}

/// <summary>What a run was asked for.</summary>
public sealed record LoadPlan(
    string Target, string Profile, double Rate, double DurationS, int Seed, int InFlightMax);
