using System.Globalization;

namespace Customization.Domain.Catalog.Pricing;

/// <summary>An amount in the minor unit of a currency, e.g. 1295 EUR cents.</summary>
/// <param name="Minor">Minor units: cents, pence, yen.</param>
/// <param name="Currency">ISO 4217 code, three capital letters.</param>
/// <remarks>Arithmetic is exact; a result outside 64 bits throws <see cref="OverflowException"/>, and so does mixing
/// currencies (<see cref="InvalidOperationException"/>): both are bugs, not answers. Where a fraction of a minor unit
/// arises, it is rounded half away from zero, once, at the line where it arises (see <see cref="Ratio"/>).</remarks>
public readonly record struct Money(long Minor, string Currency) : IComparable<Money>
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>Sum of two amounts of the same currency.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Minor + right.Same(left)), left.Currency);

    /// <summary>Difference of two amounts of the same currency.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - right.Same(left)), left.Currency);

    /// <summary>An amount so many times.</summary>
    public static Money operator *(Money amount, long times) => new(checked(amount.Minor * times), amount.Currency);

    /// <summary>Digits after the decimal point of a currency: 0 for yen and its like, 3 for a few dinars, otherwise 2.
    /// </summary>
    public static int DigitsOf(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "XAF" or "XOF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(other.Same(this));

    /// <summary>For people and logs: <c>12.95 EUR</c>.</summary>
    public override string ToString()
    {
        var digits = DigitsOf(Currency);
        var number = (decimal)Minor;
        for (var i = 0; i < digits; i++)
        {
            number /= 10;
        }

        return number.ToString($"F{digits}", CultureInfo.InvariantCulture) + " " + Currency;
    }

    private long Same(Money other) => string.Equals(Currency, other.Currency, StringComparison.Ordinal)
        ? Minor
        : throw new InvalidOperationException($"cannot mix {Currency} with {other.Currency}");
}
