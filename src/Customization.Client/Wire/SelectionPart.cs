using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Sessions;

namespace Customization.Client.Wire;

/// <summary>What the view of a session says that follows from its selection and terms: the longest part by far, and the
/// same for every session that has them.</summary>
/// <remarks><code>
///   text        code
///   number      choices, then sparse: choices plus 1
///   ...         price (see PriceFormat), answer (see AnswerFormat)
/// </code></remarks>
internal sealed record SelectionPart(
    string Code, ImmutableArray<int> Choices, PriceQuote Price, SessionAnswer Answer)
{
    /// <summary>The part of a view.</summary>
    public static SelectionPart Of(SessionView view) => new(view.Code, view.Choices, view.Price, view.Answer);

    /// <summary>Writes it.</summary>
    public void Write(WireWriter bytes)
    {
        bytes.Text(Code);
        bytes.Number(Choices.Length);
        bytes.Sparse<int, MostlyNone>(Choices.AsSpan());
        PriceFormat.Write(bytes, Price);
        AnswerFormat.Write(bytes, Answer);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="NotSupportedException">The bytes are damaged.</exception>
    public static SelectionPart Read(ReadOnlySpan<byte> payload)
    {
        var bytes = new WireReader(payload);
        var code = bytes.Text();
        var choices = bytes.Sparse<int, MostlyNone>(bytes.Count());
        return new SelectionPart(
            code, ImmutableCollectionsMarshal.AsImmutableArray(choices), PriceFormat.Read(ref bytes),
            AnswerFormat.Read(ref bytes));
    }
}
