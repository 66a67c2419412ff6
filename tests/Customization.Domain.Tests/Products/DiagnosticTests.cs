using System.Text;
using Customization.Domain.Catalog.Definitions;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>What the reader says, and where: each case of <c>Cases/definitions.cases</c> and some hostile texts.
/// </summary>
public class DiagnosticTests
{
    public static TheoryData<string, string, string> Cases() => Read("definitions.cases");

    /// <summary>The cases of a file: name, text and what is expected.</summary>
    internal static TheoryData<string, string, string> Read(string file)
    {
        var cases = new TheoryData<string, string, string>();
        var text = File.ReadAllText(
            Path.Combine(Samples.Root, "tests", "Customization.Domain.Tests", "Products", "Cases", file));
        foreach (var block in text.Split("\n=== ", StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var lines = block.TrimEnd().Split('\n');
            var arrow = Array.FindIndex(lines, line => line.StartsWith("=> ", StringComparison.Ordinal));
            var expected = lines[arrow..].Select(line => line.Replace("=> ", ""));
            cases.Add(lines[0].Trim(), string.Join('\n', lines[1..arrow]), string.Join('\n', expected));
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_line_column_and_what_was_expected(string name, string text, string expected)
    {
        var actual = string.Join('\n', Definitions.Diagnose(text));
        Assert.True(expected == actual, $"{name}:\nexpected\n{expected}\nactual\n{actual}");
    }

    [Fact]
    public void Alias_bomb_ends_at_the_limit()
    {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            text.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        Assert.Contains(CatalogCode.TooManyNodes, Assert.Single(Definitions.Diagnose(text.ToString())));
    }

    [Fact]
    public void Deep_nesting_ends_at_the_limit() =>
        Assert.Contains(CatalogCode.NestedTooDeep, Assert.Single(Definitions.Diagnose(new string('[', 100_000))));

    [Fact]
    public void Large_text_is_refused_unread() =>
        Assert.Contains(CatalogCode.TooLarge, Assert.Single(Definitions.Diagnose(new string('x', 3_000_000))));

    [Theory]
    [InlineData("shoe.yaml")]
    [InlineData("pc.yaml")]
    [InlineData("shelf.yaml")]
    public void Damaged_text_gives_diagnostics_and_never_throws(string file)
    {
        var text = Samples.Text(file);
        const string spice = "\0\t\n\r {}[]:,-&*!|>'\"%@`#?~\\<=>()0123456789-\u00e4\ud83d";
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var damaged = new StringBuilder(text);
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                var at = random.Next(damaged.Length);
                var length = Math.Min(random.Next(40), damaged.Length - at);
                switch (random.Next(4))
                {
                    case 0:
                        damaged.Remove(at, length);
                        break;
                    case 1:
                        damaged.Insert(at, damaged.ToString(random.Next(damaged.Length - length), length));
                        break;
                    case 2:
                        damaged[at] = spice[random.Next(spice.Length)];
                        break;
                    default:
                        damaged.Insert(at, spice[random.Next(spice.Length)]);
                        break;
                }
            }

            var thrown = Record.Exception(() => ProductDefinitionReader.Read(damaged.ToString(), file, _ => null));
            Assert.True(thrown is null, $"seed {seed}: {thrown}");
        }
    }
}
