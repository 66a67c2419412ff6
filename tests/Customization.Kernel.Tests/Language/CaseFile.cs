using Xunit;

namespace Customization.Kernel.Tests.Language;

/// <summary>Files of <c>input => expected</c>, one case a line; the last arrow separates. <c>#</c> starts a comment
/// line, and <c>\n</c> in an input is a line break.</summary>
public static class CaseFile
{
    /// <summary>The cases of a file beside the tests.</summary>
    public static IEnumerable<(string Input, string Expected)> Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Language", "Cases", name + ".cases");
        foreach (var line in File.ReadLines(path))
        {
            var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
            if (arrow >= 0 && !line.StartsWith('#'))
            {
                yield return (
                    line[..arrow].TrimEnd().Replace("\\n", "\n", StringComparison.Ordinal), line[(arrow + 4)..].Trim());
            }
        }
    }

    /// <summary>Runs all cases of a file and shows every one that differs, as a line to paste.</summary>
    public static void Check(string name, Func<string, string> actual)
    {
        var differing = new List<string>();
        var count = 0;
        foreach (var (input, expected) in Read(name))
        {
            count++;
            var found = actual(input);
            if (found != expected)
            {
                differing.Add($"{input.Replace("\n", "\\n", StringComparison.Ordinal)} => {found}");
            }
        }

        Assert.True(count > 0, $"no cases in {name}");
        Assert.True(differing.Count == 0, $"differs, found:\n{string.Join('\n', differing)}");
    }
}
