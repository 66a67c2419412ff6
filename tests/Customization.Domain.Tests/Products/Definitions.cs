using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.RuleSets;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Definition texts for tests, and what becomes of them.</summary>
internal static class Definitions
{
    public static readonly ImmutableSortedDictionary<string, ParameterValue> NoAnswers =
        ImmutableSortedDictionary<string, ParameterValue>.Empty;

    /// <summary>Reads a text that must be right.</summary>
    public static ProductDefinition Read(string text)
    {
        var result = ProductDefinitionReader.Read(text, "test.yaml", _ => null);
        Assert.True(result.Definition is not null, string.Join('\n', result.Diagnostics));
        return result.Definition;
    }

    /// <summary>Reads a text that must be right and uses rule sets.</summary>
    public static ProductDefinition Read(string text, params IEnumerable<string> ruleSets)
    {
        var result = ProductDefinitionReader.Read(With(text, ruleSets));
        Assert.True(result.Definition is not null, string.Join('\n', result.Diagnostics));
        return result.Definition;
    }

    /// <summary>A definition with rule sets at hand; a text that occurs again under its code is the next version.
    /// </summary>
    public static DefinitionFiles With(string text, params IEnumerable<string> ruleSets)
    {
        var files = DefinitionFiles.Of("test.yaml", text);
        foreach (var set in ruleSets.GroupBy(set => set.Split('\n')[0].Split(' ')[1]))
        {
            foreach (var (version, i) in set.Select((version, i) => (version, i + 1)))
            {
                files = files with
                {
                    Imports = files.Imports.Add(new RuleSetVersion(set.Key, i).ToString(), version),
                };
            }
        }

        return files;
    }

    /// <summary>Reads and compiles a text that must be right, as version 1.</summary>
    public static PublishedProduct Publish(string text) => Publish(Read(text));

    /// <summary>Compiles a definition, as version 1.</summary>
    public static PublishedProduct Publish(ProductDefinition definition)
    {
        var result = ModelCompiler.Compile(definition.Model);
        Assert.Empty(result.Diagnostics);
        return new PublishedProduct(definition, 1, result.Compiled!);
    }

    /// <summary>What a reader says about a text, one line each.</summary>
    public static string[] Diagnose(string text, Func<string, string?>? resolve = null) =>
        [.. ProductDefinitionReader.Read(text, "test.yaml", resolve ?? (_ => null)).Diagnostics
            .Select(each => each.ToString())];

    /// <summary>A full configuration: <c>a=x b=q</c>; characteristics not named take their first value.</summary>
    public static int[] Configuration(ProductModel model, string choices)
    {
        var values = new int[model.Characteristics.Length];
        foreach (var choice in choices.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = choice.Split('=');
            var characteristic = model.Find(pair[0]) ?? throw new ArgumentException($"no characteristic {pair[0]}");
            var value = model.Characteristics[characteristic.Value].IndexOf(pair[1]);
            values[characteristic.Value] = value >= 0 ? value : throw new ArgumentException($"no value {choice}");
        }

        return values;
    }
}
