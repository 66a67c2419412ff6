using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Language;

public class RuleCompilerTests
{
    private static readonly SourceSpan Start = new("rule", 1, 1);

    [Fact]
    public void Reads_conditions_as_the_cases_say() =>
        CaseFile.Check("parsing", text =>
            RuleCompiler.TryCompile(text, Start, Bench.Scope, out var formula, out var diagnostics)
                ? new FormulaText(Bench.Scope).Print(formula)
                : Bench.Show(diagnostics));

    [Fact]
    public void Reports_what_is_wrong_where_and_what_was_expected() =>
        CaseFile.Check("diagnostics", text =>
        {
            RuleCompiler.TryCompile(text, Start, Bench.Scope, out _, out var diagnostics);
            return Bench.Show(diagnostics);
        });

    [Fact]
    public void Evaluates_as_the_cases_say() =>
        CaseFile.Check("evaluation", input =>
        {
            var at = input.LastIndexOf('@');
            var (text, assignment) = at < 0 ? (input, "") : (input[..at], input[(at + 1)..]);
            if (RuleCompiler.TryCompile(text, Start, Bench.Scope, out var formula, out _))
            {
                return Evaluation.Holds(formula, Bench.Assignment(assignment)) ? "true" : "false";
            }

            return TermCompiler.TryCompile(text, Start, Bench.Scope, out var term, out var diagnostics)
                ? Evaluation.ValueOf(term, Bench.Assignment(assignment)).ToString()
                : Bench.Show(diagnostics);
        });
}
