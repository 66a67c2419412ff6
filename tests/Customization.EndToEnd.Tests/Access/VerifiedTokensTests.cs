using System.Security.Claims;
using Customization.Gateway.Access;
using Customization.Runtime.Scheduling;

namespace Customization.EndToEnd.Tests.Access;

public sealed class VerifiedTokensTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly VirtualTime _clock = new(Start);

    [Fact]
    public void A_token_counts_until_it_expires_and_no_other_counts()
    {
        var tokens = new VerifiedTokens(_clock);
        var ann = new ClaimsPrincipal();
        tokens.Add("a.b.c", ann, Start.AddMinutes(5));

        Assert.Same(ann, tokens.Find("a.b.c"));
        Assert.Null(tokens.Find("a.b.d"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(tokens.Find("a.b.c"));
    }

    [Fact]
    public void What_is_used_stays_and_what_is_not_makes_room()
    {
        var tokens = new VerifiedTokens(_clock);
        tokens.Add("used", new ClaimsPrincipal(), Start.AddDays(1));
        tokens.Add("unused", new ClaimsPrincipal(), Start.AddDays(1));
        for (var i = 0; i < 2 * VerifiedTokens.KeptMax; i++)
        {
            tokens.Add($"token {i}", new ClaimsPrincipal(), Start.AddDays(1));
            Assert.NotNull(tokens.Find("used"));
        }

        Assert.Null(tokens.Find("unused"));
    }
}
