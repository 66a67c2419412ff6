using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Resolves <c>a.b.c</c>: the characteristic of that whole name first, then the longest characteristic before
/// a dot that carries the rest as an attribute.</summary>
internal sealed class NameBinder(BindContext context)
{
    /// <summary>No name of a characteristic and attribute together has more segments.</summary>
    private const int SegmentsMax = 16;

    /// <summary>What the name stands for, or null, without a report.</summary>
    public Reference? Find(Expression.Name name)
    {
        foreach (var place in context.Parts.Places(name))
        {
            var rest = name.Parts.AsSpan()[place.Skipped..];
            if (Resolve(context.Scope, PartBinder.PathOf(place, name), rest) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What the name stands for in a scope, or null.</summary>
    public static Reference? Resolve(RuleScope scope, Expression.Name name) =>
        Resolve(scope, "", name.Parts.AsSpan());

    /// <summary>The members of the group of this name, or null, without a report.</summary>
    public IReadOnlyCollection<int>? FindGroup(Expression.Name name)
    {
        foreach (var place in context.Parts.Places(name))
        {
            var path = PartBinder.PathOf(place, name) + string.Join('.', name.Parts.AsSpan()[place.Skipped..]);
            if (context.Scope.MembersOf(path) is { } members)
            {
                return members;
            }
        }

        return null;
    }

    /// <summary>The characteristics whose values carry an attribute, or null: those of the instance at hand if it has
    /// some, else of the instance around it, else all. A characteristic of an instance hides attributes further out.
    /// </summary>
    public IReadOnlyCollection<int>? FindCarriers(Expression.Name name)
    {
        if (context.Scope.CarriersOf(name.Joined) is not { } carriers)
        {
            return null;
        }

        foreach (var place in context.Parts.Places(name).Where(place => place.Prefix.Length > 0))
        {
            var inside = carriers
                .Where(each => context.Scope[new(each)].Name.StartsWith(place.Prefix, StringComparison.Ordinal))
                .ToList();
            if (inside.Count > 0 || Resolve(context.Scope, place.Prefix, name.Parts.AsSpan()) is not null)
            {
                return inside.Count > 0 ? inside : null;
            }
        }

        return carriers;
    }

    /// <summary>The characteristic of this name; anything else is reported.</summary>
    public CharacteristicIndex? Characteristic(Expression.Name name)
    {
        switch (Find(name))
        {
            case { Attribute: null } found:
                return found.Characteristic;
            case { } attribute:
                context.Error(
                    LanguageCode.NoSuchCharacteristic, name.Span,
                    $"expected a characteristic, found the attribute '{attribute.Attribute}' of "
                    + $"'{context.Scope[attribute.Characteristic].Name}'");
                return null;
            default:
                ReportUnknown(name);
                return null;
        }
    }

    /// <summary>The members of a group; a name that is none is reported.</summary>
    public IReadOnlyCollection<int>? Group(string name, TextSpan span)
    {
        var members = FindGroup(new Expression.Name(span, [.. name.Split('.')])) ?? context.Scope.MembersOf(name);
        if (members is null && !context.Diagnostics.IsFull)
        {
            var hint = Suggestion.For(name, context.Scope.Groups);
            context.Error(LanguageCode.NoSuchGroup, span, $"no group '{name}'{hint}");
        }

        return members;
    }

    /// <summary>Reports a name that stands for nothing, with what the author may have meant.</summary>
    public void ReportUnknown(Expression.Name name)
    {
        if (context.Diagnostics.IsFull)
        {
            return;
        }

        if (context.Parts.ReportPosition(name))
        {
            return;
        }

        var scope = context.Scope;
        for (var i = Math.Min(name.Parts.Length, SegmentsMax) - 1; i > 0; i--)
        {
            if (scope.Find(Prefix(name, i)) is { } owner)
            {
                var attribute = string.Join('.', name.Parts.AsSpan()[i..]);
                var hint = Suggestion.For(attribute, scope.AttributesOf(owner));
                context.Error(
                    LanguageCode.NoSuchAttribute, name.Span,
                    $"'{scope[owner].Name}' has no attribute '{attribute}'{hint}");
                return;
            }
        }

        context.Error(LanguageCode.NoSuchCharacteristic, name.Span, $"no characteristic '{name.Joined}'{Hint(name)}");
    }

    private string Hint(Expression.Name name)
    {
        var scope = context.Scope;
        var text = name.Joined;
        if (scope.MembersOf(text) is not null)
        {
            return $"; '{text}' is a group, write 'any({Words.Quote(text)})' or 'count({Words.Quote(text)})'";
        }

        if (context.Parts.Find(name) is var (instances, segments))
        {
            var path = string.Join('.', name.Parts.AsSpan()[..segments]);
            var inner = string.Join('.', name.Parts.AsSpan()[segments..]);
            return inner.Length == 0
                ? $"; '{path}' is a part: write '{path}.count' or 'each {path} (...)'"
                : $"; '{path}' is a part: write '{instances[0].Instance.Path}.{inner}', 'each {path} ({inner} ...)' "
                    + $"or 'sum({inner} in {path})'";
        }

        if (name.Parts is ["next" or "previous", _, ..])
        {
            return $"; '{name.Parts[0]}' is the neighbour of an instance: write 'each part (...)' around it";
        }

        var near = Suggestion.For(text, context.Parts.NamesInside().Concat(scope.Names).Concat(scope.Groups));
        if (near.Length > 0)
        {
            return near;
        }

        var owner = scope.Characteristics.FirstOrDefault(characteristic => characteristic.IndexOf(text) >= 0);
        if (owner is not null)
        {
            return $"; it is a value of '{owner.Name}', write '{PathText.Of(owner.Name)} = {Words.Quote(text)}'";
        }

        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && scope.Find(text[..hyphen]) is not null ? "; to subtract, put blanks around '-'" : "";
    }

    private static Reference? Resolve(RuleScope scope, string path, ReadOnlySpan<string> parts)
    {
        if (scope.Find(path + string.Join('.', parts)) is { } whole)
        {
            return new Reference(whole, null);
        }

        for (var i = Math.Min(parts.Length, SegmentsMax) - 1; i > 0; i--)
        {
            var attribute = string.Join('.', parts[i..]);
            if (scope.Find(path + string.Join('.', parts[..i])) is { } characteristic
                && scope.Carries(characteristic, attribute))
            {
                return new Reference(characteristic, attribute);
            }
        }

        return null;
    }

    private static string Prefix(Expression.Name name, int parts) => string.Join('.', name.Parts.AsSpan()[..parts]);
}
