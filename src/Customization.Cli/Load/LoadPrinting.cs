using System.Globalization;
using Customization.LoadTests.Measuring;

namespace Customization.Cli.Load;

/// <summary>Prints a result: as one JSON object, or as a table.</summary>
internal static class LoadPrinting
{
    /// <summary>Prints it to standard output.</summary>
    public static void Print(LoadResult result, bool asJson)
    {
        if (asJson)
        {
            CommandLine.Print(result, asJson);
            return;
        }

        Console.Out.WriteLine(
            $"{"operation",-12}{"offered",10}{"achieved",10}{"errors",10}{"p50 ms",10}{"p99 ms",10}{"p99.9 ms",10}");
        foreach (var (name, each) in result.Operations)
        {
            Line(name, each);
        }

        Line("all", result.Total);
        foreach (var (kind, count) in result.Total.ErrorKinds.Concat(result.Total.Refusals))
        {
            Console.Out.WriteLine($"  {kind}: {count}");
        }
    }

    private static void Line(string name, OperationResult each) => Console.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-12}{each.Offered,10}{each.Achieved,10}{each.Errors,10}{each.P50Ms,10:F1}{each.P99Ms,10:F1}"
        + $"{each.P999Ms,10:F1}"));
}
