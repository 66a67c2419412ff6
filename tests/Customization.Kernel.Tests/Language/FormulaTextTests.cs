using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Language;

public class FormulaTextTests
{
    private const int FormulasMax = 4_000;
    private const int AssignmentsMax = 12;

    [Fact]
    public void Printed_formulas_compile_to_the_same_condition()
    {
        for (var seed = 1; seed <= FormulasMax; seed++)
        {
            var formulas = new RandomFormulas(new Random(seed));
            var scope = formulas.Scope();
            var formula = formulas.Formula(scope, depth: seed % 4);
            var text = new FormulaText(scope).Print(formula);
            var compiled = RuleCompiler.TryCompile(
                text, new SourceSpan("printed", 1, 1), scope, out var again, out var diagnostics);
            Assert.True(compiled, $"seed {seed}: {text}\n{Bench.Show(diagnostics)}\n{Describe(scope)}");
            for (var n = 0; n < AssignmentsMax; n++)
            {
                var assignment = formulas.Assignment(scope);
                var same = Evaluation.Holds(formula, assignment) == Evaluation.Holds(again!, assignment);
                Assert.True(
                    same, $"seed {seed} [{string.Join(',', assignment)}]: {text}\n{formula}\n{Describe(scope)}");
            }
        }
    }

    [Fact]
    public void A_long_table_is_shortened_for_people()
    {
        var formula = new Formula.Table(
            [new CharacteristicIndex(0)], [[0], [1], [2]], Allowed: true);

        var text = new FormulaText(Bench.Scope, tableRowsMax: 1).Print(formula);

        Assert.Equal("table (color): (red) and 2 more", text);
    }

    [Fact]
    public void Terms_print_as_rule_text()
    {
        Assert.True(TermCompiler.TryCompile(
            "2 * oats + sum(watts)", SourceSpan.None, Bench.Scope, out var term, out _));

        Assert.Equal("2 * oats + cpu.watts + board.watts", new FormulaText(Bench.Scope).Print(term));
    }

    private static string Describe(RuleScope scope) => string.Join('\n', scope.Characteristics.Select(c =>
        $"{c.Name} {c.Kind} in '{c.Group}': {string.Join(" | ", c.Values.Select(v =>
            $"{v.Name} {v.Number} {string.Join(' ', v.Attributes.Select(a => $"{a.Key}:{a.Value}"))}"))}"));
}
