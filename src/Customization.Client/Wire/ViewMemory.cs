using System.Runtime.CompilerServices;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;

namespace Customization.Client.Wire;

/// <summary>Selections that a process wrote to its connections or read from them: on a sale day most customers walk the
/// same steps, so that neither their bytes nor what is read from them has to be made again.</summary>
/// <remarks>Reading tells parts by all of their bytes, writing by the objects of which they are made, which are the
/// same where answers are remembered. Safe for any number of threads.</remarks>
/// <param name="bytesMax">What both directions may weigh together.</param>
public sealed class ViewMemory(long bytesMax)
{
    private readonly AnswerCache<WrittenKey, WrittenPart> _written = new(bytesMax / 2);
    private readonly AnswerCache<ReadKey, SelectionPart> _read = new(bytesMax / 2);

    /// <summary>The bytes of a part; null where they are not known.</summary>
    internal byte[]? Written(SelectionPart part) =>
        _written.TryGet(new WrittenKey(part.Answer), out var known) && known.IsOf(part) ? known.Bytes : null;

    /// <summary>A part was written.</summary>
    internal void AddWritten(SelectionPart part, ReadOnlySpan<byte> bytes) => _written.Add(
        new WrittenKey(part.Answer), new WrittenPart(part, bytes.ToArray()), bytes.Length + WeightOf(part));

    /// <summary>The part of such bytes; null where it is not known.</summary>
    internal SelectionPart? Read(ReadOnlyMemory<byte> bytes) =>
        _read.TryGet(new ReadKey(bytes), out var known) ? known : null;

    /// <summary>A part was read from bytes that nobody changes.</summary>
    internal void AddRead(ReadOnlyMemory<byte> bytes, SelectionPart part) =>
        _read.Add(new ReadKey(bytes), part, bytes.Length + WeightOf(part));

    /// <summary>Arrays and about what the objects with their texts take besides.</summary>
    private static int WeightOf(SelectionPart part)
    {
        const int Objects = 1_500;
        const int PerLiteral = sizeof(ValueStatus) + (2 * sizeof(int)) + sizeof(long);
        return Objects + (part.Answer.Statuses.Length * PerLiteral) + (part.Choices.Length * 3 * sizeof(int));
    }

    private readonly record struct WrittenKey(SessionAnswer Answer)
    {
        public bool Equals(WrittenKey other) => ReferenceEquals(Answer, other.Answer);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Answer);
    }

    private sealed record WrittenPart(SelectionPart Part, byte[] Bytes)
    {
        /// <summary>The same answer may stand beside another price, code or language.</summary>
        public bool IsOf(SelectionPart other) =>
            ReferenceEquals(Part.Price, other.Price) && Part.Choices == other.Choices
            && ReferenceEquals(Part.Code, other.Code);
    }

    private readonly struct ReadKey(ReadOnlyMemory<byte> bytes) : IEquatable<ReadKey>
    {
        private readonly ReadOnlyMemory<byte> _bytes = bytes;
        private readonly int _hash = Hash(bytes.Span);

        public bool Equals(ReadKey other) => _hash == other._hash && _bytes.Span.SequenceEqual(other._bytes.Span);

        public override bool Equals(object? obj) => obj is ReadKey other && Equals(other);

        public override int GetHashCode() => _hash;

        private static int Hash(ReadOnlySpan<byte> bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
