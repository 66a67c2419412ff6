using System.Collections.Immutable;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Profiles;

/// <summary>What customers of one kind of day do; read from a file.</summary>
/// <param name="Products">Relative weights of products.</param>
/// <param name="Prefer">How much likelier a value is drawn than others, by product, characteristic and value.</param>
/// <param name="Journeys">Relative weights of what customers do.</param>
/// <param name="Storm">All who are there come back at once; null where nothing of the kind happens.</param>
public sealed record LoadProfile(
    string Name, string About, ImmutableArray<(string Product, double Weight)> Products, Preferences Prefer,
    ThinkTime Think, RateShape Shape, ImmutableArray<JourneyKind> Journeys, Storm? Storm)
{
    /// <summary>Steps that a customer takes on average.</summary>
    public double StepsMean
    {
        get
        {
            var weights = Journeys.Sum(kind => kind.Weight);
            return Journeys.Sum(kind => kind.Weight * kind.Steps.Sum(step => (step.TimesMin + step.TimesMax) / 2.0))
                / weights;
        }
    }

    /// <summary>Most steps that a customer takes.</summary>
    public int StepsMax => Journeys.Max(kind => kind.Steps.Sum(step => step.TimesMax));
}

/// <summary>One way through the shop.</summary>
public sealed record JourneyKind(double Weight, ImmutableArray<StepKind> Steps);

/// <summary>One operation, done so many times in a row.</summary>
public readonly record struct StepKind(Operation Operation, int TimesMin, int TimesMax);

/// <summary>A gateway is lost: every customer who is in the middle of a journey reconnects.</summary>
/// <param name="AtS">Seconds from the start of the measurement.</param>
/// <param name="WithinS">The reconnections spread evenly over so many seconds.</param>
public sealed record Storm(double AtS, double WithinS);
