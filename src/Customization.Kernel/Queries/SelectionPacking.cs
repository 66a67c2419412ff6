using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>A selection in as few bytes as one of two forms allows.</summary>
/// <remarks>
/// Dense: a characteristic of r values is a digit of radix r + 1: 0 for nothing chosen, otherwise value + 1. Digits of
/// consecutive characteristics, the first the least significant, make one number below 2^64; as many as fit. The numbers
/// follow each other in a stream of bits, lowest first, each in just the bits that its largest value needs; zero bytes
/// at the end are left off. This loses less than one bit in 32 against one big number, and takes linear time where that
/// takes quadratic.
/// <para>Sparse: for each choice in model order one varint, the number of literals between the first literal of the
/// characteristic after the previous choice and the literal chosen. A choice among thousands of Booleans takes a byte or
/// two however wide the model.</para>
/// </remarks>
internal static class SelectionPacking
{
    /// <summary>Packs in the shorter form; dense where both are as long.</summary>
    public static byte[] Pack(ProductModel model, Selection selection, out bool isSparse)
    {
        var dense = PackDense(model, selection);
        // No choice takes less than a byte in the sparse form.
        var sparse = selection.Count < dense.Length ? PackSparse(model, selection) : dense;
        isSparse = sparse.Length < dense.Length;
        return isSparse ? sparse : dense;
    }

    /// <summary>The selection, or null where the bytes do not fit the model.</summary>
    public static Selection? Unpack(ProductModel model, ReadOnlySpan<byte> packed, bool isSparse)
    {
        var values = new int[model.Characteristics.Length];
        var fits = isSparse ? TryUnpackSparse(model, packed, values) : TryUnpackDense(model, packed, values);
        return fits ? Selection.From(values) : null;
    }

    private static byte[] PackDense(ProductModel model, Selection selection)
    {
        var bytes = new byte[DenseLengthMax(model)];
        var bit = 0;
        for (var first = 0; first < model.Characteristics.Length;)
        {
            var size = BlockFrom(model, first, out var end);
            var number = 0UL;
            for (var c = end - 1; c >= first; c--)
            {
                number = (number * Radix(model, c)) + (ulong)(selection[new CharacteristicIndex(c)] + 1);
            }

            var (at, shift) = (bit >> 3, bit & 7);
            var low = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), low | (number << shift));
            bytes[at + sizeof(ulong)] = (byte)(number >> 1 >> (63 - shift));
            bit += BitsOf(size);
            first = end;
        }

        return bytes[..(bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1)];
    }

    private static bool TryUnpackDense(ProductModel model, ReadOnlySpan<byte> packed, int[] values)
    {
        var bit = 0;
        for (var first = 0; first < values.Length;)
        {
            var size = BlockFrom(model, first, out var end);
            var number = 0UL;
            var bits = BitsOf(size);
            for (var i = 0; i < bits; i++, bit++)
            {
                var isSet = bit >> 3 < packed.Length && (packed[bit >> 3] >> (bit & 7) & 1) == 1;
                number |= isSet ? 1UL << i : 0;
            }

            if (number > size)
            {
                return false;
            }

            for (var c = first; c < end; c++)
            {
                (number, var digit) = Math.DivRem(number, Radix(model, c));
                values[c] = (int)digit - 1;
            }

            first = end;
        }

        return packed.Length <= (bit + 7) >> 3 && (bit >> 3 >= packed.Length || packed[bit >> 3] >> (bit & 7) == 0);
    }

    private static byte[] PackSparse(ProductModel model, Selection selection)
    {
        var bytes = new ArrayBufferWriter<byte>(2 * selection.Count + 1);
        var next = 0;
        for (var c = 0; c < selection.Length; c++)
        {
            var characteristic = new CharacteristicIndex(c);
            if (selection[characteristic] >= 0)
            {
                Varint.Write(bytes, model.Literal(characteristic, selection[characteristic]) - next);
                next = EndOf(model, characteristic);
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static bool TryUnpackSparse(ProductModel model, ReadOnlySpan<byte> packed, int[] values)
    {
        Array.Fill(values, -1);
        var next = 0;
        while (packed.Length > 0)
        {
            if (!Varint.TryRead(ref packed, out var gap) || gap >= model.LiteralCount - next)
            {
                return false;
            }

            var characteristic = model.CharacteristicOf(next + gap);
            values[characteristic.Value] = model.ValueOf(next + gap);
            next = EndOf(model, characteristic);
        }

        return true;
    }

    /// <summary>The largest number that the digits from one characteristic to before another can make.</summary>
    private static ulong BlockFrom(ProductModel model, int first, out int end)
    {
        var largest = 0UL;
        for (end = first; end < model.Characteristics.Length; end++)
        {
            var digit = Radix(model, end) - 1;
            var isOver = Math.BigMul(largest, digit + 1, out var low) != 0 || low > ulong.MaxValue - digit;
            if (isOver)
            {
                break;
            }

            largest = low + digit;
        }

        return largest;
    }

    private static int BitsOf(ulong largest) => 64 - BitOperations.LeadingZeroCount(largest);

    private static ulong Radix(ProductModel model, int characteristic) =>
        (ulong)model.Characteristics[characteristic].Values.Length + 1;

    private static int EndOf(ProductModel model, CharacteristicIndex characteristic) =>
        model.Offset(characteristic) + model.Characteristics[characteristic.Value].Values.Length;

    private static int DenseLengthMax(ProductModel model)
    {
        var bits = 0L;
        foreach (var characteristic in model.Characteristics)
        {
            bits += BitsOf((ulong)characteristic.Values.Length) + 1;
        }

        return checked((int)(bits / 8)) + 2 * sizeof(ulong);
    }
}
