using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>What aspects of the presentation need of each other.</summary>
public sealed class AspectTests
{
    private static readonly Catalog.PublishedProduct Jar = Definitions.Publish("""
        product: jar
        pricing: {lists: {eur: {currency: EUR, base: 4.00}}}
        model: {characteristics: {filling: {values: [honey, jam]}}}
        presentation:
          pack: {aspect: packaging, title: Pack, options: {plain: {}, gift: {title: Gift box}}}
          place: {aspect: placement, title: Place, options: {shelf: {}, counter: {title: Counter, needs: {pack: gift}}}}
        """);

    [Fact]
    public void An_option_without_what_it_needs_is_an_issue()
    {
        var refusal = Assert.Single(Check(("place", "counter")));

        Assert.Equal(("place", ParameterRefusal.OptionNeedsOther), (refusal.Parameter, refusal.Code));
        Assert.Equal("Place: Counter needs Pack: Gift box.", refusal.Detail);
        Assert.Single(Check(("place", "counter"), ("pack", "plain")));
    }

    [Fact]
    public void With_it_there_is_none() => Assert.Empty(Check(("place", "counter"), ("pack", "gift")));

    [Fact]
    public void What_cannot_be_taken_as_things_stand_is_told_beforehand()
    {
        var blocked = Assert.Single(Blocked());

        Assert.Equal(("place", "counter", "Place: Counter needs Pack: Gift box."),
            (blocked.Parameter, blocked.Option, blocked.Why));
        Assert.Single(Blocked(("pack", "plain"), ("place", "counter")));
        Assert.Empty(Blocked(("pack", "gift")));
    }

    [Fact]
    public void An_unknown_option_is_an_issue_of_its_own() =>
        Assert.Equal(ParameterRefusal.OptionUnknown, Assert.Single(Check(("place", "roof"))).Code);

    [Fact]
    public void Each_aspect_says_which_face_it_is() => Assert.Equal(
        [PresentationAspect.Packaging, PresentationAspect.Placement],
        Jar.Definition.Parameters.Select(each => each.Aspect!.Value));

    private static ImmutableArray<ParameterRefusal> Check(params (string Aspect, string Option)[] answers) =>
        Jar.CheckAll(Answers(answers), [0], "en");

    private static ImmutableArray<BlockedOption> Blocked(params (string Aspect, string Option)[] answers) =>
        Jar.BlockedOptions(Answers(answers), "en");

    private static ImmutableSortedDictionary<string, ParameterValue> Answers(
        (string Aspect, string Option)[] answers) =>
        answers.ToImmutableSortedDictionary(
            each => each.Aspect, each => (ParameterValue)new ParameterValue.Choice(each.Option));
}
