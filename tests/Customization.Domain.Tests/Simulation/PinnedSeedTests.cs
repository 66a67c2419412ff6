using Customization.Runtime.Simulation;
using Xunit;

namespace Customization.Domain.Tests.Simulation;

/// <summary>Seeds that found something once, each with its cause.</summary>
public class PinnedSeedTests
{
    [Theory]
    [InlineData(12, "a claim that was refused waited for ever for the answer that had just come")]
    [InlineData(69, "a second activation, out of date, said that it knew no claim: the order took its goods twice")]
    [InlineData(1185, "a second activation, out of date, had nothing to release: the other kept its reservation")]
    [InlineData(1340, "a second activation of an order, out of date, had no slot to lose: the other kept believing")]
    [InlineData(322, "a hold read back from the store lasts until the end of its minute: the checker did not know")]
    public void What_was_found_once_stays_away(int seed, string cause)
    {
        var outcome = Simulator.Run(seed);

        Assert.True(outcome.Violation is null, $"again: {cause}\n{Failure.Of(outcome)}");
    }
}
