using Customization.Domain.Runs;
using Customization.Domain.Runs.Recipients;
using Xunit;

namespace Customization.Domain.Tests.Runs;

/// <summary>Tables of recipients, and what is said about bad ones.</summary>
public class RecipientTests
{
    private static readonly RunSettings Settings = RunStory.PackSettings;

    [Fact]
    public void Columns_come_in_any_order_and_values_may_be_quoted()
    {
        var read = CsvRecipients.Read(
            "\uFEFFsize, for\r\nlarge,Ada\n\n\"small\",\"Byron, \"\"Ada\"\"\"\n,\n", Settings);

        Assert.Null(read.Problem);
        Assert.Equal(["Ada", "Byron, \"Ada\"", ""], read.Table!.Rows.Select(row => row[Settings.IndexOf("for")]));
        Assert.Equal(["large", "small", ""], read.Table.Rows.Select(row => row[Settings.IndexOf("size")]));
    }

    [Fact]
    public void Lines_of_JSON_give_the_same_rows()
    {
        var json = JsonRecipients.Read(
            "{\"for\":\"Ada\",\"many\":3,\"gift\":true,\"note\":null}\n\n{\"size\":\"large\"}", Settings);
        var csv = CsvRecipients.Read("for,many,gift,size\nAda,3,yes,\n,,,large", Settings);

        Assert.Equal(csv.Table!.Hash(), json.Table!.Hash());
        Assert.NotEqual(csv.Table.Hash(), CsvRecipients.Read("for\nAda\n", Settings).Table!.Hash());
    }

    [Theory]
    [InlineData("", "Line 1, column 1: expected a header with the names of fields.")]
    [InlineData("for,sise\nAda,large", "Line 1, column 5: the run has no field 'sise'; did you mean 'size'?.")]
    [InlineData("for,for\nAda,Bob", "Line 1, column 5: a second column 'for'.")]
    [InlineData("for,size\n", "Line 2, column 1: expected a recipient.")]
    [InlineData("for,size\nAda", "Line 2, column 1: expected 2 values as in the header, found 1.")]
    [InlineData("for,size\n\nAda,large,x,y", "Line 3, column 11: expected 2 values as in the header, found 4.")]
    [InlineData("for,size\nAda,\"large", "Line 2, column 5: this quote is never closed.")]
    [InlineData("for,size\n\"Ada\"x,large", "Line 2, column 6: expected a comma after the closing quote.")]
    [InlineData("for,size\nA\"da\",large", "Line 2, column 2: a quote inside a value needs quotes around it.")]
    [InlineData("for\nA\tda", "Line 2, column 1: this value has a control character.")]
    public void Bad_tables_are_refused_with_the_place(string text, string expected) =>
        Assert.Equal(expected, CsvRecipients.Read(text, Settings).Problem!.Detail);

    [Theory]
    [InlineData("[]", "Line 1, column 1: expected an object such as {\"name\":\"Ada\"}.")]
    [InlineData("{\"for\":\"A\"}\n{\"foor\":1}", "Line 2, column 2: the run has no field 'foor'; did you mean 'for'?.")]
    [InlineData("{\"for\":{}}", "Line 1, column 8: expected a text, a number, true, false or null.")]
    [InlineData("{\"for\":\"Ä\",\"for\":1}", "Line 1, column 12: this field comes a second time.")]
    [InlineData("{\"for\":\"Ada\"", "Line 1, column 13: this is no JSON object.")]
    [InlineData("{\"for\":1} x", "Line 1, column 11: this is no JSON object.")]
    [InlineData("\n\n", "Line 3, column 1: expected a recipient.")]
    public void Bad_lines_of_JSON_are_refused_with_the_place(string text, string expected) =>
        Assert.Equal(expected, JsonRecipients.Read(text, Settings).Problem!.Detail);

    [Fact]
    public void More_than_a_batch_or_a_value_is_refused()
    {
        var many = "for\n" + string.Join('\n', Enumerable.Repeat("Ada", RunLimits.BatchItemsMax + 1));
        Assert.Equal(
            "Line 52, column 1: a batch has at most 50 recipients.",
            CsvRecipients.Read(many, Settings).Problem!.Detail);
        var longer = "for\n" + new string('x', RunLimits.ValueLengthMax + 1);
        Assert.Contains("501 characters", CsvRecipients.Read(longer, Settings).Problem!.Detail);
    }
}
