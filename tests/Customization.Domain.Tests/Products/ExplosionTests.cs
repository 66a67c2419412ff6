using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Super-BOM and super-routing, exploded.</summary>
public class ExplosionTests
{
    private static readonly PublishedProduct Shoe = Definitions.Publish(Definitions.Read(Samples.Text("shoe.yaml")));

    [Fact]
    public void Bom_follows_the_values_and_what_is_given_beside_them()
    {
        var work = Shoe.Explode(
            Definitions.Configuration(Shoe.Model, "upper=leather cushioning=foam toe=red heel=navy reflective=yes"),
            Definitions.NoAnswers.Add("heelText", new ParameterValue.Text("ADA")));

        Assert.Equal(
            [
                "dye-pigment 2", "heel-print-foil 2", "laces-round 2", "lining-fabric 2", "midsole-foam 2",
                "outsole-rubber 2", "shoe-box 1", "thread-kit 1", "upper-leather 2",
            ],
            work.Bom.Select(line => $"{line.Component} {line.Quantity}"));
    }

    [Fact]
    public void Routing_hands_on_what_an_operation_that_falls_away_waited_for()
    {
        var work = Shoe.Explode(Definitions.Configuration(Shoe.Model, "upper=mesh"), Definitions.NoAnswers);

        Assert.Equal(
            ["cut cutting 6 <- ", "sew sewing 14 <- cut", "last assembly 12 <- sew", "pack packing 2 <- last"],
            work.Routing.Select(each =>
                $"{each.Id} {each.Capability} {each.Minutes} <- {string.Join(",", each.After)}"));
    }

    [Fact]
    public void Minutes_add_up_what_holds()
    {
        var work = Shoe.Explode(
            Definitions.Configuration(Shoe.Model, "upper=leather toe=black reflective=yes"), Definitions.NoAnswers);

        Assert.Equal(
            ["cut 10", "dye 4", "sew 23", "last 12", "pack 2"],
            work.Routing.Select(each => $"{each.Id} {each.Minutes}"));
    }

    [Fact]
    public void Presentation_brings_its_own_lines()
    {
        var work = Shoe.Explode(
            Definitions.Configuration(Shoe.Model, ""),
            Definitions.NoAnswers.Add("box", new ParameterValue.Choice("gift")));

        Assert.Contains(work.Bom, line => line.Component == "gift-box");
        Assert.DoesNotContain(work.Bom, line => line.Component == "shoe-box");
    }
}
