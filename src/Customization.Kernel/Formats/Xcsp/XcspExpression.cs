using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>What an operator takes and gives.</summary>
/// <param name="ArgumentsMax">Most arguments; where it exceeds the least, the operator is associative.</param>
internal sealed record XcspOperator(
    string Name, int ArgumentsMin, int ArgumentsMax, bool TakesConditions, bool GivesCondition)
{
    private const int Any = int.MaxValue;

    private static readonly Dictionary<string, XcspOperator> Known = new XcspOperator[]
    {
        new("neg", 1, 1, false, false), new("abs", 1, 1, false, false), new("add", 2, Any, false, false),
        new("sub", 2, 2, false, false), new("mul", 2, Any, false, false), new("div", 2, 2, false, false),
        new("mod", 2, 2, false, false), new("pow", 2, 2, false, false), new("min", 2, Any, false, false),
        new("max", 2, Any, false, false), new("if", 3, 3, false, false),
        new("eq", 2, 2, false, true), new("ne", 2, 2, false, true), new("lt", 2, 2, false, true),
        new("le", 2, 2, false, true), new("gt", 2, 2, false, true), new("ge", 2, 2, false, true),
        new("not", 1, 1, true, true), new("and", 2, Any, true, true), new("or", 2, Any, true, true),
        new("xor", 2, 2, true, true), new("iff", 2, 2, true, true),
        new("true", 0, 0, true, true), new("false", 0, 0, true, true),
    }.ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static XcspOperator? Find(string name) => Known.GetValueOrDefault(name);

    public static Comparator? ComparatorOf(string name) => name switch
    {
        "eq" => Comparator.Equal,
        "ne" => Comparator.NotEqual,
        "lt" => Comparator.Less,
        "le" => Comparator.LessOrEqual,
        "gt" => Comparator.Greater,
        "ge" => Comparator.GreaterOrEqual,
        _ => null,
    };

    /// <summary>Whether the argument at a position is a condition; otherwise it is a number.</summary>
    public bool IsCondition(int argument) => TakesConditions || (Name == "if" && argument == 0);
}

/// <summary>A functional expression with its parameters put in.</summary>
internal abstract record XcspExpression
{
    private XcspExpression()
    {
    }

    public sealed record Number(long Value) : XcspExpression;

    public sealed record Variable(XcspVariable Of) : XcspExpression;

    public sealed record Apply(XcspOperator Operator, List<XcspExpression> Arguments) : XcspExpression;
}
