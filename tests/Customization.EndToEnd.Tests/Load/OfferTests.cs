using System.Text;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Profiles;
using Customization.LoadTests.Targets;

namespace Customization.EndToEnd.Tests.Load;

/// <summary>Choices are drawn from what an answer says.</summary>
public sealed class OfferTests
{
    private const string Answer = """
        {"id":"s-1","owner":"ann","version":7,"code":"abc","isComplete":true,"price":{"code":"no"},
         "promise":{"shipDate":"2026-11-30","lane":"express","lateBecause":["x"]},
         "characteristics":{
          "size":{"chosen":"s40","completion":"s40","values":{"s40":{"status":"chosen"},"s41":{"status":"open"}}},
          "upper":{"completion":"mesh","values":{"mesh":{"status":"open","priceDelta":3},"knit":{"status":"open"},
            "leather":{"status":"excluded","changes":1}}},
          "toe":{"completion":"red","visible":"open","values":{"red":{"status":"open"},"lime":{"status":"dead"}}}},
         "terms":{"lane":"no"}}
        """;

    [Fact]
    public void An_answer_is_read_for_the_next_step()
    {
        var answer = AnswerReader.Session(Encoding.UTF8.GetBytes(Answer), Offer(1));

        Assert.Equal(
            new LoadAnswer(Outcome.Answered, "", "s-1", "abc", 7, "express", IsComplete: true), answer);
    }

    [Fact]
    public void Questions_without_an_answer_are_equally_likely_whatever_they_offer()
    {
        var drawn = Draws(Preferences.None);

        Assert.Equal(["toe=red", "upper=knit", "upper=mesh"], drawn.Keys.Order());
        Assert.InRange(drawn["toe=red"], 1800, 2200);
        Assert.InRange(drawn["upper=mesh"], 850, 1150);
    }

    [Fact]
    public void Preferred_values_are_likelier_by_their_weight()
    {
        var drawn = Draws(new Preferences([("shoe", "upper", "knit", 3)]));

        Assert.InRange((double)drawn["upper=knit"] / drawn["upper=mesh"], 2.5, 3.5);
    }

    [Fact]
    public void Values_of_weight_nothing_are_never_drawn() =>
        Assert.DoesNotContain("upper=mesh", Draws(new Preferences([("shoe", "upper", "mesh", 0)])).Keys);

    [Fact]
    public void Where_all_is_answered_an_answer_is_changed()
    {
        var offer = Offer(1);
        AnswerReader.Session("""{"characteristics":{"a":{"chosen":"x","values":{"y":{"status":"open"}}}}}"""u8, offer);

        Assert.Equal(("a", "y"), offer.Open);
        Assert.Null(offer.Excluded);
    }

    [Fact]
    public void An_excluded_value_is_drawn_too()
    {
        var offer = Offer(1);
        AnswerReader.Session(Encoding.UTF8.GetBytes(Answer), offer);

        Assert.Equal(("upper", "leather"), offer.Excluded);
    }

    [Fact]
    public void The_code_of_a_problem_is_its_own() => Assert.Equal(
        "overloaded", AnswerReader.ProblemCode("""{"a":{"code":"no"},"code":"overloaded","traceId":"1"}"""u8));

    [Fact]
    public void What_is_no_problem_has_no_code() => Assert.Equal("", AnswerReader.ProblemCode("<html>"u8));

    private static Offer Offer(int seed, Preferences? preferences = null) =>
        new(new Random(seed), preferences ?? Preferences.None, "shoe");

    private static Dictionary<string, int> Draws(Preferences preferences)
    {
        var offer = Offer(2, preferences);
        var json = Encoding.UTF8.GetBytes(Answer);
        var drawn = new Dictionary<string, int>();
        for (var i = 0; i < 4000; i++)
        {
            AnswerReader.Session(json, offer);
            var (characteristic, value) = offer.Open!.Value;
            var name = $"{characteristic}={value}";
            drawn[name] = drawn.GetValueOrDefault(name) + 1;
        }

        return drawn;
    }
}
