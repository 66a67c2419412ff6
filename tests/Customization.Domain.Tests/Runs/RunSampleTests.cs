using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Recipients;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Products;
using Xunit;

namespace Customization.Domain.Tests.Runs;

/// <summary>The shipped products that are made for runs, over random recipients.</summary>
public class RunSampleTests
{
    private const int Recipients = 400;

    [Theory]
    [InlineData("packs.yaml", "retailer size promotion store team shelfPrice cartons")]
    [InlineData("video.yaml", "interest bought standing name city years")]
    [InlineData("novel.yaml", "pronoun trait companion friends hero friend town age dedication from")]
    public void No_document_of_any_recipient_has_a_placeholder_left(string file, string names)
    {
        var product = Definitions.Publish(Definitions.Read(Samples.Text(file)));
        var random = new Random(20261128);
        var fields = names.Split(' ').ToImmutableSortedDictionary(name => name, name => name, StringComparer.Ordinal);
        var made = 0;
        foreach (var goal in Enum.GetValues<CompletionGoal>())
        {
            var settings = new RunSettings(product.Code, 1, fields, goal, 0)
            {
                Language = random.Next(2) == 0 ? "en" : "de",
            };
            for (var i = 0; i < Recipients / 4; i++)
            {
                var personal = Personalization.Of(
                    settings, [.. fields.Values.Select(name => Answer(product, name, random))],
                    new DecisionContext(RunStory.Start, new OneProductCatalog(product), Outlook.Empty));
                made += personal.Code.Length > 0 ? 1 : 0;
                Assert.All(personal.Documents, Complete);
                Assert.True(personal.Code.Length > 0 != personal.Why.Length > 0, personal.Detail);
            }
        }

        Assert.True(made > Recipients / 4, $"only {made} of {Recipients} recipients got something");
    }

    private static void Complete(RenderedDocument document)
    {
        var body = document.Content[Math.Max(0, document.Content.IndexOf("<body>", StringComparison.Ordinal))..];
        Assert.DoesNotMatch(@"[{}|?]", body);
        Assert.DoesNotMatch(@" [,.]|\.\.", body);
    }

    /// <summary>A name or number that the question takes, or nothing.</summary>
    private static string Answer(PublishedProduct product, string name, Random random)
    {
        if (product.Model.Find(name) is { } characteristic)
        {
            var values = product.Model.Characteristics[characteristic.Value].Values;
            return random.Next(3) == 0 ? "" : values[random.Next(values.Length)].Name;
        }

        var members = product.Model.Characteristics.Where(each => each.Group == name)
            .Select(each => each.Name[(name.Length + 1)..]).ToArray();
        if (members.Length > 0)
        {
            return string.Join(';', members.Where(_ => random.Next(3) == 0));
        }

        return name switch
        {
            "shelfPrice" => $"{random.Next(49, 2000)}",
            "years" or "age" => $"{random.Next(4, 60)}",
            "dedication" or "from" or "city" or "team" when random.Next(2) == 0 => "",
            _ => ((string[])["Ada", "Zoë", "Jürgen", "James", "Łucja", "O’Hara"])[random.Next(6)],
        };
    }
}
