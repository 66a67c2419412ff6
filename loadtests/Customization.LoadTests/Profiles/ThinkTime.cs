namespace Customization.LoadTests.Profiles;

/// <summary>Time between two steps of a customer: log-normal, as measured times of people are.</summary>
/// <param name="MedianS">Half of all pauses are shorter, seconds.</param>
/// <param name="Spread">Two thirds of all pauses are between median / spread and median * spread; from 1.</param>
public sealed record ThinkTime(double MedianS, double Spread)
{
    /// <summary>Longest pause, in medians: nobody is waited for longer.</summary>
    public const double MediansMax = 10;

    /// <summary>Mean pause in seconds, the cut at <see cref="MediansMax"/> left out.</summary>
    public double MeanS => MedianS * Math.Exp(Math.Log(Spread) * Math.Log(Spread) / 2);

    /// <summary>One pause in seconds.</summary>
    public double Draw(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return MedianS * Math.Min(MediansMax, Math.Exp(Math.Log(Spread) * normal));
    }
}
