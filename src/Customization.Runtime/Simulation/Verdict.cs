using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Customization.Runtime.Simulation;

/// <summary>The first thing that went wrong in a world; what follows from it does not matter.</summary>
internal sealed class Verdict
{
    /// <summary>Null as long as all is well.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>Something went wrong.</summary>
    /// <param name="rule">What was broken, e.g. <c>I2</c>.</param>
    public void Fail(string rule, string what) => Violation ??= new Violation(rule, what);

    /// <summary>Something went wrong unless a condition holds.</summary>
    /// <remarks>The text is only made where it is needed: there are thousands of these for each world.</remarks>
    public void Require(
        bool condition, string rule, [InterpolatedStringHandlerArgument(nameof(condition))] ref Reason what)
    {
        if (!condition)
        {
            Fail(rule, what.ToString());
        }
    }

    /// <summary>The text of a requirement that is not met.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Reason
    {
        private readonly StringBuilder? _text;

        public Reason(int literalLength, int formattedCount, bool condition, out bool isNeeded)
        {
            isNeeded = !condition;
            _text = condition ? null : new StringBuilder(literalLength + (16 * formattedCount));
        }

        public void AppendLiteral(string text) => _text!.Append(text);

        public void AppendFormatted<T>(T value, string? format = null) => _text!.AppendFormat(
            CultureInfo.InvariantCulture, value is DateOnly ? "{0:yyyy-MM-dd}" : $"{{0:{format}}}", value);

        public override string ToString() => _text!.ToString();
    }
}

/// <summary>What a checker found.</summary>
/// <param name="Rule">What was broken: I1 to I7 of the design, or the name of another rule.</param>
/// <param name="What">Who, when and how, in one line.</param>
public sealed record Violation(string Rule, string What);
