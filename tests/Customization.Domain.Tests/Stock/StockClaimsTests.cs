using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Xunit;

namespace Customization.Domain.Tests.Stock;

public sealed class StockClaimsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>What is kept along is what a look at every claim finds, on the way and after storage.</summary>
    [Fact]
    public void What_is_kept_along_is_what_a_look_at_all_claims_finds()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var claims = StockClaims.None;
            for (var step = 0; step < 200; step++)
            {
                var id = $"o-{random.Next(30)}~1";
                claims = random.Next(3) == 0 ? claims.Without(id) : claims.With(id, Any(random));
                Check(claims, Start.AddMinutes(random.Next(12)));
            }

            var text = JsonSerializer.Serialize(claims, EntityJson.Options);
            var stored = JsonSerializer.Deserialize<StockClaims>(text, EntityJson.Options)!;
            Assert.Equal(claims.ById, stored.ById);
            Check(stored, Start.AddMinutes(5));
        }
    }

    private static StockClaim Any(Random random) => new(
        random.Next(1, 5), DateOnly.FromDateTime(Start.Date).AddDays(random.Next(5)), Start.AddMinutes(random.Next(10)),
        (ClaimStatus)random.Next(3));

    private static void Check(StockClaims claims, DateTimeOffset now)
    {
        var held = claims.Where(claim => claim.Value.Status == ClaimStatus.Held).ToArray();
        Assert.Equal(held.Length == 0 ? null : held.Min(claim => claim.Value.Expires), claims.NextExpiry);
        Assert.Equal(
            held.Where(claim => claim.Value.Expires <= now).Select(claim => claim.Key), claims.ExpiredAt(now));
        Assert.Equal(
            claims.Where(claim => claim.Value.Status != ClaimStatus.Consumed)
                .GroupBy(claim => claim.Value.NeededBy, claim => (long)claim.Value.Quantity)
                .ToDictionary(day => day.Key, day => day.Sum()),
            claims.Open.ToDictionary());
    }
}
