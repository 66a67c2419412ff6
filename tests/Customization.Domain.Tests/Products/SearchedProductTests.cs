using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Products whose model does not compile within the limits.</summary>
public class SearchedProductTests
{
    private static readonly DefinitionFiles Files = Definitions.Read(Samples.Text("shoe.yaml")).Files;

    [Fact]
    public void Is_published_on_the_search_engine_with_a_warning()
    {
        var compiled = DefinitionCompiler.Compile(Files, _ => { }, new CancellationToken(canceled: true))!;
        Assert.Equal(ConfigurationEngine.Search, compiled.Ready.Compiled.Engine);
        Assert.Null(compiled.Summary.Configurations);
        var warning = Assert.Single(compiled.Diagnostics, each => each.Code == "CC0002");
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains("by search", warning.Message);
    }

    [Fact]
    public void Is_on_the_search_engine_again_when_it_is_read_from_the_store()
    {
        var definition = Definitions.Read(Samples.Text("shoe.yaml"));
        var stored = StoredDefinition.Write("hash", CompiledModel.ForSearch(definition.Model).Compiled!);
        Assert.Equal(ConfigurationEngine.Search, StoredDefinition.ReadDiagram("hash", definition, stored)!.Engine);
    }

    [Fact]
    public void Sessions_get_the_same_statuses_and_are_told_what_answered()
    {
        var definition = Definitions.Read(Samples.Text("shoe.yaml"));
        var compiled = new PublishedProduct(definition, 1, ModelCompiler.Compile(definition.Model).Compiled!);
        var searched = new PublishedProduct(definition, 1, CompiledModel.ForSearch(definition.Model).Compiled!);
        var none = Selection.Empty(definition.Model);
        var (expected, found) = (Ask(compiled, none), Ask(searched, none));
        Assert.Equal(ConfigurationEngine.Diagram, expected.Engine);
        Assert.Equal(ConfigurationEngine.Search, found.Engine);
        Assert.Equal(Describe(expected), Describe(found));
        Assert.Equal(string.Join(' ', expected.Undecided), string.Join(' ', found.Undecided));
    }

    private static string Describe(SessionAnswer answer) =>
        string.Join(' ', answer.Statuses.Select((status, literal) => $"{literal}:{status}"));

    private static SessionAnswer Ask(PublishedProduct product, Selection selection) => SessionAnswer.Compute(
        product, product.PriceTables[0], 0, product.DaysPerLiteral.ToArray(), selection);
}
