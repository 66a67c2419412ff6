using System.Buffers.Binary;

namespace Customization.Gateway.Images;

/// <summary>What the first bytes of a picture say that it is; no name and no header is believed.</summary>
/// <param name="Width">In pixels, as <paramref name="Height"/>; positive.</param>
public sealed record ImageFacts(string ContentType, long Width, long Height)
{
    /// <summary>What is recognized.</summary>
    public static readonly IReadOnlyList<string> ContentTypes = ["image/png", "image/jpeg", "image/webp"];

    /// <summary>The facts, or null where the bytes are no picture of a known type. Nothing is unpacked; O(bytes) for
    /// JPEG, whose size may come late, else O(1).</summary>
    public static ImageFacts? Of(ReadOnlySpan<byte> bytes) =>
        (Png(bytes) ?? Jpeg(bytes) ?? WebP(bytes)) is { Width: > 0, Height: > 0 } found ? found : null;

    /// <summary>Signature, then the chunk IHDR: 4 bytes length, 4 name, 4 width, 4 height. PNG 1.2, 5.2 and 11.2.2.
    /// </summary>
    private static ImageFacts? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 24 && bytes.StartsWith(PngStart)
            ? new ImageFacts(
                ContentTypes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]))
            : null;

    private static ReadOnlySpan<byte> PngStart =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

    /// <summary>Segments FF marker, 2 bytes length; a frame header SOFn has precision, height, width. ITU-T T.81, B.2.
    /// </summary>
    private static ImageFacts? Jpeg(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return null;
        }

        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            // SOF0 to SOF15, without DHT, JPG and DAC, which lie between them.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new ImageFacts(
                    ContentTypes[1], BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    /// <summary>RIFF, size, WEBP, then one of three kinds of chunk. RFC 9649, 2.4 to 2.7.</summary>
    private static ImageFacts? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8))
        {
            return null;
        }

        var kind = bytes[12..16];
        var content = bytes[20..];
        if (kind.SequenceEqual("VP8X"u8))
        {
            return Sized(1 + UInt24(content[4..]), 1 + UInt24(content[7..]));
        }

        if (kind.SequenceEqual("VP8L"u8) && content[0] == 0x2F)
        {
            // 14 bits width - 1, 14 bits height - 1, least significant first.
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return Sized(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        // A key frame: 3 bytes tag, start code, 14 bits width, 14 bits height, each with 2 bits of scale above.
        return kind.SequenceEqual("VP8 "u8) && content[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? Sized(
                BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFFu,
                BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFFu)
            : null;
    }

    private static ImageFacts Sized(uint width, uint height) => new(ContentTypes[2], width, height);

    private static uint UInt24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));
}
