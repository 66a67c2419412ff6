using System.Runtime.CompilerServices;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

/// <summary>The sample and case files beside these tests, and what every test does with a model.</summary>
internal static class FormatFiles
{
    public static readonly string[] Samples = ["bicycle.uvl", "meal.xml", "lamp.dimacs"];

    public static string Sample(string name) => File.ReadAllText(Path.Combine(Folder(), "Samples", name));

    /// <summary>Runs all lines <c>input => expected</c> of a file; in inputs <c>\n</c> and <c>\t</c> are the
    /// characters. The last arrow separates. All lines that differ are shown as found, to paste.</summary>
    public static void Check(string cases, Func<string, string> actual)
    {
        var differing = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(Path.Combine(Folder(), "Cases", cases)))
        {
            var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
            if (arrow < 0 || line.StartsWith('#'))
            {
                continue;
            }

            count++;
            var found = actual(line[..arrow].Trim().Replace("\\n", "\n").Replace("\\t", "\t"));
            if (found != line[(arrow + 4)..].Trim())
            {
                differing.Add($"{line[..arrow].Trim()} => {found}");
            }
        }

        Assert.True(count > 0, $"no cases in {cases}");
        Assert.True(differing.Count == 0, $"differs, found:\n{string.Join('\n', differing)}");
    }

    /// <summary>The number of configurations, or the diagnostics as <c>code line:column message</c>.</summary>
    public static string CountOrDiagnostics(string text, string fileName, ReadLimits? limits = null,
        Func<string, string?>? import = null)
    {
        var result = ModelReader.Read(text, fileName, ModelFormat.Auto, limits, import);
        var count = result.Model is null ? [] : new[] { $"{Count(result.Model)}" };
        return string.Join(" // ", count.Concat(result.Diagnostics.Select(
            found => $"{found.Code} {found.Span.Line}:{found.Span.Column} {found.Message}")));
    }

    /// <summary>The number of configurations, by trying all assignments.</summary>
    public static int Count(ProductModel model) => Assignments(model).Count(a => Evaluation.Satisfies(model, a));

    /// <summary>All assignments, one array reused; the last characteristic changes fastest.</summary>
    public static IEnumerable<int[]> Assignments(ProductModel model)
    {
        var assignment = new int[model.Characteristics.Length];
        while (true)
        {
            yield return assignment;
            var at = assignment.Length - 1;
            while (at >= 0 && ++assignment[at] == model.Characteristics[at].Values.Length)
            {
                assignment[at--] = 0;
            }

            if (at < 0)
            {
                yield break;
            }
        }
    }

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
