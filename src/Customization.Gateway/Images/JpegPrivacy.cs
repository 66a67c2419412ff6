using System.Buffers.Binary;

namespace Customization.Gateway.Images;

/// <summary>Leaves out of a JPEG what it tells about the camera, the place and the time.</summary>
internal static class JpegPrivacy
{
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;

    /// <summary>The picture without its APP1 segments, which carry EXIF and XMP; other bytes as they are. O(bytes).
    /// </summary>
    /// <remarks>Segments FF marker, 2 bytes length that counts itself, up to the first scan. ITU-T T.81, B.1; EXIF
    /// 2.32, 4.5. A picture that is turned only by its EXIF is shown as the camera held it.</remarks>
    public static ReadOnlyMemory<byte> Strip(ReadOnlyMemory<byte> picture)
    {
        var bytes = picture.Span;
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return picture;
        }

        var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..2]);
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF && bytes[at + 1] != StartOfScan)
        {
            var length = bytes[at + 1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            var end = Math.Min(bytes.Length, at + length);
            if (bytes[at + 1] != App1)
            {
                kept.Write(bytes[at..end]);
            }

            at = end;
        }

        kept.Write(bytes[at..]);
        return kept.ToArray();
    }
}
