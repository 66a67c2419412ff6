using System.Collections.Immutable;
using System.Numerics;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>An exact fraction that a configuration determines: an integer term over a positive constant.</summary>
/// <remarks>Decimals become integers by a common scale. Operations give null where a constant would leave 64 bits; the
/// bounds of the terms are looked at when they are compared.</remarks>
internal sealed record UvlNumber(Term Term, long Scale)
{
    public static UvlNumber? Of(decimal number)
    {
        var scale = ScaleOf(number);
        return Multiply(number, scale) is { } scaled ? new UvlNumber(new Term.Constant(scaled), scale) : null;
    }

    /// <summary>The least power of ten that makes an integer of a number of at most 18 digits.</summary>
    public static long ScaleOf(decimal number) => (long)BigInteger.Pow(10, number.Scale);

    /// <summary>The product, or null where it is no integer within 64 bits.</summary>
    public static long? Multiply(decimal number, long scale)
    {
        var product = new BigInteger(number * ScaleOf(number)) * scale / ScaleOf(number);
        return product >= long.MinValue && product <= long.MaxValue ? (long)product : null;
    }

    public UvlNumber Negated => new(Times(Term, -1), Scale);

    public static UvlNumber? Sum(IReadOnlyList<UvlNumber> numbers)
    {
        long? scale = 1;
        foreach (var number in numbers)
        {
            scale = scale is { } known ? CommonScale(known, number.Scale) : null;
        }

        return scale is { } common
            ? new UvlNumber(
                new Term.Sum([.. numbers.Select(number => Times(number.Term, common / number.Scale))]), common)
            : null;
    }

    public UvlNumber? Times(UvlNumber other)
    {
        var product = (Int128)Scale * other.Scale;
        return product <= long.MaxValue ? new UvlNumber(Product(Term, other.Term), (long)product) : null;
    }

    /// <summary>The quotient; null unless the divisor is a constant other than 0.</summary>
    public UvlNumber? DividedBy(UvlNumber divisor)
    {
        if (divisor.Term is not Term.Constant { Value: not (0 or long.MinValue) } constant)
        {
            return null;
        }

        var scale = (Int128)Scale * Math.Abs(constant.Value);
        return scale <= long.MaxValue
            ? new UvlNumber(Times(Term, constant.Value < 0 ? -divisor.Scale : divisor.Scale), (long)scale)
            : null;
    }

    /// <summary>Both terms over one scale, so that comparing them is comparing the numbers; null where that leaves
    /// 64 bits.</summary>
    public static (Term Left, Term Right)? Align(UvlNumber left, UvlNumber right, TermBounds bounds)
    {
        if (CommonScale(left.Scale, right.Scale) is not { } scale)
        {
            return null;
        }

        var terms = (Times(left.Term, scale / left.Scale), Times(right.Term, scale / right.Scale));
        return bounds.Fit(terms.Item1) && bounds.Fit(terms.Item2) ? terms : null;
    }

    private static long? CommonScale(long a, long b)
    {
        var common = (Int128)(a / (long)BigInteger.GreatestCommonDivisor(a, b)) * b;
        return common <= long.MaxValue ? (long)common : null;
    }

    private static Term Times(Term term, long factor) =>
        factor == 1 ? term : Product(new Term.Constant(factor), term);

    /// <summary>The product, worked out where both are constants.</summary>
    private static Term Product(Term left, Term right)
    {
        if (left is Term.Constant a && right is Term.Constant b)
        {
            var product = (Int128)a.Value * b.Value;
            if (product >= long.MinValue && product <= long.MaxValue)
            {
                return new Term.Constant((long)product);
            }
        }

        return new Term.Product(left, right);
    }
}
