using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads one functional expression, such as <c>and(eq(X,1),le(X,5))</c>. Owned by one reading.</summary>
/// <param name="tokens">The expression.</param>
/// <param name="end">Where the text ends, for the message of an expression that stops too early.</param>
/// <param name="arguments">What each parameter stands for.</param>
internal sealed class XcspExpressionParser(
    List<XcspToken> tokens, SourceSpan end, Dictionary<string, XcspExpression> arguments, Findings findings)
{
    private int _at;

    /// <summary>Operators and operands read.</summary>
    public int Size { get; private set; }

    /// <summary>The whole text as a condition; null with the error reported.</summary>
    public XcspExpression? ReadCondition()
    {
        if (Read(isCondition: true, depth: 0) is not { } expression)
        {
            return null;
        }

        if (_at < tokens.Count)
        {
            return Fail($"expected the end of the expression, found '{Findings.Quote(Current)}'");
        }

        return expression;
    }

    private string Current => _at < tokens.Count ? tokens[_at].Text : "end of expression";

    private XcspExpression? Read(bool isCondition, int depth)
    {
        Size++;
        if (depth >= findings.Limits.NestingMax)
        {
            return Fail($"expressions are nested more than {findings.Limits.NestingMax} deep");
        }

        var expected = isCondition ? "a condition" : "a number";
        if (XcspOperator.Find(Current) is { } known && !arguments.ContainsKey(Current))
        {
            if (known.GivesCondition != isCondition)
            {
                return Fail($"expected {expected}, found '{known.Name}'");
            }

            _at++;
            return known.ArgumentsMax == 0
                ? new XcspExpression.Apply(known, [])
                : ReadArguments(known, depth);
        }

        if (!isCondition && arguments.TryGetValue(Current, out var argument))
        {
            _at++;
            return argument;
        }

        if (!isCondition && int.TryParse(Current, out var number))
        {
            _at++;
            return new XcspExpression.Number(number);
        }

        return Fail($"expected {expected}, found '{Findings.Quote(Current)}'");
    }

    private XcspExpression? ReadArguments(XcspOperator known, int depth)
    {
        if (!Expect("("))
        {
            return null;
        }

        var read = new List<XcspExpression>();
        do
        {
            if (Read(known.IsCondition(read.Count), depth + 1) is not { } argument)
            {
                return null;
            }

            read.Add(argument);
        }
        while (Current == "," && read.Count < known.ArgumentsMax && Expect(","));

        if (read.Count < known.ArgumentsMin)
        {
            return Fail($"expected {known.ArgumentsMin} arguments of '{known.Name}', found {read.Count}");
        }

        return Expect(")") ? new XcspExpression.Apply(known, read) : null;
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
        findings.Error("CX0021", _at < tokens.Count ? tokens[_at].Span : end, message);
        return null;
    }
}
