using System.Collections.Immutable;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Arrivals;

/// <summary>One step of a customer: when it is meant to start, and what it is.</summary>
/// <param name="AtS">Seconds from the start of the measurement; negative while the run warms up.</param>
/// <param name="Characteristic">What to choose where that is fixed; null where it is drawn from the answer.</param>
public sealed record PlannedStep(double AtS, Operation Operation, string? Characteristic = null, string? Value = null);

/// <summary>Everything one customer means to do. Nothing in it depends on an answer: that is what makes the load open.
/// </summary>
/// <param name="Number">From 0, in the order of arrival; draws of the journey are seeded with it.</param>
/// <param name="Steps">At least one, in the order of their times.</param>
public sealed record JourneyPlan(int Number, string Product, ImmutableArray<PlannedStep> Steps)
{
    /// <summary>When the first step is meant to start.</summary>
    public double ArrivalS => Steps[0].AtS;
}
