using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>The extra bytes of a session's configuration code: parameters and terms.</summary>
/// <remarks>
/// A sequence of entries, none for defaults. Each begins with a tag; a text is a varint length and so many bytes of
/// UTF-8; a number is 8 bytes, the lowest first, without the zero bytes at its end, after their count:
/// <code>
///     1 measurement   parameter, number          4 choice       parameter, option
///     2 text          parameter, content         5 price list   code
///     3 image         parameter, reference, type, number of bytes
///     6 lane          code
/// </code>
/// </remarks>
internal static class CodedExtra
{
    private const byte Measurement = 1;
    private const byte Text = 2;
    private const byte Image = 3;
    private const byte Choice = 4;
    private const byte PriceList = 5;
    private const byte Lane = 6;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: false);

    /// <summary>The bytes; empty where there is nothing but defaults.</summary>
    public static byte[] Write(ImmutableSortedDictionary<string, ParameterValue> parameters, SessionTerms terms)
    {
        var bytes = new ArrayBufferWriter<byte>(64);
        foreach (var (parameter, value) in parameters)
        {
            switch (value)
            {
                case ParameterValue.Measurement measurement:
                    WriteTexts(bytes, Measurement, parameter);
                    WriteNumber(bytes, measurement.Amount);
                    break;
                case ParameterValue.Text text:
                    WriteTexts(bytes, Text, parameter, text.Content);
                    break;
                case ParameterValue.Image image:
                    WriteTexts(bytes, Image, parameter, image.Reference, image.ContentType);
                    WriteNumber(bytes, image.Bytes);
                    break;
                case ParameterValue.Choice choice:
                    WriteTexts(bytes, Choice, parameter, choice.Option);
                    break;
            }
        }

        if (terms.PriceList.Length > 0)
        {
            WriteTexts(bytes, PriceList, terms.PriceList);
        }

        if (terms.Lane.Length > 0)
        {
            WriteTexts(bytes, Lane, terms.Lane);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>What the bytes say, or null where they do not add up. Never throws.</summary>
    public static (ImmutableSortedDictionary<string, ParameterValue> Parameters, SessionTerms Terms)? Read(
        ReadOnlySpan<byte> bytes)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, ParameterValue>(StringComparer.Ordinal);
        var terms = SessionTerms.Default;
        while (bytes.Length > 0)
        {
            var tag = bytes[0];
            bytes = bytes[1..];
            if (!TryReadText(ref bytes, out var name))
            {
                return null;
            }

            switch (tag)
            {
                case PriceList:
                    terms = terms with { PriceList = name };
                    break;
                case Lane:
                    terms = terms with { Lane = name };
                    break;
                default:
                    if (ReadValue(tag, ref bytes) is not { } value)
                    {
                        return null;
                    }

                    parameters[name] = value;
                    break;
            }
        }

        return (parameters.ToImmutable(), terms);
    }

    private static ParameterValue? ReadValue(byte tag, ref ReadOnlySpan<byte> bytes)
    {
        switch (tag)
        {
            case Measurement when TryReadNumber(ref bytes, out var amount):
                return new ParameterValue.Measurement(amount);
            case Text when TryReadText(ref bytes, out var content):
                return new ParameterValue.Text(content);
            case Choice when TryReadText(ref bytes, out var option):
                return new ParameterValue.Choice(option);
            case Image when TryReadText(ref bytes, out var reference) && TryReadText(ref bytes, out var type)
                && TryReadNumber(ref bytes, out var size):
                return new ParameterValue.Image(reference, type, size);
            default:
                return null;
        }
    }

    private static void WriteTexts(ArrayBufferWriter<byte> bytes, byte tag, params ReadOnlySpan<string> texts)
    {
        bytes.Write([tag]);
        foreach (var text in texts)
        {
            Varint.Write(bytes, Utf8.GetByteCount(text));
            Utf8.GetBytes(text, bytes);
        }
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (!Varint.TryRead(ref bytes, out var length) || length > bytes.Length)
        {
            return false;
        }

        text = Utf8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return true;
    }

    private static void WriteNumber(ArrayBufferWriter<byte> bytes, long number)
    {
        var length = 0;
        for (var rest = (ulong)number; rest > 0; rest >>= 8)
        {
            length++;
        }

        bytes.Write([(byte)length]);
        for (var i = 0; i < length; i++)
        {
            bytes.Write([(byte)(number >> (8 * i))]);
        }
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        if (bytes.Length == 0 || bytes[0] > 8 || bytes[0] >= bytes.Length)
        {
            return bytes.Length > 0 && bytes[0] == 0 && Skip(ref bytes, 1);
        }

        var length = bytes[0];
        for (var i = 0; i < length; i++)
        {
            number |= (long)bytes[i + 1] << (8 * i);
        }

        return Skip(ref bytes, length + 1);
    }

    private static bool Skip(ref ReadOnlySpan<byte> bytes, int length)
    {
        bytes = bytes[length..];
        return true;
    }
}
