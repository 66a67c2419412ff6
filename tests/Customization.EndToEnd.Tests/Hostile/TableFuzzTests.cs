using System.Text;
using Customization.Cli;
using Customization.Cli.Model;
using Customization.EndToEnd.Tests.Hosting;
using Customization.Fuzzing;
using Customization.Kernel.Formats;

namespace Customization.EndToEnd.Tests.Hostile;

/// <summary>Tables of choices, as <c>model replay</c> reads them.</summary>
public sealed class TableFuzzTests : IDisposable
{
    private const int Cases = 1_500;
    private const int RowsMax = 1_000;

    private const string Model = """
        features
            Bicycle
                mandatory
                    Frame
                        alternative
                            Steel
                            Carbon
                optional
                    Bell
        """;

    private static readonly string[] Corpus =
    [
        "Bicycle Frame Steel Carbon Bell\n1 1 0 1 0\n1 1 1 0 1\n\n1 1 1 0 0\n",
        "Bell,Steel\r\n0,1\r\n1,0\r\n",
        "Steel;Bell\nyes;no\n",
    ];

    private static readonly string[] Pieces =
        ["Steel", "Bell", " ", ",", ";", "\t", "\n", "\n\n", "0", "1", "yes", "no", "none", "\"", "-1", "1 1 1 1 1\n"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mutated_tables_are_read_or_refused_in_one_line()
    {
        var model = ModelReader.Read(Model, "bicycle.uvl", ModelFormat.Uvl).Model!;
        var path = Path.Combine(_folder.Path, "table.csv");
        Fuzz.Run(
            "tables", Cases, random => Mutation.Of(Corpus[random.Next(Corpus.Length)], Pieces, Corpus, random),
            text =>
            {
                File.WriteAllText(path, text, Encoding.UTF8);
                try
                {
                    var table = ChoicesTable.Read(model, path, RowsMax);
                    Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Length));
                    Assert.InRange(table.Rows.Length, 0, RowsMax);
                }
                catch (InputException refusal)
                {
                    Assert.StartsWith($"{path}:", refusal.Message, StringComparison.Ordinal);
                }
            });
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_before_it_is_read()
    {
        var path = Path.Combine(_folder.Path, "table.csv");
        using (var file = File.Create(path))
        {
            file.SetLength(Cli.CommandLine.FileBytesMax + 1);
        }

        var refusal = Assert.Throws<InputException>(() => Cli.CommandLine.ReadFile(path));

        Assert.EndsWith("bytes; at most 268435456 are accepted", refusal.Message, StringComparison.Ordinal);
    }
}
