using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;

namespace Customization.EndToEnd.Tests.Load;

public sealed class TraceTests
{
    [Fact]
    public void A_trace_becomes_the_journeys_that_were_recorded()
    {
        string[] lines =
        [
            ClickTrace.Header, ClickTrace.Line(2.5, 9, Operation.Choose, "shoe", "upper", "leather"),
            ClickTrace.Line(0.25, 9, Operation.Open, "shoe", null, null),
            ClickTrace.Line(1, 4, Operation.Open, "pc", null, null), "",
        ];

        var read = ClickTrace.Read(string.Join('\n', lines), "a.csv");

        Assert.Null(read.Problem);
        Assert.Equal(["shoe", "pc"], read.Journeys.Select(each => each.Product));
        Assert.Equal(
            [new PlannedStep(0.25, Operation.Open), new PlannedStep(2.5, Operation.Choose, "upper", "leather")],
            read.Journeys[0].Steps.AsEnumerable());
    }

    [Theory]
    [InlineData("at,session", "a.csv:1:1: error LT0002: expected the header")]
    [InlineData(ClickTrace.Header + "\n1,0,open,shoe,", "a.csv:2:1: error LT0002: expected 6 fields, found 5")]
    [InlineData(
        ClickTrace.Header + "\n-1,0,open,shoe,,", "a.csv:2:1: error LT0002: expected seconds from 0, found '-1'")]
    [InlineData(ClickTrace.Header + "\n\n1,0,buy,shoe,,", "a.csv:3:5: error LT0002: expected one of open, choose")]
    [InlineData(ClickTrace.Header, "a.csv:1:1: error LT0002: expected 1 to")]
    public void What_is_wrong_has_its_place(string text, string problem) =>
        Assert.StartsWith(problem, ClickTrace.Read(text, "a.csv").Problem!.ToString(), StringComparison.Ordinal);
}
