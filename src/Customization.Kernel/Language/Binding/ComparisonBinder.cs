using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Comparisons. What stands right of <c>=</c> is looked up in this order: a value of the characteristic on
/// the left, a characteristic or attribute, an interned text.</summary>
/// <remarks>A comparison that only one characteristic decides becomes the set of its values that pass.</remarks>
internal sealed class ComparisonBinder(BindContext context)
{
    /// <summary><c>left op right</c>.</summary>
    public Formula? Compare(Expression.Compare compare) =>
        Compare(compare.Left, compare.Comparator, compare.Right, compare.Span);

    /// <summary><c>x in (a, b)</c>: one set of values where x is a characteristic and all items are values of it.
    /// </summary>
    public Formula? In(Expression.In membership)
    {
        if (membership.Subject is Expression.Name name && context.Names.Find(name) is { Attribute: null } subject)
        {
            var named = membership.Values.Select(value => ValueOf(subject.Characteristic, value)).ToHashSet();
            if (!named.Contains(-1))
            {
                return context.Is(
                    subject.Characteristic, membership.Span, value => named.Contains(value) != membership.Negated);
            }
        }

        var each = ConditionBinder.All(membership.Values.Select(
            value => Compare(membership.Subject, Comparator.Equal, value, value.Span)));
        if (each is not { } alternatives)
        {
            return null;
        }

        if (alternatives[0] is Formula.Is first
            && alternatives.All(one => one is Formula.Is atom && atom.Characteristic == first.Characteristic))
        {
            var values = alternatives.SelectMany(one => ((Formula.Is)one).Values).ToHashSet();
            return context.Is(
                first.Characteristic, membership.Span, value => values.Contains(value) != membership.Negated);
        }

        var any = new Formula.Or(alternatives);
        return membership.Negated ? new Formula.Not(any) : any;
    }

    /// <summary><c>x between a and b</c>.</summary>
    public Formula? Between(Expression.Between between)
    {
        var subject = context.Terms.Bind(between.Subject);
        var low = context.Terms.Bind(between.Low);
        var high = context.Terms.Bind(between.High);
        if (subject is null || low is null || high is null)
        {
            return null;
        }

        if (low.Low > high.High)
        {
            context.Error(LanguageCode.BadBounds, between.Span, "the lower bound exceeds the upper one");
            return null;
        }

        var atLeast = context.Lowering.Compare(subject, Comparator.GreaterOrEqual, low, between.Span, warn: false);
        var atMost = context.Lowering.Compare(subject, Comparator.LessOrEqual, high, between.Span, warn: false);
        return (atLeast, atMost) switch
        {
            (Formula.Is a, Formula.Is b) when a.Characteristic == b.Characteristic =>
                context.Lowering.Checked(context.Is(
                    a.Characteristic, between.Span,
                    value => a.Values.BinarySearch(value) >= 0 && b.Values.BinarySearch(value) >= 0), between.Span),
            (null, _) or (_, null) => null,
            _ => new Formula.And([atLeast, atMost]),
        };
    }

    private Formula? Compare(Expression left, Comparator comparator, Expression right, TextSpan span)
    {
        var isEquality = comparator is Comparator.Equal or Comparator.NotEqual;
        if (isEquality && left is Expression.Name name && context.Names.Find(name) is { } subject)
        {
            if (subject.Attribute is not null)
            {
                var symbol = Symbol(subject, right, out var failed);
                return failed ? null
                    : symbol is null ? Terms(left, comparator, right, span)
                    : context.Lowering.Compare(context.Terms.Bind(left), comparator, symbol, span);
            }

            if (ValueOf(subject.Characteristic, right) is var value and >= 0)
            {
                return context.Is(
                    subject.Characteristic, span, each => each == value == (comparator == Comparator.Equal));
            }

            if (!context.Terms.HasNumbers(subject.Characteristic) || IsUnknown(right))
            {
                return ByName(subject.Characteristic, comparator, right, span);
            }
        }

        return Terms(left, comparator, right, span);
    }

