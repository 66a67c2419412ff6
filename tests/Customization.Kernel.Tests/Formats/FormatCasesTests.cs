using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

public class FormatCasesTests
{
    [Fact]
    public void Dimacs_texts_mean_what_the_cases_say() =>
        FormatFiles.Check("dimacs.cases", text => FormatFiles.CountOrDiagnostics(text, "case.cnf"));

    [Fact]
    public void Uvl_texts_mean_what_the_cases_say() =>
        FormatFiles.Check("uvl.cases", text => FormatFiles.CountOrDiagnostics(text, "case.uvl"));

    [Fact]
    public void Uvl_values_and_instances_mean_what_the_cases_say() =>
        FormatFiles.Check("uvl-levels.cases", text => FormatFiles.CountOrDiagnostics(text, "case.uvl"));

    [Fact]
    public void Uvl_imports_mean_what_the_cases_say()
    {
        var files = new Dictionary<string, string>
        {
            ["wheel.uvl"] = "features\n\tWheel\n\t\toptional\n\t\t\tSpokes\n\t\t\tDisc\n"
                + "constraints\n\tSpokes <=> !Disc",
            ["parts/lamp.uvl"] = "imports\n\twheel as w\nfeatures\n\tLamp\n\t\toptional\n\t\t\tw.Wheel",
            ["circle.uvl"] = "imports\n\tcircle2 as d\nfeatures\n\tCircle\n\t\toptional\n\t\t\td.Circle",
            ["circle2.uvl"] = "imports\n\tcircle as d\nfeatures\n\tCircle\n\t\toptional\n\t\t\td.Circle",
            ["bad.uvl"] = "features\n\tBad\nconstraints\n\tR",
        };
        FormatFiles.Check("uvl-imports.cases", text => FormatFiles.CountOrDiagnostics(
            "\n" + text, "main.uvl", null, files.GetValueOrDefault));
    }

    /// <summary>Root R and optional B, C, D: eight configurations. The constraint stands at line 8 column 2.</summary>
    [Fact]
    public void Uvl_constraints_mean_what_the_cases_say() => FormatFiles.Check(
        "uvl-constraints.cases",
        constraint => FormatFiles.CountOrDiagnostics(
            "features\n\tR\n\t\toptional\n\t\t\tB {price 2, weight 1.5, size {width 3}}\n"
            + "\t\t\tC {price 3, name 'abc'}\n\t\t\tD {price -4, weight 0.25}\nconstraints\n\t" + constraint,
            "case.uvl"));

    [Fact]
    public void Xcsp_texts_mean_what_the_cases_say() =>
        FormatFiles.Check("xcsp.cases", text => FormatFiles.CountOrDiagnostics(text, "case.xml"));

    /// <summary>Variables x, y from 0 to 2 and z from -1 to 1: 27 configurations. The input stands at line 4.</summary>
    [Fact]
    public void Xcsp_conditions_mean_what_the_cases_say() => FormatFiles.Check(
        "xcsp-conditions.cases",
        condition => FormatFiles.CountOrDiagnostics(
            "<instance><domain name='d'>0..2</domain><domain name='e'>-1..1</domain>"
            + "<variable name='x' domain='d'/><variable name='y' domain='d'/><variable name='z' domain='e'/>\n"
            + "<predicate name='p'><parameters>int x int y int z</parameters><expression><functional>\n\n"
            + condition + "</functional></expression></predicate>"
            + "<constraint name='c' scope='x y z' reference='p'/></instance>", "case.xml"));

    /// <summary>Variables x, y, z and array a: 108 assignments. The input stands at line 3.</summary>
    [Fact]
    public void Xcsp3_constraints_mean_what_the_cases_say() => FormatFiles.Check(
        "xcsp3.cases",
        constraints => FormatFiles.CountOrDiagnostics(
            "<instance format='XCSP3' type='CSP'><variables><var id='x'>0..2</var><var id='y' as='x'/>\n"
            + "<var id='z'>-1..1</var><array id='a' size='[2]'>0 1</array></variables><constraints>\n"
            + constraints + "</constraints></instance>", "case.xml"));

    [Fact]
    public void Xcsp3_variables_mean_what_the_cases_say() => FormatFiles.Check(
        "xcsp3-variables.cases",
        variables => FormatFiles.CountOrDiagnostics(
            "<instance format='XCSP3' type='CSP'><variables>\n" + variables + "</variables></instance>", "case.xml"));

    [Fact]
    public void Every_limit_ends_in_a_diagnostic()
    {
        var small = new ReadLimits
        {
            CharacteristicsMax = 2,
            ValuesPerCharacteristicMax = 3,
            NestingMax = 4,
            TableCellsMax = 3,
            CharactersMax = 400,
        };

        FormatFiles.Check("limits.cases", text => FormatFiles.CountOrDiagnostics(text, "case", small));
    }

    [Theory]
    [InlineData("<instance/>", "model", ModelFormat.Xcsp)]
    [InlineData("features\n", "model.txt", ModelFormat.Uvl)]
    [InlineData("// words\n", "model", ModelFormat.Uvl)]
    [InlineData("\uFEFFnamespace A", "model", ModelFormat.Uvl)]
    [InlineData("c words\np cnf 1 0", "model", ModelFormat.Dimacs)]
    [InlineData("product: shoe", "model", ModelFormat.Yaml)]
    [InlineData("", "a/b.XML", ModelFormat.Xcsp)]
    [InlineData("", "a.b/c.uvl", ModelFormat.Uvl)]
    [InlineData("", "a.dimacs", ModelFormat.Dimacs)]
    [InlineData("", "a.yml", ModelFormat.Yaml)]
    [InlineData("hello", "model", ModelFormat.Auto)]
    [InlineData("", "model", ModelFormat.Auto)]
    public void The_format_is_told_by_extension_then_by_content(string text, string fileName, ModelFormat expected) =>
        Assert.Equal(expected, ModelReader.Detect(text, fileName));

    [Fact]
    public void Errors_are_reported_up_to_the_limit()
    {
        var text = "p cnf 1 1\n" + string.Concat(Enumerable.Repeat("x\n", 1000));

        var result = ModelReader.Read(text, "many.cnf", ModelFormat.Auto);

        Assert.Equal(ReadLimits.Default.ErrorsMax, result.Diagnostics.Length);
        Assert.Equal("many.cnf:2:1: error CD0005: expected a variable's number, its negation or 0, found 'x'",
            result.Diagnostics[0].ToString());
    }
}
