using System.Collections.Immutable;

namespace Customization.LoadTests.Profiles;

/// <summary>How the rate changes over a run: straight lines between points, constant before the first and after the
/// last.</summary>
/// <param name="Points">Seconds from the start and the share of the full rate then, 0 to 1, in the order of time.
/// </param>
public sealed record RateShape(ImmutableArray<(double AtS, double Share)> Points)
{
    /// <summary>The full rate all the time.</summary>
    public static readonly RateShape Constant = new([(0, 1)]);

    /// <summary>Share of the full rate at a time.</summary>
    public double At(double seconds)
    {
        var (beforeS, before) = Points[0];
        foreach (var (atS, share) in Points)
        {
            if (seconds < atS)
            {
                return atS == beforeS
                    ? share
                    : before + ((share - before) * Math.Max(0, seconds - beforeS) / (atS - beforeS));
            }

            (beforeS, before) = (atS, share);
        }

        return before;
    }
}
