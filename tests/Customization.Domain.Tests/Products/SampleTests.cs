using System.Text.RegularExpressions;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Delivery;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>The products and the plant that ship with the project.</summary>
public partial class SampleTests
{
    [Theory]
    [InlineData("shoe.yaml", "92994739200")]
    [InlineData("pc.yaml", "223296")]
    [InlineData("aligners.yaml", "367748")]
    [InlineData("shelf.yaml", "114353867620")]
    [InlineData("jeans.yaml", "78303456")]
    [InlineData("kitchen.yaml", "422418418508787")]
    [InlineData("car.yaml", "444078960")]
    [InlineData("eyewear.yaml", "3166732800")]
    [InlineData("light.yaml", "3718368")]
    [InlineData("news.yaml", "4089155553")]
    [InlineData("shirt.yaml", "15861600")]
    [InlineData("teamkit.yaml", "46364037053427341216626153826858401506983871333437617045222705963392")]
    [InlineData("valve.yaml", "1868952")]
    [InlineData("window.yaml", "6557397")]
    [InlineData("packs.yaml", "1444")]
    [InlineData("video.yaml", "216960")]
    [InlineData("detergent.yaml", "3857")]
    [InlineData("rental.yaml", "378")]
    [InlineData("hotel.yaml", "4872")]
    [InlineData("novel.yaml", "2376")]
    [InlineData("muesli.yaml", "8019253706960660278")]
    public void Reads_and_compiles_to_its_number_of_configurations(string file, string configurations)
    {
        var read = ProductDefinitionReader.Read(Samples.Text(file), file, _ => null);
        Assert.True(read.Definition is not null, string.Join('\n', read.Diagnostics));
        var product = Definitions.Publish(read.Definition);
        var count = product.Configurators.Use(each => each.Count(Selection.Empty(product.Model)));
        Assert.Equal(configurations, count.ToString());
    }

    [Fact]
    public void Drawings_name_only_what_there_is()
    {
        foreach (var file in Samples.Products)
        {
            var definition = Definitions.Read(Samples.Text(file));
            foreach (var layer in definition.Drawing.Layers)
            {
                Assert.All(
                    Name().Matches(layer.Svg).Select(match => match.Groups[1].Value),
                    name => Assert.True(Names(definition, name), $"{file}, {layer.Name}: {name}"));
            }
        }
    }

    [Fact]
    public void Plant_has_what_every_sample_needs()
    {
        var plant = Plant();
        var components = plant.Components.Select(each => each.Code).ToHashSet();
        var capabilities = plant.Cells.SelectMany(each => each.Terms.Capabilities).ToHashSet();
        var lanes = plant.Lanes.Select(each => each.Code).ToHashSet();
        foreach (var file in Samples.Products)
        {
            var definition = Definitions.Read(Samples.Text(file));

            Assert.Empty(definition.Bom.Select(each => each.Component).Except(components));
            Assert.Empty(definition.Routing.Select(each => each.Capability).Except(capabilities));
            Assert.Empty(definition.Lanes.Select(each => each.Code).Except(lanes));
        }
    }

    [Fact]
    public void Nothing_in_the_plant_is_there_for_no_product()
    {
        var used = Samples.Products.SelectMany(file => Definitions.Read(Samples.Text(file)).Bom)
            .Select(each => each.Component).ToHashSet();

        Assert.Empty(Plant().Components.Select(each => each.Code).Except(used));
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Name();

    /// <summary>Whether a name is a parameter, or an attribute of some value of a characteristic.</summary>
    private static bool Names(ProductDefinition definition, string name) =>
        definition.Parameter(name) is not null
        || (definition.Model.Find(name[..Math.Max(0, name.LastIndexOf('.'))]) is { } characteristic
            && definition.Details[characteristic.Value].Values.Any(
                value => value.Texts.ContainsKey(name[(name.LastIndexOf('.') + 1)..])));

    private static PlantDefinition Plant()
    {
        var read = PlantDefinitionReader.Read(
            string.Join("\n---\n", Samples.Plants.Select(Samples.Text)), "plant.yaml");
        Assert.Empty(read.Diagnostics);
        return read.Plant!;
    }
}
