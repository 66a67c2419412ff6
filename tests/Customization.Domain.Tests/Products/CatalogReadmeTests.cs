using System.Text.RegularExpressions;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>The examples of the catalog's README are definitions that the reader takes.</summary>
public sealed class CatalogReadmeTests
{
    private static readonly string Folder = Path.Combine(Samples.Root, "src", "Customization.Domain", "Catalog");

    [Fact]
    public void Every_example_is_a_definition_without_a_fault()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var examples = Regex.Matches(text, "```yaml\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Definitions.Publish(example));
    }
}
