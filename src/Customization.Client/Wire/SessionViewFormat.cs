using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;

namespace Customization.Client.Wire;

/// <summary>A session's view on its way: what there is for every value of the product as bits and deltas, the rest as
/// JSON. </summary>
/// <remarks><code>
///   byte 0      2
///   number      bytes of the JSON that follows: the view without choices and answer
///   numbers     literals; choices; completion; undecided: how many entries the arrays have
///   nibbles     status of each literal, two a byte
///   sparse x 6  changes, price deltas, day deltas, choices, completion, undecided
///
///   number      7 bits a byte, lowest first, top bit set on all but the last
///   sparse      runs: how many zeros, then one entry that is not zero, zigzag: 0, -1, 1, -2 ... as 0, 1, 2, 3
/// </code>
/// Choices are written plus 1 and undecided as steps, so that zeros are common; changes of a dead value as -1. What the
/// records gain later travels in the JSON.</remarks>
internal static class SessionViewFormat
{
    /// <summary>Byte 0.</summary>
    public const byte Format = 2;

    /// <summary>The bytes of a view. O(literals).</summary>
    public static byte[] Write(SessionView view)
    {
        var answer = view.Answer;
        var rest = JsonSerializer.SerializeToUtf8Bytes<Reply>(
            view with
            {
                Choices = [],
                Answer = answer with
                {
                    Statuses = [],
                    Changes = [],
                    PriceDelta = [],
                    DayDelta = [],
                    Completion = [],
                    Undecided = [],
                },
            },
            EntityJson.Options);
        var bytes = new MemoryStream(rest.Length + (2 * answer.Statuses.Length));
        bytes.WriteByte(Format);
        WriteNumber(bytes, (ulong)rest.Length);
        bytes.Write(rest);
        WriteNumber(bytes, (ulong)answer.Statuses.Length);
        WriteNumber(bytes, (ulong)view.Choices.Length);
        WriteNumber(bytes, (ulong)answer.Completion.Length);
        WriteNumber(bytes, (ulong)answer.Undecided.Length);
        for (var i = 0; i < answer.Statuses.Length; i += 2)
        {
            var high = i + 1 < answer.Statuses.Length ? (int)answer.Statuses[i + 1] : 0;
            bytes.WriteByte((byte)((int)answer.Statuses[i] | (high << 4)));
        }

        WriteSparse(bytes, answer.Changes.Select(changes => changes == int.MaxValue ? -1L : changes));
        WriteSparse(bytes, answer.PriceDelta);
        WriteSparse(bytes, answer.DayDelta.Select(days => (long)days));
        WriteSparse(bytes, view.Choices.Select(choice => choice + 1L));
        WriteSparse(bytes, answer.Completion.Select(value => (long)value));
        WriteSparse(bytes, answer.Undecided.Select(
            (index, i) => i == 0 ? index : index - answer.Undecided[i - 1] - 1L));
        return bytes.ToArray();
    }

    /// <summary>The view of such bytes. O(literals).</summary>
    public static SessionView Read(ReadOnlySpan<byte> payload)
    {
        var at = 1;
        var length = (int)ReadNumber(payload, ref at);
        var view = JsonSerializer.Deserialize<Reply>(payload.Slice(at, length), EntityJson.Options) as SessionView
            ?? throw new NotSupportedException("the message is no view of a session");
        at += length;
        var literals = (int)ReadNumber(payload, ref at);
        var choices = (int)ReadNumber(payload, ref at);
        var completion = (int)ReadNumber(payload, ref at);
        var undecided = (int)ReadNumber(payload, ref at);
        var statuses = ImmutableArray.CreateBuilder<ValueStatus>(literals);
        for (var i = 0; i < literals; i++)
        {
            statuses.Add((ValueStatus)((payload[at + (i / 2)] >> (i % 2 * 4)) & 15));
        }

        at += (literals + 1) / 2;
        var changes = ReadSparse(payload, ref at, literals);
        var prices = ReadSparse(payload, ref at, literals);
        var days = ReadSparse(payload, ref at, literals);
        var chosen = ReadSparse(payload, ref at, choices);
        var values = ReadSparse(payload, ref at, completion);
        var open = ReadSparse(payload, ref at, undecided);
        for (var i = 1; i < open.Length; i++)
        {
            open[i] += open[i - 1] + 1;
        }

        return view with
        {
            Choices = [.. chosen.Select(choice => (int)choice - 1)],
            Answer = view.Answer with
            {
                Statuses = statuses.MoveToImmutable(),
                Changes = [.. changes.Select(count => count < 0 ? int.MaxValue : (int)count)],
                PriceDelta = [.. prices],
                DayDelta = [.. days.Select(count => (int)count)],
                Completion = [.. values.Select(value => (int)value)],
                Undecided = [.. open.Select(index => (int)index)],
            },
        };
    }

    private static void WriteSparse(MemoryStream bytes, IEnumerable<long> entries)
    {
        var zeros = 0ul;
        foreach (var entry in entries)
        {
            if (entry == 0)
            {
                zeros++;
                continue;
            }

            WriteNumber(bytes, zeros);
            WriteNumber(bytes, (ulong)((entry << 1) ^ (entry >> 63)));
            zeros = 0;
        }

        if (zeros > 0)
        {
            WriteNumber(bytes, zeros);
        }
    }

    private static long[] ReadSparse(ReadOnlySpan<byte> payload, ref int at, int count)
    {
        var entries = new long[count];
        for (var i = 0; i < count; i++)
        {
            i += checked((int)ReadNumber(payload, ref at));
            if (i < count)
            {
                var zigzag = ReadNumber(payload, ref at);
                entries[i] = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
            }
        }

        return entries;
    }

    private static void WriteNumber(MemoryStream bytes, ulong number)
    {
        for (; number >= 128; number >>= 7)
        {
            bytes.WriteByte((byte)(number | 128));
        }

        bytes.WriteByte((byte)number);
    }

    private static ulong ReadNumber(ReadOnlySpan<byte> payload, ref int at)
    {
        var number = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var next = payload[at++];
            number |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return number;
            }
        }
    }
}
