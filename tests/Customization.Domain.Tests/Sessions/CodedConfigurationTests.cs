using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Sessions;

public sealed class CodedConfigurationTests
{
    [Fact]
    public void Every_kind_of_parameter_and_all_terms_are_read_again()
    {
        foreach (var amount in new[] { 0L, 1, 255, 256, -1, long.MinValue, long.MaxValue })
        {
            var written = new CodedConfiguration(
                TestProducts.Shoe, Selection.From([1, -1, 2, -1]),
                ImmutableSortedDictionary<string, ParameterValue>.Empty
                    .Add("a", new ParameterValue.Measurement(amount))
                    .Add("b", new ParameterValue.Text("Zoë ✓ 🙂"))
                    .Add("c", new ParameterValue.Image("sha-1", "image/png", amount))
                    .Add("d", new ParameterValue.Choice("gift")),
                new SessionTerms("club", "express"));

            Assert.True(CodedConfiguration.TryRead(written.Write(), Catalog, out var read, out _));
            Assert.Equal(written.Selection, read.Selection);
            Assert.Equal(written.Parameters, read.Parameters);
            Assert.Equal(written.Terms, read.Terms);
        }
    }

    [Fact]
    public void Arbitrary_extra_bytes_are_refused_or_read_but_never_throw()
    {
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var extra = new byte[random.Next(1, 12)];
            random.NextBytes(extra);
            extra[0] = (byte)random.Next(8);
            extra[^1] = (byte)random.Next(4);
            var code = ConfigurationCode.Write(
                "shoe", 1, TestProducts.Shoe.Model, Selection.Empty(TestProducts.Shoe.Model), extra);
            refused += CodedConfiguration.TryRead(code, Catalog, out _, out _) ? 0 : 1;
        }

        Assert.InRange(refused, 1, 19_999);
    }

    [Fact]
    public void A_shoe_has_a_short_code() =>
        Assert.InRange(SessionStory.Given(("size", "m")).View().Code.Length, 1, 20);

    private static Domain.Catalog.ICatalog Catalog => new SessionStory().Context.Catalog;
}
