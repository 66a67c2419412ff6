using System.Text.Json;
using Customization.Domain.Catalog.Definitions;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>The published schema says what the reader knows.</summary>
public class SchemaTests
{
    private static readonly JsonElement Schema = Load();

    public static TheoryData<string> Kinds => [.. DefinitionFields.All.Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Has_the_keys_of_the_reader(string kind)
    {
        var set = DefinitionFields.All.Single(each => each.Name == kind);
        var definition = Schema.GetProperty("$defs").GetProperty(kind);

        Assert.Equal(set.Keys, definition.GetProperty("properties").EnumerateObject().Select(each => each.Name));
        Assert.Equal(set.Required, definition.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Select(each => each.GetString()!)
            : []);
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var defined = Schema.GetProperty("$defs").EnumerateObject().Select(each => "#/$defs/" + each.Name).ToHashSet();
        Assert.Subset(defined, References(Schema).ToHashSet());
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(each => each.Name == "$ref"
            ? [each.Value.GetString()!]
            : References(each.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static JsonElement Load()
    {
        using var stream = typeof(ProductDefinitionReader).Assembly.GetManifestResourceStream("product.schema.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
