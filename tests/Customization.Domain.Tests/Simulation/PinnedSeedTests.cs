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
    [InlineData(1, "an order whose changes were sealed and that had no snapshot could not be read after a crash")]
    [InlineData(11, "who was erased took the hash of the body along: to the checker the order was placed again")]
    [InlineData(193, "what a session still had to send went with its owner's key: the checker waited for it")]
    [InlineData(229, "a session in memory came back to the store under a key made after its owner was erased")]
    [InlineData(709, "a session that cannot be read since its owner was erased goes at once: the checker did not know")]
    [InlineData(1381, "the same, stored after the erasure")]
    [InlineData(31, "a batch that its run never counted kept its recipients when the run forgot")]
    [InlineData(101, "the same")]
    [InlineData(131, "the same")]
    [InlineData(151, "the same")]
    public void What_was_found_once_stays_away(int seed, string cause)
    {
        var outcome = Simulator.Run(seed);

        Assert.True(outcome.Violation is null, $"again: {cause}\n{Failure.Of(outcome)}");
    }
}
