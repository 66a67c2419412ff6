using System.Text.RegularExpressions;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.RuleSets;
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

        var sets = examples.Where(example => example.StartsWith("ruleSet:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(sets);
        Assert.All(sets, set => Assert.Empty(RuleSetReader.Read(DefinitionFiles.Of("README.md", set)).Diagnostics));
        Assert.All(examples.Except(sets), example => Definitions.Publish(Definitions.Read(example, sets)));
    }
}
