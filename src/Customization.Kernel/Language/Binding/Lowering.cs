using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Comparisons of bound terms. One that a single characteristic decides becomes the set of its values that
/// pass; one that nothing decides becomes a constant, with a warning.</summary>
internal sealed class Lowering(BindContext context)
{
    /// <summary>The comparison; null where a side is null, whose error is reported.</summary>
    /// <param name="warn">Whether to report that the comparison always or never holds.</param>
    public Formula? Compare(BoundTerm? left, Comparator comparator, BoundTerm? right, TextSpan span, bool warn = true)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var difference = right.Times(-1) is { } negated ? BoundTerm.Sum([left, negated]) : null;
        if (difference is null)
        {
            return new Formula.Comparison(left.Term, comparator, right.Term);
        }

        switch (difference.Parts[0].Term, difference.Parts.Count)
        {
            case (Term.Constant constant, 1):
                var holds = Evaluation.Compare(constant.Value, comparator, 0);
                return warn ? Checked(new Formula.Constant(holds), span) : new Formula.Constant(holds);
            case (Term.Of of, 1):
                return Passing(of, comparator, 0, span, warn);
            case (Term.Of of, 2) when difference.Parts[1].Term is Term.Constant shift:
                return Passing(of, comparator, -shift.Value, span, warn);
            default:
                var comparison = new Formula.Comparison(left.Term, comparator, right.Term);
                return warn ? Checked(comparison, difference, span) : comparison;
        }
    }

    private Formula? Passing(Term.Of of, Comparator comparator, long bound, TextSpan span, bool warn)
    {
        var passing = context.Is(
            of.Characteristic, span, value => Evaluation.Compare(of.PerValue[value], comparator, bound));
        return warn ? Checked(passing, span) : passing;
    }

    /// <summary>Reports a condition on one characteristic that always or never holds.</summary>
    public Formula? Checked(Formula? formula, TextSpan span)
    {
        var never = formula is Formula.Is { Values.IsEmpty: true } or Formula.Constant { Value: false };
        var always = formula is Formula.Constant { Value: true }
            || (formula is Formula.Is atom && atom.Values.Length == context.Scope[atom.Characteristic].Values.Length);
        Warn(never, always, span);
        return formula;
    }

    private Formula Checked(Formula.Comparison comparison, BoundTerm difference, TextSpan span)
    {
        var (low, high) = (difference.Low, difference.High);
        var (never, always) = comparison.Comparator switch
        {
            Comparator.Equal => (low > 0 || high < 0, false),
            Comparator.NotEqual => (false, low > 0 || high < 0),
            Comparator.Less => (low >= 0, high < 0),
            Comparator.LessOrEqual => (low > 0, high <= 0),
            Comparator.Greater => (high <= 0, low > 0),
            _ => (high < 0, low >= 0),
        };
        Warn(never, always, span);
        return comparison;
    }

    private void Warn(bool never, bool always, TextSpan span)
    {
        if (never)
        {
            context.Diagnostics.Warning(LanguageCode.NeverHolds, span, "never holds, whatever is chosen");
        }
        else if (always)
        {
            context.Diagnostics.Warning(LanguageCode.AlwaysHolds, span, "always holds, whatever is chosen");
        }
    }
}
