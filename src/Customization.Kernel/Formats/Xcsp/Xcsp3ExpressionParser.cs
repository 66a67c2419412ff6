using System.Globalization;
using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads one functional expression of XCSP3, such as <c>or(eq(x,1),in(y,set(2,3)))</c>. Owned by one reading.
/// </summary>
/// <remarks>What version 2.1 has no operator for is said by those it has: <c>imp</c>, <c>dist</c>, <c>sqr</c>,
/// <c>in</c>, <c>notin</c>, and <c>eq</c>, <c>iff</c>, <c>xor</c> of more than two. A number stands for the condition
/// that it is not 0, a condition for the number 1 or 0.</remarks>
internal sealed class Xcsp3ExpressionParser(
    List<XcspToken> tokens, SourceSpan end, Xcsp3Variables variables, Findings findings)
{
    private int _at;

    /// <summary>Operators and operands read.</summary>
    public int Size { get; private set; }

    /// <summary>All words as a condition; null with the error reported.</summary>
    public XcspExpression? ReadCondition() =>
        Read(0) is { } expression && AtEnd() ? ToCondition(expression) : null;

    /// <summary>The next expression as a number; null with the error reported.</summary>
    public XcspExpression? ReadNumber() => Read(0);

    public bool IsAtEnd => _at >= tokens.Count;

    private string Current => IsAtEnd ? "end of expression" : tokens[_at].Text;

    private XcspExpression? Read(int depth)
    {
        Size++;
        if (depth >= findings.Limits.NestingMax)
        {
            return Fail($"expressions are nested more than {findings.Limits.NestingMax} deep");
        }

        if (variables.Find(Current) is { } variable)
        {
            _at++;
            return new XcspExpression.Variable(variable);
        }

        if (int.TryParse(Current, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            _at++;
            return new XcspExpression.Number(number);
        }

        var name = Current;
        var isKnown = XcspOperator.Find(name) is not null
            || name is "imp" or "dist" or "sqr" or "in" or "notin" or "ite";
        if (!isKnown || name is "true" or "false")
        {
            return Fail($"expected a variable, a number or an operator, found '{Findings.Quote(name)}'");
        }

        _at++;
        if (name is "in" or "notin")
        {
            return ReadMembership(name, depth);
        }

        return ReadArguments(depth) is { } arguments ? Apply(name, arguments) : null;
    }

    private List<XcspExpression>? ReadArguments(int depth)
    {
        if (!Expect("("))
        {
            return null;
        }

        var read = new List<XcspExpression>();
        if (Current == ")" && Expect(")"))
        {
            return read;
        }

        do
        {
            if (Read(depth + 1) is not { } argument)
            {
                return null;
            }

            read.Add(argument);
        }
        while (Current == "," && Expect(","));
        return Expect(")") ? read : null;
    }

    /// <summary><c>in(x,set(1,2))</c>: x is one of the numbers.</summary>
    private XcspExpression? ReadMembership(string name, int depth)
    {
        if (!Expect("(") || Read(depth + 1) is not { } element || !Expect(",") || !Expect("set")
            || ReadArguments(depth + 1) is not { } members || !Expect(")"))
        {
            return null;
        }

        var equal = members.ConvertAll(member => Of("eq", element, member));
        Size += members.Count;
        var isOne = equal.Count switch
        {
            0 => Of("false"),
            1 => equal[0],
            _ => Of("or", [.. equal]),
        };
        return name == "in" ? isOne : Of("not", isOne);
    }

    private XcspExpression? Apply(string name, List<XcspExpression> arguments)
    {
        switch (name, arguments.Count)
        {
            case ("imp", 2):
                return Of("or", Of("not", ToCondition(arguments[0])), ToCondition(arguments[1]));
            case ("dist", 2):
                return Of("abs", Of("sub", arguments[0], arguments[1]));
            case ("sqr", 1):
                return Of("mul", arguments[0], arguments[0]);
            case ("if" or "ite", 3):
                return Of("if", ToCondition(arguments[0]), arguments[1], arguments[2]);
            case ("eq" or "iff", > 2):
                var pairs = arguments.Zip(arguments.Skip(1), (left, right) => Two(name, left, right));
                return Of("and", [.. pairs]);
            case ("xor", > 2):
                return arguments.Aggregate((odd, argument) => Two("xor", odd, argument));
        }

        if (XcspOperator.Find(name) is not { } known || arguments.Count < known.ArgumentsMin
            || arguments.Count > known.ArgumentsMax)
        {
            return Fail($"'{name}' does not take {arguments.Count} arguments");
        }

        return Of(name, [.. known.TakesConditions ? arguments.ConvertAll(ToCondition) : arguments]);
    }

    private static XcspExpression Two(string name, XcspExpression left, XcspExpression right) =>
        name == "eq" ? Of(name, left, right) : Of(name, ToCondition(left), ToCondition(right));

    private static XcspExpression.Apply Of(string name, params List<XcspExpression> arguments) =>
        new(XcspOperator.Find(name)!, arguments);

    private static XcspExpression ToCondition(XcspExpression expression) =>
        expression is XcspExpression.Apply { Operator.GivesCondition: true }
            ? expression
            : Of("ne", expression, new XcspExpression.Number(0));

    private bool AtEnd()
    {
        if (!IsAtEnd)
        {
            Fail($"expected the end of the expression, found '{Findings.Quote(Current)}'");
        }

        return IsAtEnd;
    }

    private bool Expect(string token)
    {
        if (Current != token)
        {
            Fail($"expected '{token}', found '{Findings.Quote(Current)}'");
            return false;
        }

        _at++;
        return true;
    }

    private XcspExpression? Fail(string message)
    {
        findings.Error("CX0021", IsAtEnd ? end : tokens[_at].Span, message);
        return null;
    }
}
