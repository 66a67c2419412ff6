using System.Runtime.CompilerServices;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Everything that an answer depends on; compared in full.</summary>
/// <param name="Product">Told by reference: one object in this process for each definition and period.</param>
/// <param name="PriceList">Code of the list within the definition.</param>
/// <param name="DaysPerLiteral">Empty where no literal takes days.</param>
public readonly record struct AnswerKey(
    PublishedProduct Product, string PriceTable, long Further, long[] DaysPerLiteral, Selection Selection)
{
    /// <summary>By content.</summary>
    public bool Equals(AnswerKey other) =>
        Further == other.Further && Selection.Equals(other.Selection)
        && ReferenceEquals(Product, other.Product)
        && string.Equals(PriceTable, other.PriceTable, StringComparison.Ordinal)
        && (ReferenceEquals(DaysPerLiteral, other.DaysPerLiteral)
            || DaysPerLiteral.AsSpan().SequenceEqual(other.DaysPerLiteral));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(Product), Further, Selection);
}

/// <summary>The answers that a process remembers for all its products: on a sale day most customers walk the same
/// first steps.</summary>
/// <remarks>Answers are immutable and a pure function of their key, so remembering changes none. Safe for any number of
/// threads.</remarks>
/// <param name="bytesMax">What keys and answers may weigh together.</param>
public sealed class RememberedAnswers(long bytesMax)
{
    private readonly AnswerCache<AnswerKey, RememberedAnswer> _cache = new(bytesMax);

    /// <summary>How it fared so far.</summary>
    public AnswerCacheStatus Status => _cache.Status;

    /// <summary><see cref="SessionAnswer.Compute"/>, or what it said before.</summary>
    public RememberedAnswer Find(
        PublishedProduct product, PriceTable table, long further, long[] daysPerLiteral, Selection selection)
    {
        var key = KeyOf(product, table, further, daysPerLiteral, selection);
        if (!_cache.TryGet(key, out var answer))
        {
            answer = new RememberedAnswer(
                SessionAnswer.Compute(product, table, further, daysPerLiteral, selection));
            _cache.Add(key, answer, BytesOf(key, answer.Answer));
        }

        return answer;
    }

    /// <summary>Whether an answer is remembered; no hit and no miss.</summary>
    public bool Knows(
        PublishedProduct product, PriceTable table, long further, long[] daysPerLiteral, Selection selection) =>
        _cache.Contains(KeyOf(product, table, further, daysPerLiteral, selection));

    private static AnswerKey KeyOf(
        PublishedProduct product, PriceTable table, long further, long[] daysPerLiteral, Selection selection) => new(
        product, table.Key, further, daysPerLiteral.AsSpan().ContainsAnyExcept(0) ? daysPerLiteral : [],
        selection);

    /// <summary>Arrays with their headers, the objects themselves, the key in ring and table, and the summary with some
    /// lines of a price that may be remembered beside the answer.</summary>
    private static int BytesOf(AnswerKey key, SessionAnswer answer)
    {
        const int Headers = 7 * 24 + 200;
        const int Summary = 1_000;
        var perLiteral = sizeof(ValueStatus) + sizeof(int) + sizeof(long)
            + (key.DaysPerLiteral.Length > 0 ? sizeof(int) : 0);
        var perCharacteristic = (3 * sizeof(int)) + sizeof(short) + sizeof(int);
        return Headers + Summary + (answer.Statuses.Length * perLiteral) + (key.Selection.Length * perCharacteristic)
            + (key.DaysPerLiteral.Length * sizeof(long));
    }
}
