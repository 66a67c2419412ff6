using Xunit;

namespace Customization.Domain.Tests.Tidy;

public sealed class TidyTests
{
    private static readonly Lazy<string[]> Findings = new(() => [.. SourceTree.Files.SelectMany(TidyRules.Check)]);

    [Fact]
    public void The_tree_is_tidy() => SourceTree.None(Findings.Value.Except(TidyExceptions.Lines));

    [Fact]
    public void Every_exception_is_still_needed() =>
        SourceTree.None(TidyExceptions.Lines.Except(Findings.Value));

    [Fact]
    public void The_tree_is_found()
    {
        Assert.Contains(SourceTree.CSharp, file => file.Path.StartsWith("src/Customization.Kernel/"));
        Assert.Contains(SourceTree.CSharp, file => file.Path.EndsWith("/Tidy/TidyTests.cs"));
    }

    [Fact]
    public void A_long_file_is_found() => Finds("file-lines A.cs", "A.cs", new string('\n', 401));

    [Fact]
    public void A_wide_line_is_found() => Finds("line-columns A.cs", "A.cs", "//" + new string('-', 119));

    [Fact]
    public void A_long_function_is_found() =>
        Finds("function-lines A.cs M", "A.cs", "class A {\nvoid M()\n{" + new string('\n', 70) + "}\n}");

    [Fact]
    public void A_partial_class_is_found() =>
        Finds("partial A.cs A", "A.cs", "partial class A { partial class B; }", 2);

    [Fact]
    public void A_generated_regex_is_not() => Assert.Empty(
        TidyRules.Check(new SourceFile("A.cs", "partial class A { [GeneratedRegex(\"a\")] partial Regex A(); }")));

    [Fact]
    public void A_vague_folder_is_found() => Finds("vague-folder src/Helpers/A.md Helpers", "src/Helpers/A.md", "");

    [Fact]
    public void A_registry_host_is_found() => Finds("registry-host a.yml", "a.yml", "https://api.nuget" + ".org/v3");

    [Fact]
    public void Unfinished_work_is_found() => Finds("unfinished A.cs", "A.cs", "// TO" + "DO later");

    private static void Finds(string finding, string path, string text, int findings = 1)
    {
        var found = TidyRules.Check(new SourceFile(path, text)).ToList();
        Assert.Equal((finding, findings), (found[0], found.Count));
    }
}
