namespace Customization.Kernel.Language.Binding;

/// <summary>The nearest of the names that would have been right.</summary>
internal static class Suggestion
{
    private const int NameCharactersMax = 64;

    /// <summary><c>; did you mean 'color'?</c>, or empty where nothing is near: at most one edit in three characters,
    /// case not counted. O(candidates x length^2).</summary>
    public static string For(string wrong, IEnumerable<string> candidates)
    {
        if (wrong.Length > NameCharactersMax)
        {
            return "";
        }

        var distanceMax = Math.Max(1, wrong.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - wrong.Length) > distanceMax || candidate.Length > NameCharactersMax)
            {
                continue;
            }

            var distance = Distance(wrong, candidate);
            if (distance < distanceMax || (distance == distanceMax && best is null))
            {
                best = candidate;
                distanceMax = distance;
            }
        }

        return best is null ? "" : $"; did you mean '{best}'?";
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one name into the other.
    /// </summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                var swaps = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]);
                rows[i, j] = swaps ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
