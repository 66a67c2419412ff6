using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>Least and greatest value of a term over all assignments, rules not looked at. Bounds beyond 64 bits
/// saturate.</summary>
internal static class TermRange
{
    /// <summary>Both bounds, inclusive.</summary>
    /// <param name="possible">The values to look at; null for all.</param>
    public static (Int128 Least, Int128 Most) Of(Term term, LiteralSet? possible = null)
    {
        switch (term)
        {
            case Term.Constant constant:
                return (constant.Value, constant.Value);
            case Term.Of of:
                var taken = possible?.ValuesOf(of.Characteristic).Select(value => of.PerValue[value]) ?? of.PerValue;
                return (taken.Min(), taken.Max());
            case Term.Sum sum:
                var total = ((Int128)0, (Int128)0);
                foreach (var operand in sum.Operands)
                {
                    var (least, most) = Of(operand, possible);
                    total = (Clamp(total.Item1 + least), Clamp(total.Item2 + most));
                }

                return total;
            case Term.Product product:
                var (a, b) = Of(product.Left, possible);
                var (c, d) = Of(product.Right, possible);
                Int128[] corners = [a * c, a * d, b * c, b * d];
                return (Clamp(corners.Min()), Clamp(corners.Max()));
            case Term.Where where:
                var (low, high) = Of(where.Operand, possible);
                return (Int128.Min(low, 0), Int128.Max(high, 0));
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    private static Int128 Clamp(Int128 value) => Int128.Clamp(value, -(Int128)long.MaxValue, long.MaxValue);
}
