using Customization.Domain.Delivery;
using Xunit;

namespace Customization.Domain.Tests.Delivery;

/// <summary>A plant file of several documents, each a part of the plant.</summary>
public class PlantDocumentTests
{
    [Fact]
    public void What_they_list_adds_up()
    {
        var read = PlantDefinitionReader.Read(
            """
            automatic: true
            components: {oats: {stock: 5}}
            ---
            components: {nuts: {stock: 7}}
            cells: {mill-1: {capabilities: [milling], shifts: {daily: [06:00-14:00]}}}
            """,
            "plant.yaml");

        Assert.Empty(read.Diagnostics);
        Assert.Equal(
            [("oats", 5, true), ("nuts", 7, false)],
            read.Plant!.Components.Select(each => (each.Code, each.OnHand, each.Terms.AutomaticReceipts)));
        Assert.Equal("mill-1", Assert.Single(read.Plant.Cells).Id);
    }

    [Fact]
    public void A_name_belongs_to_one_of_them()
    {
        var read = PlantDefinitionReader.Read(
            "components: {oats: {stock: 5}}\n---\ncomponents:\n  oats: {stock: 7}\n", "plant.yaml");

        Assert.Equal(
            "plant.yaml:4:3: error CY0006: 'oats' is under 'components' of an earlier document already",
            Assert.Single(read.Diagnostics).ToString());
    }

    [Fact]
    public void They_have_a_limit()
    {
        var many = string.Join("\n---\n", Enumerable.Repeat("automatic: true", 201));

        var found = Assert.Single(PlantDefinitionReader.Read(many, "plant.yaml").Diagnostics);

        Assert.Equal(400, found.Span.Line);
        Assert.Equal("one document more starts here; at most 200 are accepted", found.Message);
    }
}
