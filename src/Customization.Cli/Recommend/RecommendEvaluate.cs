using System.CommandLine;
using System.Globalization;
using Customization.Cli.Model;
using Customization.Kernel.Compilation;

namespace Customization.Cli.Recommend;

/// <summary><c>customization recommend evaluate</c>: learns from all folds but one what sells with what, and foresees
/// the customers of that one, choice by choice.</summary>
/// <remarks>Revealed are the columns of the history: the customer's choices. What the other characteristics can still
/// be follows from the model.</remarks>
internal static class RecommendEvaluate
{
    private const string AllFolds = "all";

    public static Command Create()
    {
        var (file, format, json) = (ModelFile.File(), ModelFile.Format(), CommandLine.Json());
        var history = new Option<string>("--history")
        {
            Description = "Table of sold configurations.",
            Required = true,
        };
        var folds = new Option<string>("--folds")
        {
            Description = "The fold of each row of the history, one number a line.",
            Required = true,
        };
        var fold = new Option<string>("--fold") { Description = "The fold to foresee, or all.", Required = true };
        var order = new Option<string>("--order")
        {
            Description = "header, random, or a file with one line of column numbers, from 0, for each row.",
            DefaultValueFactory = _ => RevealOrders.Random,
        };
        var seed = new Option<int>("--seed") { Description = "Seed of the random order." };
        var predictions = new Option<string?>("--predictions")
        {
            Description = "File for row,step,variable,predicted.",
        };
        var command = new Command("evaluate", "Foresee the choices of sold configurations; one thread.")
        {
            file, format, history, folds, fold, order, seed, predictions, json,
        };
        command.SetAction(parsed =>
        {
            var model = ModelFile.Read(parsed.GetValue(file)!, parsed.GetValue(format)).Model!;
            var table = ChoicesTable.Read(model, parsed.GetValue(history)!, int.MaxValue);
            var foldOfRow = FoldsFile.Read(parsed.GetValue(folds)!, table.Rows.Length);
            var orders = RevealOrders.Read(
                parsed.GetValue(order)!, table.Rows.Length, table.Columns.Length, parsed.GetValue(seed));
            var asked = AskedFolds(parsed.GetValue(fold)!, foldOfRow);
            var (compiled, _) = ModelFile.Compile(
                model, 300, CompilationLimits.Default.NodesMax, EngineChoice.Diagram);
            var evaluation = new FoldEvaluation(compiled, table, foldOfRow, orders);
            foreach (var each in asked)
            {
                evaluation.Run(each);
            }

            if (parsed.GetValue(predictions) is { } path)
            {
                CommandLine.WriteFile(path, evaluation.Predictions());
            }

            CommandLine.Print(evaluation.Result(), parsed.GetValue(json));
            return CommandLine.Ok;
        });
        return command;
    }

    private static int[] AskedFolds(string asked, int[] foldOfRow)
    {
        int[] known = [.. foldOfRow.Distinct().Order()];
        if (asked == AllFolds)
        {
            return known;
        }

        return int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var fold)
            && known.Contains(fold)
            ? [fold]
            : throw new InputException(
                $"--fold {asked}: expected {AllFolds} or one of {string.Join(", ", known)}");
    }
}
