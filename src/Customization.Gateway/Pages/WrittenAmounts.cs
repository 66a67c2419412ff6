using System.Globalization;
using System.Text;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Gateway.Pages;

/// <summary>Amounts and counts as people of a language write them. The process knows no cultures, so that it behaves
/// the same everywhere; these few rules are all that pages need.</summary>
internal static class WrittenAmounts
{
    private const string ThinSpace = "\u202f";
    private const string NoBreak = "\u00a0";

    /// <summary>An amount: <c>€119.00</c>, <c>119,00 €</c>.</summary>
    public static string Text(Money amount, string language)
    {
        var digits = Money.DigitsOf(amount.Currency);
        var text = Math.Abs((decimal)amount.Minor).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var whole = Grouped(text[..^digits], language);
        var number = digits == 0 ? whole : whole + (language == "en" ? "." : ",") + text[^digits..];
        var sign = amount.Minor < 0 ? "-" : "";
        var symbol = amount.Currency switch { "EUR" => "€", "USD" => "$", "GBP" => "£", var code => code };
        return language == "en"
            ? sign + symbol + (symbol.Length > 1 ? NoBreak : "") + number
            : sign + number + NoBreak + symbol;
    }

    /// <summary>Digits in groups of three: <c>1,000</c>, <c>1.000</c>, or with thin spaces in French.</summary>
    public static string Grouped(string digits, string language)
    {
        var separator = language switch { "en" => ",", "de" => ".", _ => ThinSpace };
        var grouped = new StringBuilder();
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0)
            {
                grouped.Append(separator);
            }

            grouped.Append(digits[i]);
        }

        return grouped.ToString();
    }
}
