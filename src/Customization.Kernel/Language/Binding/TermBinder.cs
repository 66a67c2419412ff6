using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Trees to terms.</summary>
internal sealed class TermBinder(BindContext context)
{
    /// <summary>The term of a number, or null where an error was reported.</summary>
    public BoundTerm? Bind(Expression expression)
    {
        switch (expression)
        {
            case Expression.Number number:
                return BoundTerm.Constant(number.Value);
            case Expression.Name name:
                return Named(name);
            case Expression.Add add:
                return Add(add);
            case Expression.Multiply multiply:
                var (left, right) = (Bind(multiply.Left), Bind(multiply.Right));
                return left is null || right is null ? null : Fitting(left.Times(right), multiply.Span);
            case Expression.Sum sum:
                return context.Sums.Sum(sum);
            case Expression.Count count:
                return context.Sums.Count(count);
            case Expression.Invalid:
                return null;
            default:
                context.Error(
                    LanguageCode.NotANumber, expression.Span,
                    "expected a number, found a condition; 'count(...)' counts the conditions that hold");
                return null;
        }
    }

    /// <summary>Whether every value of a characteristic stands for a number.</summary>
    public bool HasNumbers(CharacteristicIndex characteristic) =>
        context.Scope[characteristic].Values.All(value => value.Number is not null);

    /// <summary>The number of a characteristic, or null where it has none, which is reported.</summary>
    public BoundTerm? NumberOf(CharacteristicIndex index, TextSpan span)
    {
        var characteristic = context.Scope[index];
        if (!HasNumbers(index))
        {
            context.Error(
                LanguageCode.NotANumber, span,
                $"the values of '{characteristic.Name}' are no numbers; name an attribute or compare with a value");
            return null;
        }

        return context.Charge(characteristic.Values.Length, span)
            ? Fitting(BoundTerm.Of(index, [.. characteristic.Values.Select(value => value.Number ?? 0)]), span)
            : null;
    }

    /// <summary>An attribute of the chosen value; values that lack it count 0.</summary>
    public BoundTerm? AttributeOf(CharacteristicIndex index, string attribute, TextSpan span)
    {
        var values = context.Scope[index].Values;
        return context.Charge(values.Length, span)
            ? Fitting(BoundTerm.Of(index, [.. values.Select(v => v.Attributes.GetValueOrDefault(attribute))]), span)
            : null;
    }

    /// <summary>The term, or a report where it could leave 64 bits.</summary>
    public BoundTerm? Fitting(BoundTerm? term, TextSpan span)
    {
        if (term is null)
        {
            context.Error(
                LanguageCode.TermTooLarge, span,
                $"the number could exceed {LanguageLimits.MagnitudeMax} in some configuration");
        }

        return term;
    }

    private BoundTerm? Named(Expression.Name name)
    {
        switch (context.Names.Find(name))
        {
            case { Attribute: { } attribute } reference:
                return AttributeOf(reference.Characteristic, attribute, name.Span);
            case { } reference:
                return NumberOf(reference.Characteristic, name.Span);
            case null when context.Parts.Current is { } frame && !name.IsQuoted && name.Joined == "position":
                return BoundTerm.Constant(frame.Instance.Position);
            default:
                context.Names.ReportUnknown(name);
                return null;
        }
    }

    private BoundTerm? Add(Expression.Add add)
    {
        var operands = new List<BoundTerm>();
        var failed = false;
        foreach (var (minus, operand) in add.Operands)
        {
            var bound = Bind(operand);
            var signed = minus ? bound?.Times(-1) : bound;
            failed |= signed is null;
            operands.AddRange(signed is null ? [] : [signed]);
        }

        return failed ? null : Fitting(BoundTerm.Sum(operands), add.Span);
    }
}
