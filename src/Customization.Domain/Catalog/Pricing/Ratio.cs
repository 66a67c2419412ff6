namespace Customization.Domain.Catalog.Pricing;

/// <summary>A factor in ten-thousandths (basis points): 1500 is 15 %, 10000 is 1.</summary>
/// <remarks>The one place where money is multiplied by a fraction, so the one rounding rule: half away from zero, to
/// the minor unit. 128-bit intermediate, so nothing overflows before the result does.</remarks>
public readonly record struct Ratio(long BasisPoints)
{
    /// <summary>Basis points of one whole.</summary>
    public const long Whole = 10_000;

    /// <summary>The factor 1.</summary>
    public static readonly Ratio One = new(Whole);

    /// <summary>The amount times this factor, rounded half away from zero.</summary>
    /// <exception cref="OverflowException">The result leaves 64 bits.</exception>
    public long Of(long minor)
    {
        var product = (Int128)minor * BasisPoints;
        var half = product >= 0 ? Whole / 2 : -(Whole / 2);
        return checked((long)((product + half) / Whole));
    }

    /// <summary>The amount times both factors, rounded once.</summary>
    /// <exception cref="OverflowException">The result leaves 64 bits.</exception>
    public long Of(long minor, Ratio further)
    {
        var product = checked((Int128)minor * BasisPoints * further.BasisPoints);
        var half = Whole * Whole / 2;
        return checked((long)((product + (product >= 0 ? half : -half)) / (Whole * Whole)));
    }

    /// <summary>Basis points that a part is of a whole, rounded half away from zero; 0 of nothing.</summary>
    public static Ratio Between(long part, long whole)
    {
        if (whole == 0)
        {
            return new Ratio(0);
        }

        var scaled = (Int128)part * Whole;
        var size = Int128.Abs(whole);
        var half = scaled >= 0 ? size / 2 : -(size / 2);
        return new Ratio(checked((long)((scaled + half) / size)) * Math.Sign(whole));
    }
}
