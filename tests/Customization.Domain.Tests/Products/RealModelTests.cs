using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Delivery;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Definitions over imported models of real products. Each is left out where the model is not at hand: its
/// folder is found beside the repository, or named by <c>CUSTOMIZATION_DATA</c>.</summary>
public class RealModelTests
{
    [RealModelTheory]
    [InlineData("car.yaml", "renault-medium", "278744")]
    [InlineData("pc-richmond.yaml", "feature-models", null)]
    public void Imported_product_is_configured_priced_and_exploded(string file, string folder, string? configurations)
    {
        var data = Samples.Data(folder)!;
        var read = ProductDefinitionReader.Read(
            Samples.TestText(file), file, path => File.ReadAllText(Path.Combine(data, Path.GetFileName(path))));
        Assert.True(read.Definition is not null, string.Join('\n', read.Diagnostics));
        Assert.Empty(read.Diagnostics);
        var product = new PublishedProduct(
            read.Definition, 1, ModelCompiler.Compile(read.Definition.Model).Compiled!);
        var none = Selection.Empty(product.Model);
        var count = product.Configurators.Use(each => each.Count(none));
        Assert.Equal(configurations ?? count.ToString(), count.ToString());

        var table = product.PriceTables[0];
        var cheapest = product.Configurators.Use(each => each.Cheapest(none, table.PerLiteral))!;
        Assert.True(Evaluation.Satisfies(product.Model, cheapest.Values.AsSpan()));
        var quote = product.Price(cheapest.Values.AsSpan(), Definitions.NoAnswers, table, null, "en");
        Assert.Equal(table.Total(cheapest.Cost), quote.Total.Minor);
        Assert.Equal(quote.Total, quote.Lines.Aggregate(Money.Zero("EUR"), (sum, line) => sum + line.Amount));

        var work = product.Explode(cheapest.Values.AsSpan(), Definitions.NoAnswers);
        var plant = PlantDefinitionReader.Read(Samples.TestText("plant-real.yaml"), "plant-real.yaml");
        Assert.Empty(plant.Diagnostics);
        Assert.NotEmpty(work.Routing);
        Assert.Subset(
            plant.Plant!.Components.Select(each => each.Code).ToHashSet(),
            work.Bom.Select(line => line.Component).ToHashSet());
    }

    [Fact]
    public void Definition_read_again_from_its_files_has_the_same_hash()
    {
        const string text = """
            product: demo
            pricing: {lists: {eur: {currency: EUR}}}
            model: {import: m.dimacs}
            """;
        const string model = "p cnf 2 1\n1 2 0\n";
        var first = ProductDefinitionReader.Read(text, "a.yaml", _ => model).Definition!;
        var again = ProductDefinitionReader.Read(first.Files).Definition!;
        Assert.Equal(first.Files.Hash(), again.Files.Hash());
        Assert.NotEqual(first.Files.Hash(), DefinitionFilesWith(first, model + "2 0\n").Hash());
    }

    private static DefinitionFiles DefinitionFilesWith(ProductDefinition definition, string model) =>
        definition.Files with { Imports = definition.Files.Imports.SetItem("m.dimacs", model) };
}

/// <summary>Tests on models of real products; skipped where those are not at hand.</summary>
internal sealed class RealModelTheoryAttribute : TheoryAttribute
{
    public RealModelTheoryAttribute()
    {
        Skip = Samples.Data("renault-medium") is null ? "shared/data is not beside the repository" : null;
    }
}
