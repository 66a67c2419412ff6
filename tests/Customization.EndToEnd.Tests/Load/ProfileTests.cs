using Customization.EndToEnd.Tests.Hosting;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Profiles;

namespace Customization.EndToEnd.Tests.Load;

public sealed class ProfileTests
{
    private const string Right = "profile: p\nproducts: {shoe: 1}\nthink: {median: 1}\njourneys:\n";

    public static TheoryData<string> Shipped =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "loadtests", "profiles"))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_profiles_are_right_and_named_after_their_file(string path)
    {
        var read = ProfileReader.Read(File.ReadAllText(path), path);

        Assert.Empty(read.Diagnostics);
        Assert.Equal(Path.GetFileNameWithoutExtension(path), read.Profile!.Name);
        Assert.NotEqual("", read.Profile.About);
        Assert.True(read.Profile.StepsMean >= 1);
    }

    [Fact]
    public void The_sale_starts_at_a_twentieth_and_is_twenty_times_that_after_a_minute()
    {
        var sale = ProfileReader.Read(
            File.ReadAllText(Path.Combine(Repository.Root, "loadtests", "profiles", "sale-day.yaml")), "").Profile!;

        Assert.Equal(20, sale.Shape.At(60) / sale.Shape.At(0), 9);
        Assert.Equal(1, sale.Shape.At(1000));
    }

    [Fact]
    public void Steps_have_their_numbers()
    {
        var profile = ProfileReader.Read(Right + "  - {weight: 2, steps: [open, choose 3, choose 2-8]}", "p").Profile!;

        Assert.Equal(
            [new(Operation.Open, 1, 1), new(Operation.Choose, 3, 3), new(Operation.Choose, 2, 8)],
            profile.Journeys[0].Steps.AsEnumerable());
        Assert.Equal((9.0, 12), (profile.StepsMean, profile.StepsMax));
    }

    [Theory]
    [InlineData("", "p:1:1: error LT0001: expected one profile, found 0")]
    [InlineData("- a", "p:1:1: error LT0001: expected a profile with the keys profile, products, think, journeys")]
    [InlineData("profile: [", "p:2:1: error LT0001: this is not YAML")]
    [InlineData(Right + "  - {steps: [open]}", "p:5:5: error LT0001: a journey needs the key 'weight'")]
    [InlineData(Right + "  - {weight: -1, steps: [open]}", "p:5:14: error LT0001: expected 'weight' from 0 to 1000000")]
    [InlineData(Right + "  - {weight: 1, steps: [buy]}", "p:5:25: error LT0001: expected a step such as 'choose'")]
    [InlineData(Right + "  - {weight: 1, steps: [choose 3-2]}", "p:5:25: error LT0001: expected a step")]
    [InlineData(Right + "  - {weight: 1, steps: []}", "p:5:5: error LT0001: expected a journey of at least one step")]
    [InlineData(Right + "  - {weight: 1, steps: [open], a: 1}", "p:5:32: error LT0001: a journey has no key 'a'")]
    [InlineData(Right + "  - {weight: 0, steps: [open]}", "p:5:3: error LT0001: expected at least one of 'journeys'")]
    [InlineData(Right + "  - {weight: 1, steps: [open]}\nshape: [{at: 5, share: 1}, {at: 4, share: 1}]",
        "p:6:28: error LT0001: expected points in the order of time")]
    public void What_is_wrong_has_its_place(string text, string problem)
    {
        var read = ProfileReader.Read(text, "p");

        Assert.Null(read.Profile);
        Assert.StartsWith(problem, read.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }
}
