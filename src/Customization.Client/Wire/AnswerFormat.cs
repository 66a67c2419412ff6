using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Domain.Sessions;
using Customization.Kernel.Compilation;

namespace Customization.Client.Wire;

/// <summary>What a view says about every value, as bits and deltas.</summary>
/// <remarks><code>
///   numbers     literals; completion; undecided; defaults: how many entries the arrays have
///   nibbles     status of each literal
///   sparse x 6  changes (never = -1), price deltas, day deltas, completion, undecided as steps, defaults plus 1
///   byte        engine
/// </code></remarks>
internal static class AnswerFormat
{
    /// <summary>Writes all of an answer but what <see cref="Rest"/> leaves.</summary>
    public static void Write(WireWriter bytes, SessionAnswer answer)
    {
        bytes.Number(answer.Statuses.Length);
        bytes.Number(answer.Completion.Length);
        bytes.Number(answer.Undecided.Length);
        bytes.Number(answer.Defaults.Length);
        bytes.Nibbles(answer.Statuses.AsSpan());
        bytes.Sparse<int, NeverIsMax>(answer.Changes.AsSpan());
        bytes.Sparse<long, PlainLong>(answer.PriceDelta.AsSpan());
        bytes.Sparse<int, PlainInt>(answer.DayDelta.AsSpan());
        bytes.Sparse<int, PlainInt>(answer.Completion.AsSpan());
        var before = -1;
        foreach (var undecided in answer.Undecided)
        {
            bytes.Number(undecided - before - 1);
            before = undecided;
        }

        bytes.Sparse<int, MostlyNone>(answer.Defaults.AsSpan());
        bytes.Byte((byte)answer.Engine);
    }

    /// <summary>What the records have beyond that.</summary>
    public static SessionAnswer Rest(SessionAnswer answer) => answer with
    {
        Statuses = [],
        Changes = [],
        PriceDelta = [],
        DayDelta = [],
        Completion = [],
        Undecided = [],
        Defaults = [],
        Engine = default,
    };

    /// <summary>What <see cref="Rest"/> left, and all else from an answer that was read.</summary>
    public static SessionAnswer With(SessionAnswer rest, SessionAnswer read) => rest with
    {
        Statuses = read.Statuses,
        Changes = read.Changes,
        PriceDelta = read.PriceDelta,
        DayDelta = read.DayDelta,
        Completion = read.Completion,
        Undecided = read.Undecided,
        Defaults = read.Defaults,
        Engine = read.Engine,
    };

    /// <summary>Reads all that <see cref="Write"/> wrote.</summary>
    public static SessionAnswer Read(ref WireReader bytes)
    {
        var (literals, completion) = (bytes.Count(), bytes.Count());
        var (undecided, defaults) = (bytes.Count(), bytes.Count());
        var statuses = new ValueStatus[literals];
        bytes.Nibbles(MemoryMarshal.AsBytes(statuses.AsSpan()));
        return new SessionAnswer(
            Immutable(statuses),
            Immutable(bytes.Sparse<int, NeverIsMax>(literals)),
            Immutable(bytes.Sparse<long, PlainLong>(literals)),
            Immutable(bytes.Sparse<int, PlainInt>(literals)),
            Immutable(bytes.Sparse<int, PlainInt>(completion)),
            Undecided(ref bytes, undecided))
        {
            Defaults = Immutable(bytes.Sparse<int, MostlyNone>(defaults)),
            Engine = (ConfigurationEngine)bytes.Byte(),
        };
    }

    private static ImmutableArray<int> Undecided(ref WireReader bytes, int count)
    {
        var undecided = new int[count];
        var before = -1;
        for (var i = 0; i < count; i++)
        {
            before = undecided[i] = before + 1 + bytes.Int();
        }

        return Immutable(undecided);
    }

    private static ImmutableArray<T> Immutable<T>(T[] array) => ImmutableCollectionsMarshal.AsImmutableArray(array);
}
