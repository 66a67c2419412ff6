using System.Text;
using Customization.Kernel.Language.Printing;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language;

/// <summary>Formulas and terms as rule text, e.g. for an explanation by a rule whose author gave no message.</summary>
/// <remarks>Compiling the text again in the same scope gives a formula that holds of the same assignments, within the
/// limits of the language; only names with a line break, and shortened tables, have no text that compiles.</remarks>
public sealed class FormulaText
{
    private readonly ConditionText _conditions;

    /// <summary>Prints formulas over the characteristics of a scope.</summary>
    /// <param name="tableRowsMax">Further rows of a table are only counted, for people.</param>
    public FormulaText(RuleScope scope, int tableRowsMax = int.MaxValue) =>
        _conditions = new ConditionText(scope, tableRowsMax);

    /// <summary>The condition as rule text.</summary>
    public string Print(Formula formula)
    {
        var text = new StringBuilder();
        _conditions.Append(text, formula, Place.Whole);
        return text.ToString();
    }

    /// <summary>The number as rule text.</summary>
    public string Print(Term term)
    {
        var text = new StringBuilder();
        _conditions.Terms.Append(text, term, isFactor: false);
        return text.ToString();
    }
}
