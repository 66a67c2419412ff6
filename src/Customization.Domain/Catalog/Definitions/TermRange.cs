using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>Least and greatest value of a term over all assignments, rules not looked at. Bounds beyond 64 bits saturate.
/// </summary>
internal static class TermRange
{
    /// <summary>Both bounds, inclusive.</summary>
    public static (Int128 Least, Int128 Most) Of(Term term)
    {
        switch (term)
        {
            case Term.Constant constant:
                return (constant.Value, constant.Value);
            case Term.Of of:
                return (of.PerValue.Min(), of.PerValue.Max());
            case Term.Sum sum:
                var total = ((Int128)0, (Int128)0);
                foreach (var operand in sum.Operands)
                {
                    var (least, most) = Of(operand);
                    total = (Clamp(total.Item1 + least), Clamp(total.Item2 + most));
                }

                return total;
            case Term.Product product:
                var (a, b) = Of(product.Left);
                var (c, d) = Of(product.Right);
                Int128[] corners = [a * c, a * d, b * c, b * d];
                return (Clamp(corners.Min()), Clamp(corners.Max()));
            case Term.Where where:
                var (low, high) = Of(where.Operand);
                return (Int128.Min(low, 0), Int128.Max(high, 0));
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    private static Int128 Clamp(Int128 value) => Int128.Clamp(value, -(Int128)long.MaxValue, long.MaxValue);
}
