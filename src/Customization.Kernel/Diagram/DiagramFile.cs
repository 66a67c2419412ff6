using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Customization.Kernel.Diagram;

/// <summary>The diagram as a file: versioned and checksummed; loading is a validated copy into arrays.</summary>
/// <remarks>
/// All integers are little-endian, of 32 bits where no width is given.
/// <code>
///  0  magic "CDG" and format version (4 bytes)
///  4  literals of the model
///  8  fingerprint of the model the diagram was compiled from (32 bytes)
/// 40  eight lengths: leaf starts, leaf literals, bundle starts, branch starts, bundle-ref starts, bundle refs,
///     child-ref starts, child refs
/// 72  eight widths, one byte each: 1, 2 or 4 bytes an item
/// 80  the eight arrays; of starts, the differences after the first, which is 0
///  n  SHA-256 of everything before (32 bytes)
/// </code>
/// </remarks>
public static class DiagramFile
{
    /// <summary>Version that this code writes and the only one it reads.</summary>
    public const byte FormatVersion = 3;

    /// <summary>Bytes of a fingerprint.</summary>
    public const int FingerprintLength = 32;

    private const int HeaderLength = 80;
    private const int WidthsAt = 72;
    private const int ArrayCount = 8;
    private static readonly byte[] Magic = [(byte)'C', (byte)'D', (byte)'G', FormatVersion];

