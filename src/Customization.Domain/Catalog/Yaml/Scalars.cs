using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>Single values of a definition: each is reported where it is not what was expected.</summary>
internal static class Scalars
{
    /// <summary>Most characters of a code.</summary>
    public const int CodeLengthMax = 64;

    private const int LocalizedLengthMax = 2000;
    private const int LanguagesMax = 40;
    private const int ShownMax = 40;

    /// <summary>The scalar, or null after reporting.</summary>
    public static DefinitionNode.Scalar? Text(DefinitionNode node, int lengthMax, Report report)
    {
        if (node is not DefinitionNode.Scalar scalar)
        {
            report.Error(CatalogCode.WrongKind, node.Span, $"expected a single value, found {node.KindName}");
            return null;
        }

        if (scalar.Text.Length > lengthMax)
        {
            report.Error(CatalogCode.OutOfRange, node.Span,
                $"this text has {scalar.Text.Length} characters; at most {lengthMax} are accepted");
            return null;
        }

        return scalar;
    }

    /// <summary>Whether a text is a code; reports where not.</summary>
    public static bool IsCode(DefinitionNode.Scalar scalar, Report report)
    {
        var text = scalar.Text;
        var isCode = text.Length is > 0 and <= CodeLengthMax && char.IsAsciiLetterOrDigit(text[0])
            && text.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_');
        if (!isCode)
        {
            report.Error(CatalogCode.BadCode, scalar.Span,
                $"expected a code of 1 to {CodeLengthMax} letters, digits, - and _, found '{Shown(text)}'");
        }

        return isCode;
    }

    /// <summary>A whole number within bounds, or null after reporting.</summary>
    public static long? Integer(DefinitionNode node, long min, long max, Report report)
    {
        if (Text(node, CodeLengthMax, report) is not { } scalar)
        {
            return null;
        }

        if (!long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            report.Error(CatalogCode.WrongValue, node.Span, $"expected a whole number, found '{Shown(scalar.Text)}'");
            return null;
        }

        if (value < min || value > max)
        {
            report.Error(CatalogCode.OutOfRange, node.Span, string.Create(
                CultureInfo.InvariantCulture, $"expected {min} to {max}, found {value}"));
            return null;
        }

        return value;
    }

    /// <summary>A decimal number times ten to the digits, exactly, or null after reporting.</summary>
    /// <param name="what">For messages, e.g. <c>an amount of EUR</c>.</param>
    public static long? Decimal(DefinitionNode node, int digits, string what, Report report)
    {
        if (Text(node, CodeLengthMax, report) is not { } scalar)
        {
            return null;
        }

        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var scaled = 0m;
        var isNumber = decimal.TryParse(scalar.Text, styles, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) <= 1_000_000_000m;
        if (isNumber)
        {
            scaled = value;
            for (var i = 0; i < digits; i++)
            {
                scaled *= 10;
            }
        }

        if (!isNumber || scaled != decimal.Truncate(scaled))
        {
            report.Error(CatalogCode.WrongValue, node.Span,
                $"expected {what} with at most {digits} decimals, found '{Shown(scalar.Text)}'");
            return null;
        }

        return (long)scaled;
    }

    /// <summary>One text for English, or a text per language.</summary>
    public static LocalizedText Localized(DefinitionNode node, Report report)
    {
        if (node is not DefinitionNode.Mapping mapping)
        {
            return Text(node, LocalizedLengthMax, report) is { } scalar
                ? LocalizedText.Of(scalar.Text)
                : LocalizedText.Empty;
        }

        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries.Take(LanguagesMax))
        {
            if (IsLanguage(key, report) && Text(value, LocalizedLengthMax, report) is { } text)
            {
                texts[key.Text.ToLowerInvariant()] = text.Text;
            }
        }

        return new LocalizedText(texts.ToImmutable());
    }

    /// <summary>The start of a text, fit for a message.</summary>
    public static string Shown(string text)
    {
        var shown = text.Length > ShownMax ? text[..ShownMax] + "..." : text;
        return new string([.. shown.Select(each => char.IsControl(each) || char.IsSurrogate(each) ? '?' : each)]);
    }

    /// <summary>Whether a key is a language; reports where not.</summary>
    public static bool IsLanguage(DefinitionNode.Scalar key, Report report)
    {
        var text = key.Text;
        var isLanguage = text.Length is >= 2 and <= 12 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1])
            && text.All(each => char.IsAsciiLetterOrDigit(each) || each == '-');
        if (!isLanguage)
        {
            report.Error(CatalogCode.WrongValue, key.Span,
                $"expected a language such as en or de-ch, found '{Shown(text)}'");
        }

        return isLanguage;
    }
}