    /// <summary>Where the left side is wrong, an unknown name on the right is most likely a value, not one more error.
    /// </summary>
    private Formula? Terms(Expression left, Comparator comparator, Expression right, TextSpan span)
    {
        var number = context.Terms.Bind(left);
        return number is null && IsUnknown(right)
            ? null
            : context.Lowering.Compare(number, comparator, context.Terms.Bind(right), span);
    }

    private bool IsUnknown(Expression expression) =>
        expression is Expression.Name name && context.Names.Find(name) is null
            && !(context.Parts.Current is not null && name.Joined == "position");

    /// <summary>The value that an expression names, or -1. <c>true</c> and <c>false</c> are yes and no.</summary>
    private int ValueOf(CharacteristicIndex index, Expression right)
    {
        var characteristic = context.Scope[index];
        return right switch
        {
            Expression.Name name => characteristic.IndexOf(name.Joined),
            Expression.Number number => characteristic.IndexOf(number.Text),
            Expression.Truth truth when characteristic.IndexOf(truth.Value ? "true" : "false") is var value and >= 0 =>
                value,
            Expression.Truth truth when characteristic.Kind == CharacteristicKind.Boolean => truth.Value ? 1 : 0,
            _ => -1,
        };
    }

    /// <summary>Two characteristics without numbers compare by the names of their values.</summary>
    private Formula? ByName(CharacteristicIndex left, Comparator comparator, Expression right, TextSpan span)
    {
        if (right is Expression.Name name && context.Names.Find(name) is { Attribute: null } other
            && !context.Terms.HasNumbers(other.Characteristic))
        {
            var ids = new Dictionary<string, long>(StringComparer.Ordinal);
            var (here, there) = (Named(left, ids, span), Named(other.Characteristic, ids, span));
            return context.Lowering.Compare(here, comparator, there, span);
        }

        var characteristic = context.Scope[left];
        if (right is Expression.Name or Expression.Number or Expression.Truth)
        {
            var text = right is Expression.Name missing ? missing.Joined
                : right is Expression.Number number ? number.Text
                : right is Expression.Truth { Value: true } ? "true" : "false";
            var hint = context.Diagnostics.IsFull
                ? ""
                : Suggestion.For(text, characteristic.Values.Select(value => value.Name));
            context.Error(
                LanguageCode.NoSuchValue, right.Span, $"'{characteristic.Name}' has no value '{text}'{hint}");
        }
        else if (right is not Expression.Invalid)
        {
            context.Error(
                LanguageCode.NotComparable, right.Span,
                $"expected a value of '{characteristic.Name}', which has no numbers");
        }

        return null;
    }

    private BoundTerm? Named(CharacteristicIndex index, Dictionary<string, long> ids, TextSpan span)
    {
        var values = context.Scope[index].Values;
        return context.Charge(values.Length, span)
            ? BoundTerm.Of(index, [.. values.Select(value => IdOf(value.Name, ids))])
            : null;
    }

    private static long IdOf(string name, Dictionary<string, long> ids)
    {
        if (!ids.TryGetValue(name, out var id))
        {
            ids[name] = id = ids.Count;
        }

        return id;
    }

    /// <summary>The number of an interned text right of an attribute; null where something else stands there.
    /// </summary>
    private BoundTerm? Symbol(Reference attribute, Expression right, out bool failed)
    {
        failed = false;
        if (right is not Expression.Name name || context.Names.Find(name) is not null)
        {
            return null;
        }

        if (context.Scope.Symbols.TryGetValue(name.Joined, out var number))
        {
            return BoundTerm.Constant(number);
        }

        failed = true;
        var hint = context.Diagnostics.IsFull ? "" : Suggestion.For(name.Joined, context.Scope.Symbols.Keys);
        context.Error(
            LanguageCode.NoSuchText, name.Span,
            $"'{name.Joined}' is no text of an attribute such as '{attribute.Attribute}' and no characteristic{hint}");
        return null;
    }
}
