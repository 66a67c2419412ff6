using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Where a name may be looked up: under a path of an instance, the words behind the first few.</summary>
internal readonly record struct Place(string Prefix, int Skipped, Frame? Neighbour);

/// <summary>Instances of parts: which ones a path means, and what is bound once for each of them.</summary>
/// <remarks>Inside, names mean the instance first, then the instance around it, then the product.</remarks>
internal sealed class PartBinder(BindContext context)
{
    /// <summary>What binding one body takes from the budget of a text, so that nested quantifiers end.</summary>
    private const int CellsPerBody = 8;

    private readonly List<Frame> _frames = [];

    /// <summary>The instance that is bound for at the moment, or null.</summary>
    public Frame? Current => _frames.Count > 0 ? _frames[^1] : null;

    /// <summary>The places where a name may be looked up, the nearest first.</summary>
    public IEnumerable<Place> Places(Expression.Name name)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            yield return new Place(_frames[i].Instance.Path + ".", 0, null);
        }

        if (Current is not null && !name.IsQuoted && name.Parts.Length > 1 && name.Parts[0] is "next" or "previous")
        {
            yield return new Place("", 1, Current);
        }

        yield return new Place("", 0, null);
    }

    /// <summary>The path that a place stands for; a neighbour counts as named from now on.</summary>
    public static string PathOf(Place place, Expression.Name name) => place.Neighbour is { } frame
        ? frame.Neighbour(name.Parts[0])!.Path + "."
        : place.Prefix;

    /// <summary>The instances that the first segments of a name stand for, and how many segments those are; null where
    /// they are no part.</summary>
    public (List<(Part Part, PartInstance Instance)> Instances, int Segments)? Find(Expression.Name name)
    {
        foreach (var place in Places(name))
        {
            var parts = name.Parts.AsSpan()[place.Skipped..];
            if (context.Scope.FindPart(place.Prefix + WithoutPosition(parts[0])) is null && place.Neighbour is null)
            {
                continue;
            }

            List<(Part, PartInstance)> found = [];
            var paths = new List<string> { PathOf(place, name) };
            var segments = 0;
            while (segments < parts.Length && Step(paths, parts[segments]) is { Count: > 0 } next)
            {
                found = next;
                paths = next.ConvertAll(each => each.Instance.Path + ".");
                segments++;
            }

            if (segments > 0)
            {
                return (found, segments + place.Skipped);
            }
        }

        return null;
    }

    /// <summary>The instances that a whole name stands for; anything else is reported.</summary>
    public List<(Part Part, PartInstance Instance)>? Instances(Expression.Name name)
    {
        if (Find(name) is { } found && found.Segments == name.Parts.Length)
        {
            return found.Instances;
        }

        if (!ReportPosition(name) && !context.Diagnostics.IsFull)
        {
            var hint = Suggestion.For(name.Joined, context.Scope.Parts);
            context.Error(LanguageCode.NoSuchPart, name.Span, $"no part '{name.Joined}'{hint}");
        }

        return null;
    }

    /// <summary>What names may begin with here: those of the instance at hand, without its path.</summary>
    public IEnumerable<string> NamesInside() => _frames.Select(frame => frame.Instance.Path + ".").SelectMany(
        prefix => context.Scope.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..]));

    /// <summary>Reports a position that no instance has, as in <c>cabinet[13].width</c>; false where that is not what
    /// is wrong.</summary>
    public bool ReportPosition(Expression.Name name)
    {
        for (var i = 0; i < name.Parts.Length; i++)
        {
            var part = WithoutPosition(name.Parts[i]);
            foreach (var place in Places(name).Where(place => place.Neighbour is null && part != name.Parts[i]))
            {
                var before = string.Join('.', name.Parts.AsSpan()[..i]);
                var path = place.Prefix + (i == 0 ? "" : before + ".") + part;
                if (context.Scope.FindPart(path) is { } found
                    && found.Instances.All(instance => instance.Path != place.Prefix
                        + (i == 0 ? "" : before + ".") + name.Parts[i]))
                {
                    context.Error(
                        LanguageCode.NoSuchInstance, name.Span,
                        $"no '{name.Parts[i]}'; '{part}' has the positions 1 to {found.Instances.Length}");
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Binds once for each instance of the part of a path without positions.</summary>
    public List<(Frame Frame, TBound Bound)>? Each<TBound>(string part, Func<TBound?> bind)
        where TBound : class =>
        Instances(new Expression.Name(default, [.. part.Split('.')])) is { } instances
            ? Each(instances, default, bind)
            : null;

    /// <summary>Binds once for each instance. Null once one has an error, which is reported once; warnings are kept
    /// where they are true of every instance.</summary>
    public List<(Frame Frame, TBound Bound)>? Each<TBound>(
        IReadOnlyList<(Part Part, PartInstance Instance)> instances, TextSpan span, Func<TBound?> bind)
        where TBound : class
    {
        var all = new List<(Frame, TBound)>(instances.Count);
        context.Diagnostics.BeginEach();
        foreach (var (part, instance) in instances)
        {
            if (!context.Charge(CellsPerBody, span) || In(part, instance, bind, out var frame) is not { } bound)
            {
                break;
            }

            all.Add((frame, bound));
        }

        context.Diagnostics.EndEach(instances.Count);
        return all.Count == instances.Count ? all : null;
    }

    /// <summary>The conditions on each instance, for the existing ones of which they count.</summary>
    /// <param name="isImplied">Whether an instance that does not exist passes.</param>
    public List<Formula>? Conditions(Expression.Instances each, bool isImplied)
    {
        if (Instances(each.Part) is not { } instances
            || Each(instances, each.Span, () => context.Conditions.Bind(each.Condition)) is not { } bound)
        {
            return null;
        }

        var conditions = bound.Where(one => !one.Frame.IsBeyond)
            .Select(one => Guarded(one.Frame, one.Bound, isImplied)).ToList();
        if (isImplied)
        {
            conditions.RemoveAll(condition => condition is Formula.Constant { Value: true });
        }

        return conditions;
    }

    /// <summary>The condition, or one that passes or fails instances which do not exist.</summary>
    public Formula Guarded(Frame frame, Formula formula, bool isImplied)
    {
        var exists = frame.Needed.Exists;
        var folded = Folding.Fold(formula);
        return exists is Formula.Constant || new Absence(context.Scope, frame.Needed).Holds(folded) == isImplied
            ? folded
            : isImplied ? Folding.Implies(exists, folded) : Folding.And(exists, folded);
    }

    /// <summary>The number, or 0 where the instance does not exist.</summary>
    public BoundTerm Guarded(Frame frame, BoundTerm number) =>
        frame.IsBeyond ? BoundTerm.Constant(0)
            : frame.Needed.Exists is Formula.Constant || new Absence(context.Scope, frame.Needed).IsZero(number.Term)
                ? number
                : number.Where(frame.Needed.Exists);

    private TBound? In<TBound>(Part part, PartInstance instance, Func<TBound?> bind, out Frame frame)
        where TBound : class
    {
        var depth = _frames.Count;
        Open(instance.Parent);
        _frames.Add(frame = new Frame(part, instance));
        var bound = bind();
        _frames.RemoveRange(depth, _frames.Count - depth);
        return bound;
    }

    /// <summary>The instances around one, where the text does not stand inside them already.</summary>
    private void Open(PartInstance? around)
    {
        if (around is not null && _frames.TrueForAll(frame => !ReferenceEquals(frame.Instance, around)))
        {
            Open(around.Parent);
            var path = around.Path[..around.Path.LastIndexOf('[')];
            _frames.Add(new Frame(context.Scope.FindPart(path)!, around));
        }
    }

    private List<(Part Part, PartInstance Instance)> Step(List<string> paths, string segment)
    {
        var found = new List<(Part, PartInstance)>();
        var name = WithoutPosition(segment);
        foreach (var path in paths)
        {
            if (context.Scope.FindPart(path + name) is { } part)
            {
                found.AddRange(part.Instances
                    .Where(instance => name == segment || instance.Path == path + segment)
                    .Select(instance => (part, instance)));
            }
        }

        return found;
    }

    private static string WithoutPosition(string segment)
    {
        var open = segment.IndexOf('[', StringComparison.Ordinal);
        return open > 0 ? segment[..open] : segment;
    }
}
