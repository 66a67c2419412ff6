using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;
using Customization.Domain.Tests.Products;
using Xunit;

namespace Customization.Domain.Tests.Owned;

/// <summary>What a configuration brings of what its author wrote.</summary>
public sealed class OwnedBuildTests
{
    [Fact]
    public void Has_the_settings_that_were_built_with_their_bounds()
    {
        var build = OwnedStory.Build(2, "plain")!;
        Assert.Equal(2, build.Pieces);
        Assert.Equal(["one", "two"], build.Specification.Settings.Select(setting => setting.Code));
        Assert.Equal(new AbsentSetting("three", "zones >= 3"), Assert.Single(build.Specification.Absent));
        Assert.Equal(new SettingRange(10, 95, 5), build.Specification.Setting("one")!.Range);
        Assert.Equal(new SettingRange(0, 100, 5), OwnedStory.Build(2, "fine")!.Specification.Setting("one")!.Range);
    }

    [Fact]
    public void Values_of_the_factory_go_to_the_nearest_that_was_built()
    {
        var specification = OwnedStory.Build(1, "none")!.Specification;
        Assert.Equal(100, specification.Setting("one")!.Factory);
        Assert.Equal(OwnedStory.Values(("one", 100)), specification.Preset("evening")!.Values);
        Assert.Null(specification.Preset("rest"));
        Assert.Equal(["one"], Assert.Single(specification.Learning).Settings.AsEnumerable());
    }

    [Fact]
    public void A_product_without_settings_brings_nothing()
    {
        Assert.Null(OwnedBuild.Of(null, [0]));
        var never = Definitions.Read("""
            product: demo
            pricing: {lists: {eur: {currency: EUR, base: 1.00}}}
            model: {characteristics: {a: {values: [x, y]}}}
            owned: {settings: {s: {min: 0, max: 1, when: a = y}}}
            """);
        Assert.Null(OwnedBuild.Of(never.Owned, [0]));
        Assert.NotNull(OwnedBuild.Of(never.Owned, [1]));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(4, 0)]
    [InlineData(6, 10)]
    [InlineData(5, 0)]
    [InlineData(99, 90)]
    public void The_nearest_value_is_on_the_steps(long value, long nearest) =>
        Assert.Equal(nearest, new SettingRange(0, 95, 10).Nearest(value));
}
