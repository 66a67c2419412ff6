using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Language;

public class PartTests
{
    private static readonly SourceSpan Start = new("rule", 1, 1);

    [Fact]
    public void Rules_over_instances_become_what_the_cases_say() =>
        CaseFile.Check("parts", text =>
        {
            if (!RuleCompiler.TryCompile(text, Start, Kitchen.Scope, out var formula, out var diagnostics))
            {
                return TermCompiler.TryCompile(text, Start, Kitchen.Scope, out var term, out _)
                    ? new FormulaText(Kitchen.Scope).Print(term)
                    : Bench.Show(diagnostics);
            }

            var printed = new FormulaText(Kitchen.Scope).Print(formula);
            return diagnostics.IsEmpty ? printed : $"{printed} // {Bench.Show(diagnostics)}";
        });
}
