using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary><c>sum</c> and <c>count</c>. A single name in a sum is looked up as a group first (the numbers of its
/// members), then as an attribute (of every characteristic that carries it), then as a number of its own, then as what
/// the instances of a part have.</summary>
internal sealed class SumBinder(BindContext context)
{
    private CharacteristicIndex? _item;
    private bool _isInWhere;
    private bool _usedItem;

    /// <summary>Whether the name is the word <c>chosen</c> of a <c>where</c>.</summary>
    public bool IsChosenWord(Expression.Name name) => _isInWhere && !name.IsQuoted && name.Joined == "chosen";

    /// <summary>That the item which the <c>where</c> is about is chosen.</summary>
    public Formula? ChosenItem(TextSpan span)
    {
        _usedItem = true;
        if (_item is { } item)
        {
            return context.IsChosen(item, span);
        }

        context.Error(
            LanguageCode.NotACondition, span, "'chosen' needs a sum over a group or an attribute, not over numbers");
        return null;
    }

    /// <summary>The number of items that hold; a group counts its chosen members.</summary>
    public BoundTerm? Count(Expression.Count count)
    {
        if (context.Conditions.Items(count.Items) is not { } conditions)
        {
            return null;
        }

        var ones = new List<BoundTerm>(conditions.Length);
        foreach (var condition in conditions)
        {
            if (condition is not Formula.Is atom)
            {
                ones.Add(BoundTerm.Constant(1).Where(condition));
                continue;
            }

            var length = context.Scope[atom.Characteristic].Values.Length;
            if (!context.Charge(length, count.Span))
            {
                return null;
            }

            var marks = new long[length];
            foreach (var value in atom.Values)
            {
                marks[value] = 1;
            }

            ones.Add(BoundTerm.Of(atom.Characteristic, [.. marks])!);
        }

        return context.Terms.Fitting(BoundTerm.Sum(ones), count.Span);
    }

    /// <summary>The total of the items, of those in the group or part, and where the condition holds.</summary>
    public BoundTerm? Sum(Expression.Sum sum)
    {
        if (sum.Group is { } part && context.Names.FindGroup(part) is null && context.Parts.Find(part) is not null)
        {
            return OverInstances(part, () => Sum(sum with { Group = null }), sum.Span);
        }

        var group = sum.Group is null ? null : context.Names.Group(sum.Group.Joined, sum.Group.Span);
        var numbers = new List<BoundTerm>();
        var complete = sum.Group is null || group is not null;
        foreach (var expression in sum.Items)
        {
            if (PartOf(expression) is { } path)
            {
                var (name, inner) = path;
                var total = OverInstances(name, () => Sum(sum with { Items = [inner] }), sum.Span);
                complete &= total is not null;
                numbers.AddRange(total is null ? [] : [total]);
                continue;
            }

            var items = new List<(CharacteristicIndex? Item, BoundTerm Number)>();
            complete &= AddItem(expression, sum.Group is null ? null : group ?? [], items);
            var kept = sum.Where is null ? items.ConvertAll(item => item.Number) : Where(sum.Where, items);
            complete &= kept is not null;
            numbers.AddRange(kept ?? []);
        }

        return complete ? context.Terms.Fitting(BoundTerm.Sum(numbers), sum.Span) : null;
    }

    /// <summary><c>cabinet.width</c> as the part and what each of its instances has; null for every other item.
    /// </summary>
    private (Expression.Name Part, Expression.Name Inner)? PartOf(Expression item)
    {
        if (item is not Expression.Name name || context.Names.Find(name) is not null
            || context.Names.FindGroup(name) is not null || context.Parts.Find(name) is not { } part
            || part.Segments == name.Parts.Length)
        {
            return null;
        }

        // The last of cabinet.drawer.count is the count that each cabinet has, not something that each drawer has.
        var isCount = part.Segments > 1 && name.Parts[part.Segments..] is ["count"];
        var segments = part.Segments - (isCount ? 1 : 0);
        return (
            new Expression.Name(name.Span, name.Parts[..segments], name.IsQuoted),
            new Expression.Name(name.Span, name.Parts[segments..]));
    }

    private BoundTerm? OverInstances(Expression.Name part, Func<BoundTerm?> bind, TextSpan span)
    {
        if (context.Parts.Instances(part) is not { } instances
            || context.Parts.Each(instances, span, bind) is not { } each)
        {
            return null;
        }

        return context.Terms.Fitting(
            BoundTerm.Sum(each.ConvertAll(one => context.Parts.Guarded(one.Frame, one.Bound))), span);
    }

    /// <summary>Binds the condition once; once per item when it speaks of <c>chosen</c>.</summary>
    private List<BoundTerm>? Where(Expression where, List<(CharacteristicIndex? Item, BoundTerm Number)> items)
    {
        var outer = (_item, _isInWhere, _usedItem);
        (_item, _isInWhere, _usedItem) = (items.Count > 0 ? items[0].Item : null, true, false);
        var numbers = new List<BoundTerm>(items.Count);
        var condition = context.Conditions.Bind(where);
        for (var i = 0; i < items.Count && condition is not null; i++)
        {
            if (i > 0 && _usedItem)
            {
                _item = items[i].Item;
                condition = context.Conditions.Bind(where);
            }

            numbers.AddRange(condition is null ? [] : [items[i].Number.Where(condition)]);
        }

        (_item, _isInWhere, _usedItem) = outer;
        return condition is null ? null : numbers;
    }

    private bool AddItem(
        Expression expression, IReadOnlyCollection<int>? within,
        List<(CharacteristicIndex? Item, BoundTerm Number)> items)
    {
        var (members, attribute) = expression switch
        {
            Expression.Members group => (context.Names.Group(group.Group, group.Span), null),
            Expression.Name name when context.Names.FindGroup(name) is { } group => (group, null),
            Expression.Name name when context.Names.FindCarriers(name) is { } carriers => (carriers, name.Joined),
            _ => ((IReadOnlyCollection<int>?)null, (string?)null),
        };
        if (members is null)
        {
            return AddNumber(expression, within, items);
        }

        foreach (var member in within is null ? members : members.Intersect(within))
        {
            var index = new CharacteristicIndex(member);
            var number = attribute is null
                ? context.Terms.NumberOf(index, expression.Span)
                : context.Terms.AttributeOf(index, attribute, expression.Span);
            if (number is null)
            {
                return false;
            }

            items.Add((index, number));
        }

        return true;
    }

    private bool AddNumber(
        Expression expression, IReadOnlyCollection<int>? within,
        List<(CharacteristicIndex? Item, BoundTerm Number)> items)
    {
        if (expression is Expression.Members)
        {
            return false;
        }

        if (expression is Expression.Name { Parts.Length: 1 } name && context.Names.Find(name) is null
            && !(context.Parts.Current is not null && name.Joined == "position"))
        {
            var hint = context.Diagnostics.IsFull
                ? ""
                : Suggestion.For(name.Joined, context.Scope.Attributes.Concat(context.Scope.Groups));
            context.Error(
                LanguageCode.NoSuchAttribute, name.Span,
                $"no group, attribute or characteristic '{name.Joined}'{hint}");
            return false;
        }

        if (within is not null)
        {
            context.Error(
                LanguageCode.NoSuchAttribute, expression.Span, "'sum(...) in group' needs the name of an attribute");
            return false;
        }

        if (context.Terms.Bind(expression) is not { } number)
        {
            return false;
        }

        items.Add((null, number));
        return true;
    }
}
