using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>A configuration as a short text for links and for recovery: product, version, choices, and bytes that
/// only the writer understands.</summary>
/// <remarks>
/// The text is base64url without padding (letters, digits, <c>-</c>, <c>_</c>) of these bytes:
/// <code>
///     byte 0      format version 1 in bits 7..4, form of the selection in bits 3..0: 0 dense, 1 sparse
///     varint      L, length of the product code, then L bytes of it, ASCII
///     varint      version of the product
///     varint      S, length of the selection, then S bytes of it: see <see cref="SelectionPacking"/>
///     the rest    extra bytes
///     4 bytes     CRC-32 (ISO-HDLC) of all bytes before, big endian
/// </code>
/// A varint has 7 bits per byte, the lowest first; bit 7 says that another byte follows. Sizes: a shoe of 12
/// characteristics takes 24 characters, a full car of 148 characteristics about 70.
/// <para>The checksum detects every change of one character and every exchange of two neighbours (error bursts of at
/// most 32 bits), and all but one in 2^32 of other damage. It is no signature: anybody can make a code, so whoever opens
/// one checks it against the rules. Reading never throws, takes time linear in the text, and has two steps because the
/// choices can only be read with the model of the product's version. Immutable.</para>
/// </remarks>
public sealed class ConfigurationCode
{
    /// <summary>Most characters of a text that is read: room for a full configuration of 200,000 Booleans.</summary>
    public const int TextLengthMax = 65_536;

    /// <summary>Most characters of a product code.</summary>
    public const int ProductLengthMax = 64;

    private const byte Format = 1 << 4;
    private const int ChecksumLength = 4;

    private readonly byte[] _selection;
    private readonly bool _isSparse;

    private ConfigurationCode(string product, int version, bool isSparse, byte[] selection, byte[] extra)
    {
        Product = product;
        Version = version;
        _isSparse = isSparse;
        _selection = selection;
        Extra = extra;
    }

    /// <summary>Product code.</summary>
    public string Product { get; }

    /// <summary>Version of the product, 0 or more.</summary>
    public int Version { get; }

    /// <summary>What the writer added.</summary>
    public ReadOnlyMemory<byte> Extra { get; }

    /// <summary>The code of a selection. O(characteristics + extra).</summary>
    /// <param name="product">1 to <see cref="ProductLengthMax"/> printable ASCII characters.</param>
    /// <param name="version">0 or more.</param>
    /// <exception cref="ArgumentException">Product or version is out of range, or the selection is of another model.
    /// </exception>
    public static string Write(
        string product, int version, ProductModel model, Selection selection, ReadOnlySpan<byte> extra = default)
    {
        if (!IsProduct(product) || version < 0 || selection.Length != model.Characteristics.Length)
        {
            throw new ArgumentException($"no configuration code for '{product}' version {version}");
        }

        var packed = SelectionPacking.Pack(model, selection, out var isSparse);
        var bytes = new ArrayBufferWriter<byte>(32 + packed.Length + extra.Length);
        bytes.Write([(byte)(Format | (isSparse ? 1 : 0))]);
        Varint.Write(bytes, product.Length);
        Encoding.ASCII.GetBytes(product, bytes);
        Varint.Write(bytes, version);
        Varint.Write(bytes, packed.Length);
        bytes.Write(packed);
        bytes.Write(extra);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.GetSpan(ChecksumLength), Crc32.Of(bytes.WrittenSpan));
        bytes.Advance(ChecksumLength);
        return Base64Url.EncodeToString(bytes.WrittenSpan);
    }

    /// <summary>First step: product, version and extra bytes. False with the reason where it is no code.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out ConfigurationCode? code, out CodeError error)
    {
        code = null;
        error = TryDecode(text, out var bytes);
        if (error == CodeError.None)
        {
            code = Parse(bytes.AsSpan(0, bytes.Length - ChecksumLength));
            error = code is null ? CodeError.NotACode : CodeError.None;
        }

        return code is not null;
    }

    /// <summary>Second step: the choices, by the model of this product and version. They may contradict its rules.
    /// </summary>
    public bool TryReadSelection(
        ProductModel model, [NotNullWhen(true)] out Selection? selection, out CodeError error)
    {
        selection = SelectionPacking.Unpack(model, _selection, _isSparse);
        error = selection is null ? CodeError.OtherModel : CodeError.None;
        return selection is not null;
    }

    private static CodeError TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > TextLengthMax)
        {
            return CodeError.TooLong;
        }

        // The decoder skips blanks, takes padding and ignores spare bits; what was not written so is no code.
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, decoded, out _, out var length) != OperationStatus.Done
            || length <= ChecksumLength
            || !string.Equals(Base64Url.EncodeToString(decoded.AsSpan(0, length)), text, StringComparison.Ordinal))
        {
            return CodeError.NotACode;
        }

        if ((decoded[0] & 0xF0) != Format)
        {
            return CodeError.OtherFormat;
        }

        bytes = decoded[..length];
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(length - ChecksumLength));
        return checksum == Crc32.Of(bytes.AsSpan(0, length - ChecksumLength))
            ? CodeError.None
            : CodeError.WrongChecksum;
    }

    private static ConfigurationCode? Parse(ReadOnlySpan<byte> bytes)
    {
        var form = bytes[0] & 0x0F;
        var rest = bytes[1..];
        if (form > 1
            || !TryTake(ref rest, out var product) || !IsProduct(Encoding.ASCII.GetString(product))
            || !Varint.TryRead(ref rest, out var version)
            || !TryTake(ref rest, out var selection))
        {
            return null;
        }

        return new ConfigurationCode(
            Encoding.ASCII.GetString(product), version, form == 1, selection.ToArray(), rest.ToArray());
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (!Varint.TryRead(ref rest, out var length) || length > rest.Length)
        {
            return false;
        }

        part = rest[..length];
        rest = rest[length..];
        return true;
    }

    private static bool IsProduct(string product) =>
        product.Length is > 0 and <= ProductLengthMax && !product.AsSpan().ContainsAnyExceptInRange('!', '~');
}
