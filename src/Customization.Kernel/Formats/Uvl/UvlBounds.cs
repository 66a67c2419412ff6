using System.Globalization;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>What the constraints say about values of features before they are read: bounds that hold always, and the
/// texts that values are compared with. Mutable; owned by one reading.</summary>
/// <remarks>One pass over the tokens. A bound is a comparison of a feature with a number that is a constraint of its
/// own, or joined to others only by <c>&amp;</c>.</remarks>
internal sealed class UvlBounds
{
    private readonly UvlLookup _lookup;
    private readonly Dictionary<int, decimal> _least = [];
    private readonly Dictionary<int, decimal> _most = [];
    private readonly Dictionary<int, SortedSet<string>> _texts = [];
    private readonly List<(int Feature, Comparator Comparator, decimal Number)> _pending = [];

    public UvlBounds(UvlDocument document, UvlLookup lookup)
    {
        _lookup = lookup;
        foreach (var constraint in document.Constraints)
        {
            Scan(constraint.Cursor, constraint);
        }
    }

    public decimal? Least(int feature) => _least.TryGetValue(feature, out var number) ? number : null;

    public decimal? Most(int feature) => _most.TryGetValue(feature, out var number) ? number : null;

    /// <summary>The texts that the value of a feature is compared with, in order.</summary>
    public IReadOnlyCollection<string> Texts(int feature) => _texts.GetValueOrDefault(feature) ?? [];

    private void Scan(UvlCursor cursor, UvlConstraint constraint)
    {
        _pending.Clear();
        cursor.At = constraint.At;
        var (depth, isConjunction, isStart) = (0, true, true);
        while (cursor.Kind is not (UvlTokenKind.LineEnd or UvlTokenKind.End)
            && !(depth == 0 && (cursor.IsSymbol(",") || cursor.IsSymbol("}") || cursor.IsSymbol("]"))))
        {
            isConjunction &= depth > 0 || !(cursor.IsSymbol("|") || cursor.IsSymbol("=>") || cursor.IsSymbol("<=>"));
            depth += cursor.IsSymbol("(") ? 1 : cursor.IsSymbol(")") ? -1 : 0;
            if (!ReadComparison(cursor, constraint.Scope, isStart && depth == 0))
            {
                isStart = cursor.IsSymbol("&");
                cursor.Next();
            }
        }

        foreach (var (feature, comparator, number) in isConjunction ? _pending : [])
        {
            Bound(feature, comparator, number);
        }
    }

    /// <summary>Steps over one side and perhaps a comparison; false with the cursor unmoved where no side starts here.
    /// </summary>
    private bool ReadComparison(UvlCursor cursor, UvlScope scope, bool isStart)
    {
        var start = cursor.At;
        var (path, text, number) = ReadSide(cursor);
        if (cursor.At == start)
        {
            return false;
        }

        if (UvlComparison.Read(cursor) is not { } comparator)
        {
            return true;
        }

        var (otherPath, otherText, otherNumber) = ReadSide(cursor);
        var ends = cursor.Kind is not UvlTokenKind.Symbol || cursor.IsSymbol("&") || cursor.IsSymbol(",")
            || cursor.IsSymbol("]") || cursor.IsSymbol("}");
        if ((path ?? otherPath) is not { } name || _lookup.Find(name, scope) is null)
        {
            return true;
        }

        foreach (var feature in _lookup.FindOwners(name, scope, attribute: null) ?? [])
        {
            if ((text ?? otherText) is { } literal)
            {
                _texts.TryAdd(feature, new SortedSet<string>(StringComparer.Ordinal));
                _texts[feature].Add(literal);
            }
            else if (isStart && ends && (number ?? otherNumber) is { } bound)
            {
                _pending.Add((feature, path is null ? UvlComparison.Mirror(comparator) : comparator, bound));
            }
        }

        return true;
    }

    private static (List<string>? Path, string? Text, decimal? Number) ReadSide(UvlCursor cursor)
    {
        var start = cursor.At;
        if (cursor.IsName)
        {
            return (cursor.ReadPath(), null, null);
        }

        var text = cursor.TextOf(cursor.Current);
        if (cursor.Take(UvlTokenKind.Text))
        {
            return (null, text[1..^1].ToString(), null);
        }

        var isNegative = cursor.TakeSymbol("-");
        text = cursor.TextOf(cursor.Current);
        if (cursor.Kind == UvlTokenKind.Number
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            cursor.Next();
            return (null, null, isNegative ? -number : number);
        }

        cursor.At = start;
        return (null, null, null);
    }

    private void Bound(int feature, Comparator comparator, decimal number)
    {
        if (comparator is Comparator.Equal or Comparator.Greater or Comparator.GreaterOrEqual)
        {
            _least[feature] = _least.TryGetValue(feature, out var least) ? Math.Max(least, number) : number;
        }

        if (comparator is Comparator.Equal or Comparator.Less or Comparator.LessOrEqual)
        {
            _most[feature] = _most.TryGetValue(feature, out var most) ? Math.Min(most, number) : number;
        }
    }
}
