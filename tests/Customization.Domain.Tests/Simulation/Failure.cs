using Customization.Runtime.Simulation;

namespace Customization.Domain.Tests.Simulation;

/// <summary>How a test says what broke, so that it can be replayed.</summary>
internal static class Failure
{
    public static string Of(SeedOutcome outcome) =>
        $"{outcome.Violation?.Rule}: {outcome.Violation?.What}\n"
        + $"customization simulate --seed {outcome.Seed} --steps {Shrinking.Write(outcome.Steps)}";
}
