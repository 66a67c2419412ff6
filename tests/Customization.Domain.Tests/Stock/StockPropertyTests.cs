using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Domain.Tests.Entities;
using Xunit;

namespace Customization.Domain.Tests.Stock;

public class StockPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Random_commands_never_promise_what_is_not_there()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            Run(seed, new Random(seed));
        }
    }

    private static void Run(int seed, Random random)
    {
        var rig = new EntityRig<StockDecider, StockState>("c", Start);
        rig.Given(new DefineComponent(
            new ComponentTerms("C", random.Next(8), 1 + random.Next(5), random.Next(2) == 0), random.Next(20)));
        for (var step = 0; step < 150; step++)
        {
            if (random.Next(5) == 0)
            {
                rig.Until(rig.Now.AddMinutes(random.Next(1, 900)));
            }

            var holds = rig.State.Claims.Count;
            var reply = rig.When(Any(random, rig));
            Check(seed, step, rig);
            Assert.True(reply is not Rejection || rig.State.Claims.Count == holds, $"seed {seed} step {step}");
        }
    }

    /// <summary>The oracle: every day of the next year, summed up from scratch.</summary>
    private static void Check(int seed, int step, EntityRig<StockDecider, StockState> rig)
    {
        var state = rig.State;
        Assert.True(state.OnHand >= 0, $"seed {seed} step {step}: {state.OnHand} on hand");
        Assert.Equal(state.Received + state.Adjusted - state.Consumed, state.OnHand);
        var today = DateOnly.FromDateTime(rig.Now.UtcDateTime);
        var least = long.MaxValue;
        for (var i = 15; i >= 0; i--)
        {
            var day = today.AddDays(i);
            var stock = state.OnHand + state.Receipts.Values.Where(r => r.Date <= day).Sum(r => (long)r.Quantity)
                - state.Claims.ById.Values.Where(c => c.NeededBy <= day && c.Status != ClaimStatus.Consumed)
                    .Sum(c => (long)c.Quantity);
            least = Math.Min(least, stock);
            Assert.True(stock >= 0, $"seed {seed} step {step}: {stock} on {day}");
            Assert.Equal(least, StockLedger.AvailableOn(state, day, today));
        }
    }

    private static Command Any(Random random, EntityRig<StockDecider, StockState> rig)
    {
        var id = $"o{random.Next(12)}~1";
        var date = DateOnly.FromDateTime(rig.Now.UtcDateTime).AddDays(random.Next(12));
        return random.Next(9) switch
        {
            0 or 1 or 2 => new PlaceHold(id, random.Next(6), date, rig.Now.AddMinutes(random.Next(90))),
            3 or 4 => new ConfirmHold(id),
            5 => new ConsumeReservation(id),
            6 => new ReleaseHold(id, rig.Now.AddMinutes(random.Next(90))),
            7 => random.Next(2) == 0
                ? new AnnounceReceipt($"r{random.Next(40)}", random.Next(8), date)
                : new ReceiveStock($"r{random.Next(40)}", random.Next(8)),
            _ => new AdjustStock($"a{random.Next(60)}", random.Next(-4, 5), "count"),
        };
    }
}
