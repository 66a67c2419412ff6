using System.Reflection;
using Customization.Kernel.Language;
using Xunit;

namespace Customization.Kernel.Tests.Language;

public class LanguageCodeTests
{
    private static readonly string[] Codes =
        [.. typeof(LanguageCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_code_stands_in_the_readme_and_no_other()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Language", "README.md"));
        var listed = lines.Where(line => line.StartsWith("| CL", StringComparison.Ordinal)).Select(line => line[2..8]);

        Assert.Equal(Codes, listed);
    }

    [Fact]
    public void Every_code_has_a_case_or_a_test_of_its_limit()
    {
        string[] limits =
            [LanguageCode.NestedTooDeep, LanguageCode.TextTooLong, LanguageCode.TooManyCells];
        var cases = string.Join(
            '\n', CaseFile.Read("diagnostics").Concat(CaseFile.Read("parts")).Select(one => one.Expected));

        Assert.All(Codes.Except(limits), code => Assert.Contains(code, cases, StringComparison.Ordinal));
    }
}
