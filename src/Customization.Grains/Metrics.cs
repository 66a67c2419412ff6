using System.Diagnostics;
using System.Diagnostics.Metrics;
using Customization.Client.Wire;
using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Grains;

/// <summary>What silos measure; the table is in the project's README.</summary>
/// <remarks>One set for the whole process. Tags are bounded: kinds of entities, outcomes, codes of rejections.
/// </remarks>
internal static class GrainMetrics
{
    /// <summary>Outcome of a write that the storage took.</summary>
    public const string Durable = "durable";

    /// <summary>Outcome of a write that another activation forestalled.</summary>
    public const string Conflict = "conflict";

    /// <summary>Outcome of what failed otherwise, or not in time.</summary>
    public const string Failed = "failed";

    private static readonly Meter Meter = new("Customization.Grains");

    private static readonly Histogram<double> AskDuration =
        Meter.CreateHistogram<double>("customization.ask.duration", "s");

    private static readonly Counter<long> AskRejections =
        Meter.CreateCounter<long>("customization.ask.rejections", "{rejection}");

    private static readonly Counter<long> Activations =
        Meter.CreateCounter<long>("customization.entity.activations", "{activation}");

    private static readonly Counter<long> Deletions =
        Meter.CreateCounter<long>("customization.entity.deletions", "{entity}");

    private static readonly Counter<long> SendFailures =
        Meter.CreateCounter<long>("customization.send.failures", "{send}");

    private static readonly Counter<long> SendsRedriven =
        Meter.CreateCounter<long>("customization.send.redriven", "{send}");

    private static readonly Histogram<long> WriteChanges =
        Meter.CreateHistogram<long>("customization.write.changes", "{change}");

    private static readonly Histogram<double> WriteDuration =
        Meter.CreateHistogram<double>("customization.write.duration", "s");

    private static readonly string[] Kinds = Enum.GetNames<EntityKind>();

    /// <summary>When something began.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>A command has its reply, which is returned.</summary>
    /// <param name="began">When it arrived.</param>
    public static ReplyMessage Asked(EntityKind kind, Reply reply, long began)
    {
        Took(AskDuration, kind, reply is Rejection ? "rejected" : "answered", began);
        if (reply is Rejection rejection)
        {
            AskRejections.Add(1, Kind(kind), new("rejection.code", rejection.Code));
        }

        return new ReplyMessage(reply);
    }

    /// <summary>A command could not be carried out; the reply that says so is returned.</summary>
    public static ReplyMessage Refused(EntityKind kind, UnavailableException why, long began)
    {
        Took(AskDuration, kind, Failed, began);
        return new ReplyMessage(why.Reason, why.Message);
    }

    /// <summary>An entity was read from the storage.</summary>
    /// <param name="pending">Sends that an activation before this one left behind.</param>
    public static void Woke(EntityKind kind, string outcome, int pending)
    {
        Activations.Add(1, Kind(kind), Outcome(outcome));
        if (pending > 0)
        {
            SendsRedriven.Add(pending, Kind(kind));
        }
    }

    /// <summary>A write ended.</summary>
    /// <param name="changes">How many changes shared it.</param>
    public static void Wrote(EntityKind kind, string outcome, long changes, long began)
    {
        Took(WriteDuration, kind, outcome, began);
        WriteChanges.Record(changes, Kind(kind));
    }

    /// <summary>An entity was deleted.</summary>
    public static void Deleted(EntityKind kind) => Deletions.Add(1, Kind(kind));

    /// <summary>A delivery failed; it will be repeated.</summary>
    public static void SendFailed(EntityKind kind) => SendFailures.Add(1, Kind(kind));

    private static void Took(Histogram<double> histogram, EntityKind kind, string outcome, long began) =>
        histogram.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, Kind(kind), Outcome(outcome));

    private static KeyValuePair<string, object?> Kind(EntityKind kind) => new("kind", Kinds[(int)kind]);

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
