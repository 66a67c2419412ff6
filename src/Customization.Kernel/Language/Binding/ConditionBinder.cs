using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Trees to formulas: the connectives, quantifiers and bare names.</summary>
internal sealed class ConditionBinder(BindContext context)
{
    /// <summary>The formula of a condition, or null where an error was reported.</summary>
    public Formula? Bind(Expression expression)
    {
        switch (expression)
        {
            case Expression.Truth truth:
                return new Formula.Constant(truth.Value);
            case Expression.Not not:
                return Bind(not.Operand) is { } operand ? new Formula.Not(operand) : null;
            case Expression.Junction junction:
                return All(junction.Operands.Select(Bind)) is { } operands
                    ? junction.IsAnd ? new Formula.And(operands) : new Formula.Or(operands)
                    : null;
            case Expression.Connective connective:
                return Connect(connective.Kind, Bind(connective.Left), Bind(connective.Right));
            case Expression.Conditional conditional:
                return Conditional(conditional);
            case Expression.Quantifier quantifier:
                return Quantify(quantifier);
            case Expression.Name name:
                return Bare(name);
            case Expression.Presence presence:
                return Presence(presence);
            case Expression.Compare compare:
                return context.Comparisons.Compare(compare);
            case Expression.In membership:
                return context.Comparisons.In(membership);
            case Expression.Between between:
                return context.Comparisons.Between(between);
            case Expression.Table table:
                return context.Tables.Bind(table);
            case Expression.Invalid:
                return null;
            default:
                context.Error(
                    LanguageCode.NotACondition, expression.Span, "expected a condition, found a number; compare it");
                return null;
        }
    }

    /// <summary>All of them, or null where one has an error; binds all to report all.</summary>
    public static ImmutableArray<Formula>? All(IEnumerable<Formula?> formulas)
    {
        var all = formulas.ToList();
        return all.Contains(null) ? null : [.. all!];
    }

    /// <summary>The conditions that the items of a quantifier or count stand for: a group stands for its members.
    /// </summary>
    public ImmutableArray<Formula>? Items(ImmutableArray<Expression> items)
    {
        var formulas = ImmutableArray.CreateBuilder<Formula>();
        var complete = true;
        foreach (var item in items)
        {
            var (group, span) = item switch
            {
                Expression.Members members => (context.Names.Group(members.Group, members.Span), members.Span),
                Expression.Name name when context.Names.Find(name) is null && !context.Sums.IsChosenWord(name) =>
                    (context.Names.FindGroup(name), name.Span),
                _ => (null, item.Span),
            };
            if (Instances(item, group) is { } each)
            {
                var conditions = context.Parts.Conditions(each, isImplied: false);
                complete &= conditions is not null;
                formulas.AddRange(conditions ?? []);
            }
            else if (group is not null)
            {
                var chosen = context.MembersChosen(group, span);
                complete &= chosen is not null;
                formulas.AddRange(chosen ?? []);
            }
            else if (item is Expression.Members || Bind(item) is not { } formula)
            {
                complete = false;
            }
            else
            {
                formulas.Add(formula);
            }
        }

        return complete ? formulas.ToImmutable() : null;
    }

    /// <summary>An item that stands for one condition on each instance of a part; a mere name asks whether it exists.
    /// </summary>
    private Expression.Instances? Instances(Expression item, object? group) => item switch
    {
        Expression.Instances each => each,
        Expression.Name name when group is null && IsPart(name) =>
            new Expression.Instances(name.Span, name, new Expression.Truth(name.Span, true)),
        _ => null,
    };

    private bool IsPart(Expression.Name name) =>
        context.Names.Find(name) is null && context.Parts.Find(name) is { } part && part.Segments == name.Parts.Length;

    private static Formula? Connect(ConnectiveKind kind, Formula? left, Formula? right) =>
        left is null || right is null
            ? null
            : kind switch
            {
                ConnectiveKind.Implies => new Formula.Implies(left, right),
                ConnectiveKind.Iff => new Formula.Iff(left, right),
                ConnectiveKind.Xor => new Formula.Not(new Formula.Iff(left, right)),
                _ => new Formula.Not(new Formula.And([left, right])),
            };

