namespace Customization.Domain.Catalog.Yaml;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Nearest
{
    private const int CandidatesMax = 1000;
    private const int LengthMax = 40;

    /// <summary>Words for a message: <c>; did you mean 'x'?</c>, or nothing where no name is near.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates)
    {
        var best = "";
        var least = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in candidates.Take(CandidatesMax))
        {
            var distance = Distance(name, candidate, least);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best.Length > 0 ? $"; did you mean '{best}'?" : "";
    }

    /// <summary>Levenshtein distance without case; anything at or above the limit may come back as the limit.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit || Math.Max(left.Length, right.Length) > LengthMax)
        {
            return limit;
        }

        Span<int> row = stackalloc int[LengthMax + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                var cost = Math.Min(diagonal + same, Math.Min(row[j], row[j - 1]) + 1);
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[right.Length];
    }
}
