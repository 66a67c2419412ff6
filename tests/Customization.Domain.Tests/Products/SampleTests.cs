using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Delivery;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>The products and the plant that ship with the project.</summary>
public class SampleTests
{
    [Theory]
    [InlineData("shoe.yaml", "92994739200")]
    [InlineData("pc.yaml", "223296")]
    [InlineData("shelf.yaml", "114353867620")]
    public void Reads_and_compiles_to_its_number_of_configurations(string file, string configurations)
    {
        var read = ProductDefinitionReader.Read(Samples.Text(file), file, _ => null);
        Assert.True(read.Definition is not null, string.Join('\n', read.Diagnostics));
        var product = Definitions.Publish(read.Definition);
        var count = product.Configurators.Use(each => each.Count(Selection.Empty(product.Model)));
        Assert.Equal(configurations, count.ToString());
    }

    [Fact]
    public void Plant_reads_without_errors()
    {
        var read = PlantDefinitionReader.Read(Samples.Text("plant.yaml"), "plant.yaml");
        Assert.Empty(read.Diagnostics);
        Assert.NotEmpty(read.Plant!.Cells);
    }
}
