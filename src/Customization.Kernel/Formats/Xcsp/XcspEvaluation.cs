using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>The meaning of a functional expression under an assignment of value positions.</summary>
/// <remarks>Conditions are 1 or 0. Null stands for undefined: a quotient by zero, a negative exponent, or a number
/// outside 64 bits. A comparison with an undefined side does not hold. Division and remainder round towards zero.
/// </remarks>
internal static class XcspEvaluation
{
    public static bool Holds(XcspExpression expression, Dictionary<CharacteristicIndex, int> assignment) =>
        Value(expression, assignment) == 1;

    private static long? Value(XcspExpression expression, Dictionary<CharacteristicIndex, int> assignment)
    {
        switch (expression)
        {
            case XcspExpression.Number number:
                return number.Value;
            case XcspExpression.Variable variable:
                return variable.Of.Domain.Numbers[assignment[variable.Of.Index]];
            case XcspExpression.Apply apply:
                if (apply.Operator.Name == "if")
                {
                    return Value(apply.Arguments[Holds(apply.Arguments[0], assignment) ? 1 : 2], assignment);
                }

                if (apply.Arguments.Count == 0)
                {
                    return apply.Operator.Name == "true" ? 1 : 0;
                }

                return Fold(apply, assignment);
            default:
                throw new InvalidOperationException($"unknown expression {expression.GetType().Name}");
        }
    }

    private static long? Fold(XcspExpression.Apply apply, Dictionary<CharacteristicIndex, int> assignment)
    {
        var total = Value(apply.Arguments[0], assignment);
        if (apply.Arguments.Count == 1)
        {
            return Narrow(apply.Operator.Name switch
            {
                "neg" => -(Int128?)total,
                "abs" => total is { } number ? Int128.Abs(number) : null,
                _ => 1 - total,
            });
        }

        for (var i = 1; i < apply.Arguments.Count; i++)
        {
            total = Combine(apply.Operator.Name, total, Value(apply.Arguments[i], assignment));
        }

        return total;
    }

    private static long? Combine(string name, long? left, long? right)
    {
        if (left is not { } a || right is not { } b)
        {
            return XcspOperator.ComparatorOf(name) is null ? null : 0;
        }

        return name switch
        {
            "add" => Narrow((Int128)a + b),
            "sub" => Narrow((Int128)a - b),
            "mul" => Narrow((Int128)a * b),
            "div" => b == 0 ? null : Narrow((Int128)a / b),
            "mod" => b == 0 ? null : Narrow((Int128)a % b),
            "pow" => Power(a, b),
            "min" => Math.Min(a, b),
            "max" => Math.Max(a, b),
            "and" => a & b,
            "or" => a | b,
            "xor" => a ^ b,
            "iff" => a == b ? 1 : 0,
            _ => Evaluation.Compare(a, XcspOperator.ComparatorOf(name)!.Value, b) ? 1 : 0,
        };
    }

    private static long? Power(long number, long exponent)
    {
        switch (exponent, number)
        {
            case ( < 0, _):
                return null;
            case (_, 0 or 1):
                return exponent == 0 ? 1 : number;
            case (_, -1):
                return exponent % 2 == 0 ? 1 : -1;
        }

        long? power = 1;
        for (var i = 0L; i < exponent && power is not null; i++)
        {
            power = Narrow((Int128)power.Value * number);
        }

        return power;
    }

    private static long? Narrow(Int128? number) =>
        number is { } value && value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
}
