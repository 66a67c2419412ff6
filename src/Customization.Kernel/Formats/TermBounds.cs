using Customization.Kernel.Model;

namespace Customization.Kernel.Formats;

/// <summary>Between which integers a term lies, so that readers can refuse arithmetic that could leave 64 bits.
/// </summary>
/// <remarks>Mutable: remembers the bounds of the leaves and sums it saw, which readers share between terms. Owned by
/// one reading.</remarks>
internal sealed class TermBounds
{
    private readonly Dictionary<Term, (long Low, long High)?> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the term and all parts of it stay within 64 bits, whatever is chosen. O(size of the term).
    /// </summary>
    public bool Fit(Term term) => Of(term) is not null;

    /// <summary>Lowest and highest value, or null where some part could leave 64 bits.</summary>
    /// <remarks>Each part fits 64 bits, so products fit 128 bits and nothing overflows here.</remarks>
    public (long Low, long High)? Of(Term term)
    {
        switch (term)
        {
            case Term.Constant constant:
                return (constant.Value, constant.Value);
            case Term.Of or Term.Sum:
                if (!_known.TryGetValue(term, out var known))
                {
                    known = term is Term.Of of ? (of.PerValue.Min(), of.PerValue.Max()) : OfSum((Term.Sum)term);
                    _known.Add(term, known);
                }

                return known;
            case Term.Product product:
                return Of(product.Left) is { } left && Of(product.Right) is { } right ? OfProduct(left, right) : null;
            case Term.Where where:
                return Of(where.Operand) is { } operand
                    ? (Math.Min(0, operand.Low), Math.Max(0, operand.High))
                    : null;
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    /// <summary>The partial sums count too: evaluation adds from the left.</summary>
    private (long Low, long High)? OfSum(Term.Sum sum)
    {
        Int128 low = 0, high = 0;
        foreach (var operand in sum.Operands)
        {
            if (Of(operand) is not { } bounds)
            {
                return null;
            }

            low += bounds.Low;
            high += bounds.High;
            if (Narrow(low, high) is null)
            {
                return null;
            }
        }

        return Narrow(low, high);
    }

    private static (long Low, long High)? OfProduct((long Low, long High) left, (long Low, long High) right)
    {
        Int128 a = (Int128)left.Low * right.Low, b = (Int128)left.Low * right.High;
        Int128 c = (Int128)left.High * right.Low, d = (Int128)left.High * right.High;
        return Narrow(
            Int128.Min(Int128.Min(a, b), Int128.Min(c, d)), Int128.Max(Int128.Max(a, b), Int128.Max(c, d)));
    }

    private static (long Low, long High)? Narrow(Int128 low, Int128 high) =>
        low >= long.MinValue && high <= long.MaxValue ? ((long)low, (long)high) : null;
}