    /// <summary>The file of a diagram.</summary>
    /// <param name="fingerprint">Tells which model it belongs to; 32 bytes.</param>
    public static byte[] Write(DecisionDiagram diagram, ReadOnlySpan<byte> fingerprint)
    {
        int[][] arrays =
        [
            Steps(diagram.LeafStart), diagram.LeafLiterals, Steps(diagram.BundleStart), Steps(diagram.BranchStart),
            Steps(diagram.BundleRefStart), diagram.BundleRefs, Steps(diagram.ChildRefStart), diagram.ChildRefs,
        ];
        var widths = Array.ConvertAll(arrays, WidthOf);
        var length = arrays.Zip(widths).Sum(pair => pair.First.Length * pair.Second);
        var file = new byte[HeaderLength + length + SHA256.HashSizeInBytes];
        Magic.CopyTo(file, 0);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), diagram.LiteralCount);
        fingerprint[..FingerprintLength].CopyTo(file.AsSpan(8));
        var at = HeaderLength;
        Span<byte> item = stackalloc byte[4];
        for (var i = 0; i < ArrayCount; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40 + (4 * i)), arrays[i].Length);
            file[WidthsAt + i] = (byte)widths[i];
            foreach (var value in arrays[i])
            {
                BinaryPrimitives.WriteInt32LittleEndian(item, value);
                item[..widths[i]].CopyTo(file.AsSpan(at));
                at += widths[i];
            }
        }

        SHA256.HashData(file.AsSpan(0, at), file.AsSpan(at));
        return file;
    }

    /// <summary>The diagram in a file; false with one sentence when it is not a whole, valid file of this model.
    /// </summary>
    /// <remarks>O(bytes). Never throws, whatever the bytes: beyond the checksum every index is checked, so that a pass
    /// over an accepted diagram stays inside its arrays and ends.</remarks>
    public static bool TryRead(
        ReadOnlySpan<byte> file, ReadOnlySpan<byte> fingerprint, out DecisionDiagram? diagram, out string problem)
    {
        diagram = null;
        problem = Envelope(file, fingerprint);
        if (problem.Length > 0)
        {
            return false;
        }

        var arrays = new int[ArrayCount][];
        var at = HeaderLength;
        for (var i = 0; i < ArrayCount; i++)
        {
            var (count, width) = (CountAt(file, i), file[WidthsAt + i]);
            arrays[i] = IsStarts(i)
                ? Starts(file.Slice(at, count * width), width)
                : Items(file.Slice(at, count * width), width);
            at += count * width;
        }

        var read = new DecisionDiagram(
            BinaryPrimitives.ReadInt32LittleEndian(file[4..]), arrays[0], arrays[1], arrays[2], arrays[3], arrays[4],
            arrays[5], arrays[6], arrays[7]);
        if (!IsSound(read))
        {
            problem = "the diagram file refers outside itself";
            return false;
        }

        diagram = read;
        return true;
    }

    private static string Envelope(ReadOnlySpan<byte> file, ReadOnlySpan<byte> fingerprint)
    {
        if (file.Length < HeaderLength + SHA256.HashSizeInBytes || !file[..3].SequenceEqual(Magic.AsSpan(0, 3)))
        {
            return "not a diagram file";
        }

        if (file[3] != FormatVersion)
        {
            return $"diagram file of format version {file[3]}; this program reads version {FormatVersion}";
        }

        var body = file[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(file[body.Length..]))
        {
            return "the diagram file is damaged: its checksum does not match";
        }

        if (!file.Slice(8, FingerprintLength).SequenceEqual(fingerprint))
        {
            return "the diagram file belongs to another model";
        }

        var length = (long)HeaderLength;
        for (var i = 0; i < ArrayCount; i++)
        {
            var isValid = CountAt(file, i) >= 0 && file[WidthsAt + i] is 1 or 2 or 4;
            length += isValid ? (long)CountAt(file, i) * file[WidthsAt + i] : long.MaxValue / 16;
        }

        return length == body.Length ? "" : "the lengths in the diagram file do not add up";
    }

    private static int CountAt(ReadOnlySpan<byte> file, int array) =>
        BinaryPrimitives.ReadInt32LittleEndian(file[(40 + (4 * array))..]);

    private static bool IsStarts(int array) => array is 0 or 2 or 3 or 4 or 6;

    private static int[] Steps(int[] starts)
    {
        var steps = new int[starts.Length - 1];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = starts[i + 1] - starts[i];
        }

        return steps;
    }

    private static int WidthOf(int[] items)
    {
        var most = items.Length == 0 ? 0 : items.Max();
        return most <= byte.MaxValue ? 1 : most <= ushort.MaxValue ? 2 : 4;
    }

    private static int[] Starts(ReadOnlySpan<byte> bytes, int width)
    {
        var steps = Items(bytes, width);
        var starts = new int[steps.Length + 1];
        for (var i = 0; i < steps.Length; i++)
        {
            // What overflows is refused as starts that do not rise.
            starts[i + 1] = unchecked(starts[i] + steps[i]);
        }

        return starts;
    }

    private static int[] Items(ReadOnlySpan<byte> bytes, int width)
    {
        var items = new int[bytes.Length / width];
        switch (width)
        {
            case 1:
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = bytes[i];
                }

                break;
            case 2:
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
                }

                break;
            default:
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
                }

                break;
        }

        return items;
    }

    private static bool IsSound(DecisionDiagram diagram)
    {
        var isSound = AreStarts(diagram.LeafStart, diagram.LeafLiterals.Length, 1)
            && AreStarts(diagram.BundleStart, diagram.LeafCount, 1)
            && AreStarts(diagram.BranchStart, diagram.BundleRefStart.Length - 1, 0)
            && AreStarts(diagram.BundleRefStart, diagram.BundleRefs.Length, 0)
            && AreStarts(diagram.ChildRefStart, diagram.ChildRefs.Length, 0)
            && diagram.BundleRefStart.Length == diagram.ChildRefStart.Length
            && diagram.BranchStart.Length >= 2
            && AreBelow(diagram.LeafLiterals, diagram.LiteralCount)
            && AreBelow(diagram.BundleRefs, diagram.BundleCount);
        for (var node = 0; isSound && node < diagram.NodeCount; node++)
        {
            var first = diagram.ChildRefStart[diagram.BranchStart[node]];
            var last = diagram.ChildRefStart[diagram.BranchStart[node + 1]];
            isSound = AreBelow(diagram.ChildRefs.AsSpan(first, last - first), node);
        }

        return isSound;
    }

    private static bool AreStarts(int[] starts, int end, int stepMin)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != end)
        {
            return false;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1] + stepMin)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreBelow(ReadOnlySpan<int> items, int bound)
    {
        foreach (var item in items)
        {
            if ((uint)item >= (uint)bound)
            {
                return false;
            }
        }

        return true;
    }
}
