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

    /// <summary>The bytes of a part; empty where they are not known.</summary>
    internal ReadOnlyMemory<byte> Written(SelectionPart part) =>
        _written.TryGet(new WrittenKey(part.Answer), out var known) && known.IsOf(part) ? known.Bytes : default;

    /// <summary>A part was written as bytes that nobody changes.</summary>
    internal void AddWritten(SelectionPart part, ReadOnlyMemory<byte> bytes) => _written.Add(
        new WrittenKey(part.Answer), new WrittenPart(part, bytes), bytes.Length + WeightOf(part));

    /// <summary>The part of bytes that nobody changes.</summary>
    /// <exception cref="NotSupportedException">The bytes are damaged.</exception>
    internal SelectionPart Read(ReadOnlyMemory<byte> bytes)
    {
        var key = new ReadKey(bytes);
        if (!_read.TryGet(key, out var part))
        {
            part = SelectionPart.Read(bytes.Span);
            _read.Add(key, part, bytes.Length + WeightOf(part));
        }

        return part;
    }

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

    private sealed record WrittenPart(SelectionPart Part, ReadOnlyMemory<byte> Bytes)
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
