using Customization.Domain.Sessions;

namespace Customization.Client.Wire;

/// <summary>The most frequent command on its way: one choice.</summary>
/// <remarks><code>
///   byte 0      4
///   text x 3    characteristic, value, language
///   number      1: an actor follows, 2: an expected version follows, 3: both
///   text        actor; number: expected version
/// </code>
/// Texts and numbers as <see cref="WireWriter"/> says.</remarks>
internal static class SelectFormat
{
    /// <summary>Byte 0.</summary>
    public const byte Format = 4;

    private static readonly SessionCommand.Select Nothing = new("", "");

    /// <summary>Whether the format says all of a command; what the record gains later it does not.</summary>
    public static bool IsWritable(SessionCommand.Select select) => Nothing.Equals(
        select with { Characteristic = "", Value = "", Actor = null, ExpectedVersion = null, Language = "en" });

    /// <summary>The bytes of a command.</summary>
    public static byte[] Write(SessionCommand.Select select)
    {
        var bytes = WireWriter.Start();
        bytes.Byte(Format);
        bytes.Text(select.Characteristic);
        bytes.Text(select.Value);
        bytes.Text(select.Language);
        bytes.Number((select.Actor is null ? 0 : 1) | (select.ExpectedVersion is null ? 0 : 2));
        if (select.Actor is { } actor)
        {
            bytes.Text(actor);
        }

        if (select.ExpectedVersion is { } version)
        {
            bytes.Signed(version);
        }

        return bytes.Take();
    }

    /// <summary>The command of such bytes.</summary>
    /// <exception cref="NotSupportedException">The bytes are damaged.</exception>
    public static SessionCommand.Select Read(ReadOnlySpan<byte> payload)
    {
        var bytes = new WireReader(payload[1..]);
        var (characteristic, value, language) = (bytes.Text(), bytes.Text(), bytes.Text());
        var flags = bytes.Number();
        return new SessionCommand.Select(characteristic, value)
        {
            Language = language,
            Actor = (flags & 1) != 0 ? bytes.Text() : null,
            ExpectedVersion = (flags & 2) != 0 ? bytes.Signed() : null,
        };
    }
}
