using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.CommandLine;

/// <summary><c>recommend evaluate</c> on made-up sales of a small product, and on real sales where they are at hand.
/// </summary>
public sealed class RecommendVerbTests
{
    private const int Columns = 6;
    private const int Rows = 160;

    private static readonly string Samples =
        Path.Combine(Repository.Root, "tests/Customization.EndToEnd.Tests/Samples");

    [Fact]
    public async Task Every_choice_of_every_fold_is_foreseen_once()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "predictions.csv");

        var answer = await Evaluate("--fold", "all", "--seed", "3", "--predictions", path);

        Assert.Equal(Rows * Columns, answer["predictions"]!.GetValue<int>());
        Assert.Equal(4, answer["perFold"]!.AsArray().Count);
        Assert.Equal(Columns, answer["perHint"]!.AsArray().Count);
        Assert.True(answer["p50Us"]!.GetValue<double>() <= answer["p99Us"]!.GetValue<double>());
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal("row,step,variable,predicted", lines[0]);
        Assert.Equal((Rows * Columns) + 1, lines.Length);
        Assert.Equal(Errors(lines), answer["errors"]!.GetValue<int>());
        Assert.Equal(
            answer["errors"]!.GetValue<int>(),
            answer["perFold"]!.AsArray().Sum(fold => fold!["errors"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Fewer_choices_are_foreseen_wrongly_than_by_the_most_common_value()
    {
        var answer = await Evaluate("--fold", "all", "--order", "header");

        Assert.True(
            answer["errors"]!.GetValue<int>() < 0.8 * ErrorsOfMostCommon(), $"{answer["errors"]} errors");
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_predictions_and_a_file_can_say_the_order()
    {
        using var folder = new TemporaryFolder();
        var (orders, path) = (Path.Combine(folder.Path, "orders.txt"), Path.Combine(folder.Path, "predictions.csv"));
        await File.WriteAllLinesAsync(orders, Enumerable.Repeat("5 4 3 2 1 0", Rows));

        var first = await Evaluate("--fold", "1", "--seed", "8");
        var again = await Evaluate("--fold", "1", "--seed", "8");
        await Evaluate("--fold", "1", "--order", orders, "--predictions", path);

        Assert.Equal(first["perHint"]!.ToJsonString(), again["perHint"]!.ToJsonString());
        Assert.Equal("colour", (await File.ReadAllLinesAsync(path))[1].Split(',')[2]);
    }

    [Theory]
    [InlineData("bike-sold.txt", "city flat hub yes dynamo", 2, "history.txt:2: expected 6 values, found 5")]
    [InlineData("bike-sold.txt", "city flat hub yes dynamo pink", 4, "txt:4: column 6: 'colour' has no value 'pink'")]
    [InlineData("bike-folds.txt", "one", 3, "folds.txt:3:1: expected the number of a fold, found 'one'")]
    [InlineData("bike-folds.txt", "", 3, "folds.txt:161:1: expected the fold of row 159 of 160")]
    [InlineData("orders", "0 1 2 3 4 6", 5, "orders.txt:5:11: expected a column number from 0 to 5, found '6'")]
    [InlineData("orders", "0 1 2 3 4 1", 5, "orders.txt:5:11: column 1 stands there twice")]
    [InlineData("orders", "0 1 2 3", 5, "orders.txt:5:8: expected 6 column numbers, found 4")]
    [InlineData("orders", "", 5, "orders.txt:161:1: expected the order of row 159 of 160")]
    public async Task A_malformed_table_is_refused_with_its_place(string file, string line, int at, string reason)
    {
        using var folder = new TemporaryFolder();
        var (history, folds, orders) = (Copy("history.txt", "bike-sold.txt"), Copy("folds.txt", "bike-folds.txt"),
            Copy("orders.txt", null));

        var (exitCode, output, errors) = await Executable.Run(
            "recommend", "evaluate", Path.Combine(Samples, "bike.yaml"), "--history", history, "--folds", folds,
            "--fold", "1", "--order", orders, "--json");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(reason, errors);
        Assert.Single(errors.TrimEnd().Split('\n'));

        string Copy(string name, string? sample)
        {
            var lines = sample is null ? [.. Enumerable.Repeat("0 1 2 3 4 5", Rows)]
                : File.ReadAllLines(Path.Combine(Samples, sample));
            if ((sample ?? "orders") == file)
            {
                lines[at - 1] = line;
            }

            var path = Path.Combine(folder.Path, name);
            File.WriteAllLines(path, lines);
            return path;
        }
    }

    [Fact]
    public async Task A_fold_that_is_not_there_is_refused()
    {
        var (exitCode, _, errors) = await Executable.Run(Arguments("--fold", "7"));

        Assert.Equal(2, exitCode);
        Assert.Contains("--fold 7: expected all or one of 0, 1, 2, 3", errors);
    }

    /// <summary>How folds are dealt decides whether their customers want what was sold before.</summary>
    [Fact]
    public async Task Whether_customers_repeat_what_was_sold_is_learned_from_the_other_folds()
    {
        using var folder = new TemporaryFolder();
        var (apart, mixed) = (Path.Combine(folder.Path, "apart.txt"), Path.Combine(folder.Path, "mixed.txt"));
        var sold = await File.ReadAllLinesAsync(Path.Combine(Samples, "bike-sold.txt"));
        var distinct = sold.Skip(1).Distinct().ToList();
        await File.WriteAllLinesAsync(apart, sold.Skip(1).Select(row => $"{distinct.IndexOf(row) % 4}"));
        await File.WriteAllLinesAsync(mixed, sold.Skip(1).Select((_, i) => $"{i % 4}"));

        var none = await Evaluate("--fold", "1", "--folds", apart);
        var some = await Evaluate("--fold", "1", "--folds", mixed);

        Assert.Equal(0, none["perFold"]![0]!["repeatShare"]!.GetValue<double>());
        Assert.InRange(some["perFold"]![0]!["repeatShare"]!.GetValue<double>(), 0.01, 1);
    }

    /// <summary>Real sales of a year: the published state of the art errs on 6.23 % of fold 9. Its folds have whole
    /// configurations, so none of these customers wants what was sold to others, and that is known of them.</summary>
    [RealSalesFact]
    public async Task Real_customers_are_foreseen_better_than_published()
    {
        var data = Repository.Data("renault-medium")!;
        var (exitCode, output, errors) = await Executable.Run(
            "recommend", "evaluate", Path.Combine(data, "model.xml"), "--history", Path.Combine(data, "sold.txt"),
            "--folds", Path.Combine(data, "folds.txt"), "--fold", "9", "--order", "random", "--seed", "1", "--json");

        Assert.Equal((0, ""), (exitCode, errors));
        var answer = JsonNode.Parse(output)!;
        Assert.Equal(821 * 44, answer["predictions"]!.GetValue<int>());
        Assert.InRange(answer["errorRate"]!.GetValue<double>(), 0, 0.045);
        Assert.Equal(0, answer["perFold"]![0]!["repeatShare"]!.GetValue<double>());
    }

    private static async Task<JsonNode> Evaluate(params string[] more)
    {
        var (exitCode, output, errors) = await Executable.Run(Arguments(more));
        Assert.Equal((0, ""), (exitCode, errors));
        return JsonNode.Parse(output)!;
    }

    private static string[] Arguments(params string[] more) =>
    [
        "recommend", "evaluate", Path.Combine(Samples, "bike.yaml"),
        "--history", Path.Combine(Samples, "bike-sold.txt"),
        .. more.Contains("--folds") ? [] : (string[])["--folds", Path.Combine(Samples, "bike-folds.txt")],
        "--json", .. more,
    ];

    /// <summary>Counted from what was written, against the sales.</summary>
    private static int Errors(string[] lines)
    {
        var sold = File.ReadAllLines(Path.Combine(Samples, "bike-sold.txt")).Select(line => line.Split(' ')).ToArray();
        return lines.Skip(1).Select(line => line.Split(',')).Count(
            cells => sold[int.Parse(cells[0]) + 1][Array.IndexOf(sold[0], cells[2])] != cells[3]);
    }

    private static int ErrorsOfMostCommon()
    {
        var sold = File.ReadAllLines(Path.Combine(Samples, "bike-sold.txt")).Skip(1).Select(line => line.Split(' '));
        return Enumerable.Range(0, Columns).Sum(column =>
            Rows - sold.GroupBy(row => row[column]).Max(same => same.Count()));
    }

    private sealed class RealSalesFactAttribute : FactAttribute
    {
        public RealSalesFactAttribute()
        {
            Skip = Repository.Data("renault-medium") is null ? "shared/data is not beside the repository" : null;
        }
    }
}
