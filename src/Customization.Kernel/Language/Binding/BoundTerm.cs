using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>A term in its simplest form and the integers between which it stays, both inclusive.</summary>
/// <remarks>A sum holds at most one <see cref="Term.Of"/> per characteristic and one constant, so that a comparison of
/// one characteristic with itself or a number is seen as such. Operations return null where a term, or a partial sum
/// of it, could leave <see cref="LanguageLimits.MagnitudeMax"/>.</remarks>
internal sealed class BoundTerm(Term term, long low, long high, IReadOnlyList<BoundTerm>? parts = null)
{
    /// <summary>The term itself.</summary>
    public Term Term => term;

    /// <summary>No value is less.</summary>
    public long Low => low;

    /// <summary>No value is greater.</summary>
    public long High => high;

    /// <summary>The operands of a sum; of every other term, the term.</summary>
    public IReadOnlyList<BoundTerm> Parts => parts ?? [this];

    /// <summary>The farthest from 0 that the term gets.</summary>
    public long Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    /// <summary>A number.</summary>
    public static BoundTerm Constant(long value) => new(new Term.Constant(value), value, value);

    /// <summary>One integer per value; a number where all are the same.</summary>
    public static BoundTerm? Of(CharacteristicIndex characteristic, ImmutableArray<long> perValue)
    {
        var (least, most) = perValue.IsEmpty ? (0, 0) : (perValue.Min(), perValue.Max());
        return !Fits(least) || !Fits(most) ? null
            : least == most ? Constant(least)
            : new BoundTerm(new Term.Of(characteristic, perValue), least, most);
    }

    /// <summary>The total. Merges what belongs to one characteristic; keeps the order of first appearance.</summary>
    public static BoundTerm? Sum(IEnumerable<BoundTerm> operands)
    {
        Int128 constant = 0;
        var places = new Dictionary<int, int>();
        var merged = new List<BoundTerm>();
        foreach (var part in operands.SelectMany(operand => operand.Parts))
        {
            if (part.Term is Term.Constant number)
            {
                constant += number.Value;
            }
            else if (part.Term is Term.Of of && !places.TryAdd(of.Characteristic.Value, merged.Count))
            {
                var place = places[of.Characteristic.Value];
                if (Add(merged[place], of) is not { } total)
                {
                    return null;
                }

                merged[place] = total;
            }
            else
            {
                merged.Add(part);
            }
        }

        foreach (var vanished in merged.Where(part => part.Term is Term.Constant))
        {
            constant += vanished.Low;
        }

        merged.RemoveAll(part => part.Term is Term.Constant);
        if (!Fits(constant))
        {
            return null;
        }

        if (constant != 0 || merged.Count == 0)
        {
            merged.Add(Constant((long)constant));
        }

        return merged.Count == 1 ? merged[0] : Total(merged);
    }

    /// <summary>The product with a number, number by number, so that linear terms stay linear.</summary>
    public BoundTerm? Times(long factor)
    {
        switch (Term)
        {
            case var _ when factor == 0 || Magnitude > LanguageLimits.MagnitudeMax / Math.Abs(factor):
                return factor == 0 ? Constant(0) : null;
            case Term.Constant constant:
                return Constant(constant.Value * factor);
            case Term.Of of:
                return Of(of.Characteristic, [.. of.PerValue.Select(value => value * factor)]);
            case Term.Where where:
                var inner = where.Operand is Term.Constant number
                    ? new Term.Constant(number.Value * factor)
                    : (Term)new Term.Product(new Term.Constant(factor), where.Operand);
                return Stretched(new Term.Where(where.Condition, inner), factor);
            case Term.Sum:
                var scaled = Parts.Select(part => part.Times(factor)).ToList();
                return scaled.Contains(null) ? null : Sum(scaled!);
            default:
                return Stretched(new Term.Product(new Term.Constant(factor), Term), factor);
        }
    }

    /// <summary>The product of two terms; elementwise where both are of one characteristic.</summary>
    public BoundTerm? Times(BoundTerm other)
    {
        if (Term is Term.Constant left)
        {
            return other.Times(left.Value);
        }

        if (other.Term is Term.Constant right)
        {
            return Times(right.Value);
        }

        if (other.Magnitude == 0 || Magnitude > LanguageLimits.MagnitudeMax / other.Magnitude)
        {
            return other.Magnitude == 0 ? Constant(0) : null;
        }

        long[] corners = [Low * other.Low, Low * other.High, High * other.Low, High * other.High];
        return Term is Term.Of a && other.Term is Term.Of b && a.Characteristic == b.Characteristic
            ? Of(a.Characteristic, [.. a.PerValue.Zip(b.PerValue, (x, y) => x * y)])
            : new BoundTerm(new Term.Product(Term, other.Term), corners.Min(), corners.Max());
    }

    /// <summary>The term where a condition holds, otherwise 0.</summary>
    public BoundTerm Where(Formula condition)
    {
        switch (condition, Term)
        {
            case (Formula.Constant always, _):
                return always.Value ? this : Constant(0);
            case (Formula.Is atom, Term.Of of) when atom.Characteristic == of.Characteristic:
                var kept = of.PerValue.Select((number, value) => atom.Values.BinarySearch(value) >= 0 ? number : 0);
                return Of(of.Characteristic, [.. kept])!;
            default:
                return new BoundTerm(new Term.Where(condition, Term), Math.Min(Low, 0), Math.Max(High, 0));
        }
    }

    private BoundTerm Stretched(Term term, long factor) =>
        factor > 0 ? new(term, Low * factor, High * factor) : new(term, High * factor, Low * factor);

    private static BoundTerm? Add(BoundTerm left, Term.Of right)
    {
        var values = left.Term is Term.Of of
            ? right.PerValue.Zip(of.PerValue, (a, b) => a + b)
            : right.PerValue.Select(a => a + left.Low);
        return Of(right.Characteristic, [.. values]);
    }

    private static BoundTerm? Total(List<BoundTerm> operands)
    {
        Int128 least = 0, most = 0, magnitude = 0;
        foreach (var part in operands)
        {
            least += part.Low;
            most += part.High;
            magnitude += part.Magnitude;
        }

        var sum = new Term.Sum([.. operands.Select(part => part.Term)]);
        return Fits(magnitude) ? new BoundTerm(sum, (long)least, (long)most, operands) : null;
    }

    private static bool Fits(Int128 value) => Int128.Abs(value) <= LanguageLimits.MagnitudeMax;
}
