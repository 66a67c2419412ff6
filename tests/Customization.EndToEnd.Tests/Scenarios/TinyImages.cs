using System.Buffers.Binary;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Pictures of a few bytes, and what only looks like one.</summary>
internal static class TinyImages
{
    /// <summary>A whole PNG of one pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC");

    /// <summary>A PNG that says that it has so many pixels.</summary>
    public static byte[] PngOf(int width, int height)
    {
        var bytes = (byte[])Png.Clone();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }

    /// <summary>The start of a JPEG with a comment before the frame header.</summary>
    public static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height,
        (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xD9,
    ];

    /// <summary>The start of a WebP of a kind of chunk.</summary>
    public static byte[] WebP(string kind, params byte[] content) =>
    [
        .. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. System.Text.Encoding.ASCII.GetBytes(kind), 10, 0, 0, 0, .. content,
        .. new byte[16],
    ];
}
