using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Turns a constraint by a predicate into a formula. Mutable: keeps tokens; owned by one reading.</summary>
internal sealed class XcspConditions(XcspProblem problem)
{
    private readonly Dictionary<string, List<XcspToken>> _tokens = new(StringComparer.Ordinal);

    private Findings Findings => problem.Findings;

    public Formula? Read(XcspNode constraint, XcspNode predicate, List<XcspVariable> scope)
    {
        if (predicate.Child("expression")?.Child("functional") is not { } functional)
        {
            Findings.Error("CX0022", predicate.Span, "expected <expression> with <functional> inside");
            return null;
        }

        if (ReadArguments(constraint, predicate, scope) is not { } arguments)
        {
            return null;
        }

        var name = predicate.Attribute("name")!.Value;
        if (!_tokens.TryGetValue(name, out var tokens))
        {
            tokens = XcspTokens.Of(functional.Texts);
            _tokens.Add(name, tokens);
        }

        var parser = new XcspExpressionParser(tokens, functional.Span, arguments, Findings);
        return parser.ReadCondition() is { } expression
            ? problem.Formulas.Of(expression, parser.Size, constraint.Span)
            : null;
    }

    /// <summary>What each formal parameter of the predicate stands for in the constraint.</summary>
    private Dictionary<string, XcspExpression>? ReadArguments(
        XcspNode constraint, XcspNode predicate, List<XcspVariable> scope)
    {
        var formal = predicate.Child("parameters") is { } declared
            ? XcspTokens.OfContent(declared).FindAll(token => token.Text != "int")
            : [];
        var actual = constraint.Child("parameters") is { } given
            ? XcspTokens.OfContent(given)
            : scope.ConvertAll(variable => new XcspToken(variable.Name, constraint.Span));
        if (formal.Count != actual.Count)
        {
            Findings.Error("CX0023", constraint.Child("parameters")?.Span ?? constraint.Span, $"expected "
                + $"{formal.Count} parameters of predicate '{Findings.Quote(predicate.Attribute("name")!.Value)}', "
                + $"found {actual.Count}");
            return null;
        }

        var arguments = new Dictionary<string, XcspExpression>(StringComparer.Ordinal);
        for (var i = 0; i < formal.Count; i++)
        {
            XcspExpression? value = problem.Variable(actual[i].Text) is { } variable
                ? new XcspExpression.Variable(variable)
                : int.TryParse(actual[i].Text, out var number) ? new XcspExpression.Number(number) : null;
            if (value is null || !arguments.TryAdd(formal[i].Text, value))
            {
                Findings.Error("CX0024", value is null ? actual[i].Span : formal[i].Span, value is null
                    ? $"expected a variable or a number, found '{Findings.Quote(actual[i].Text)}'"
                    : $"a second parameter is named '{Findings.Quote(formal[i].Text)}'");
                return null;
            }
        }

        return arguments;
    }
}