    private Formula? Conditional(Expression.Conditional conditional)
    {
        var test = Bind(conditional.If);
        var then = Connect(ConnectiveKind.Implies, test, Bind(conditional.Then));
        if (conditional.Else is null)
        {
            return then;
        }

        var otherwise = Bind(conditional.Else);
        return then is null || otherwise is null
            ? null
            : new Formula.And([then, new Formula.Implies(new Formula.Not(test!), otherwise)]);
    }

    private Formula? Quantify(Expression.Quantifier quantifier)
    {
        if (quantifier is { Min: null, Max: null, Items: [Expression.Instances each] })
        {
            return context.Parts.Conditions(each, isImplied: true) is { } all ? new Formula.And([.. all]) : null;
        }

        if (Items(quantifier.Items) is not { } items)
        {
            return null;
        }

        var (min, max) = ((int)(quantifier.Min ?? items.Length), (int)(quantifier.Max ?? items.Length));
        if (quantifier.Max is not null && min > max)
        {
            context.Error(LanguageCode.BadBounds, quantifier.Span, $"the bounds {min} and {max} leave nothing between");
            return null;
        }

        if (min > items.Length)
        {
            context.Diagnostics.Warning(
                LanguageCode.NeverHolds, quantifier.Span, $"never holds: {min} of {items.Length} are asked for");
        }

        return quantifier switch
        {
            { Min: null, Max: null } => new Formula.And(items),
            { Min: 1, Max: null } => new Formula.Or(items),
            _ => new Formula.Cardinality(min, Math.Max(max, min), items),
        };
    }

    private Formula? Bare(Expression.Name name)
    {
        if (context.Sums.IsChosenWord(name))
        {
            return context.Sums.ChosenItem(name.Span);
        }

        if (context.Names.Find(name) is not { } reference)
        {
            if (context.Parts.Current is { } frame && !name.IsQuoted && name.Joined is "first" or "last")
            {
                return name.Joined == "first" ? new Formula.Constant(frame.Instance.Position == 1) : frame.IsLast;
            }

            context.Names.ReportUnknown(name);
            return null;
        }

        var characteristic = context.Scope[reference.Characteristic];
        if (reference.Attribute is null && characteristic.Kind == CharacteristicKind.Boolean)
        {
            return context.IsChosen(reference.Characteristic, name.Span);
        }

        var text = PathText.Of(name.Joined);
        var example = reference.Attribute is not null
            ? $"'{text} > 0'"
            : characteristic.Kind == CharacteristicKind.Optional
                ? $"'{text} present'"
                : $"'{text} = {Words.QuoteValue(characteristic.Values.FirstOrDefault()?.Name ?? "value")}'";
        context.Error(
            LanguageCode.NotACondition, name.Span,
            $"'{name.Joined}' alone is no condition; write for example {example}");
        return null;
    }

    private Formula? Presence(Expression.Presence presence)
    {
        var name = presence.Subject;
        Formula? chosen;
        if (context.Names.Find(name) is null && context.Names.FindGroup(name) is { } members)
        {
            chosen = context.MembersChosen(members, name.Span) is { } all ? new Formula.Or(all) : null;
        }
        else if (IsPart(name))
        {
            var all = context.Parts.Find(name)!.Value.Instances;
            chosen = all.Count == 1
                ? all[0].Instance.Exists
                : Folding.Fold(new Formula.Or(
                    [.. all.Where(one => one.Instance.Position == 1).Select(one => one.Instance.Exists)]));
        }
        else
        {
            chosen = context.Names.Characteristic(name) is { } index ? context.IsChosen(index, name.Span) : null;
        }

        return chosen switch
        {
            null => null,
            Formula.Constant always => new Formula.Constant(always.Value == presence.Present),
            Formula.Is atom when !presence.Present =>
                context.Is(atom.Characteristic, presence.Span, value => atom.Values.BinarySearch(value) < 0),
            _ => presence.Present ? chosen : new Formula.Not(chosen),
        };
    }
}
