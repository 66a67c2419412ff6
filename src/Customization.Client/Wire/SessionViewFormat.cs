using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;

namespace Customization.Client.Wire;

/// <summary>A session's view on its way: what nearly every click says in a few bytes, the rest as JSON.</summary>
/// <remarks><code>
///   byte 0      3
///   number      bytes of JSON that follow: the view without all of the below; 0 where nothing is left
///   text x 2    id, owner
///   numbers     version; text product; product version; newer version, 0 for none
///   text x 3    code, price list and lane of the terms
///   numbers     whether it is complete, undo steps, redo steps
///   number      choices, then sparse: choices plus 1
///   number      changed choices, then for each: characteristic, before plus 1, after plus 1
///   number      1 where a promise follows: days of shipping and of delivery, text lane, number of texts, texts
///   ...         price (see PriceFormat), answer (see AnswerFormat)
/// </code>
/// What the records gain later is left for the JSON by itself: nothing is lost, only slower.</remarks>
internal static class SessionViewFormat
{
    /// <summary>Byte 0.</summary>
    public const byte Format = 3;

    private static readonly PriceQuote NoPrice = new("", [], default, default, default, null);

    private static readonly SessionView Nothing = Rest(new SessionView(
        "", "", 0, "", 0, null, "", SessionTerms.Default, [], new SessionAnswer([], [], [], [], [], []),
        ImmutableSortedDictionary<string, Domain.Catalog.Parameters.ParameterValue>.Empty, [], NoPrice, null, false, 0,
        0, ImmutableSortedDictionary<string, Participant>.Empty, [], null, null, [], null));

    /// <summary>Whether a view can be written like that.</summary>
    public static bool IsWritable(SessionView view) => PriceFormat.IsWritable(view.Price);

    /// <summary>The bytes of a view. O(literals).</summary>
    public static byte[] Write(SessionView view)
    {
        var bytes = WireWriter.Start();
        bytes.Byte(Format);
        var rest = Rest(view);
        var json = rest.Equals(Nothing) ? [] : JsonSerializer.SerializeToUtf8Bytes<Reply>(rest, EntityJson.Options);
        bytes.Number(json.Length);
        bytes.Bytes(json);
        bytes.Text(view.Id);
        bytes.Text(view.Owner);
        bytes.Number(view.Version);
        bytes.Text(view.Product);
        bytes.Number(view.ProductVersion);
        bytes.Number(view.NewerVersion ?? 0);
        bytes.Text(view.Code);
        bytes.Text(view.Terms.PriceList);
        bytes.Text(view.Terms.Lane);
        bytes.Number(view.IsComplete ? 1 : 0);
        bytes.Number(view.UndoSteps);
        bytes.Number(view.RedoSteps);
        bytes.Number(view.Choices.Length);
        bytes.Sparse<int, MostlyNone>(view.Choices.AsSpan());
        WriteChanged(bytes, view.Changed);
        WritePromise(bytes, view.Promise);
        PriceFormat.Write(bytes, view.Price);
        AnswerFormat.Write(bytes, view.Answer);
        return bytes.Take();
    }

    /// <summary>The view of such bytes. O(literals).</summary>
    /// <exception cref="NotSupportedException">The bytes are damaged.</exception>
    public static SessionView Read(ReadOnlySpan<byte> payload)
    {
        var bytes = new WireReader(payload[1..]);
        var json = bytes.Bytes(bytes.Int());
        var rest = json.IsEmpty ? Nothing : JsonSerializer.Deserialize<Reply>(json, EntityJson.Options) as SessionView
            ?? throw new NotSupportedException("the message is no view of a session");
        return rest with
        {
            Id = bytes.Text(),
            Owner = bytes.Text(),
            Version = bytes.Number(),
            Product = bytes.Text(),
            ProductVersion = bytes.Int(),
            NewerVersion = bytes.Int() is var newer and not 0 ? newer : null,
            Code = bytes.Text(),
            Terms = new SessionTerms(bytes.Text(), bytes.Text()),
            IsComplete = bytes.Number() == 1,
            UndoSteps = bytes.Int(),
            RedoSteps = bytes.Int(),
            Choices = ImmutableCollectionsMarshal.AsImmutableArray(bytes.Sparse<int, MostlyNone>(bytes.Count())),
            Changed = ReadChanged(ref bytes),
            Promise = ReadPromise(ref bytes),
            Price = PriceFormat.Read(ref bytes),
            Answer = AnswerFormat.Read(ref bytes, rest.Answer),
        };
    }

    /// <summary>What is left for the JSON.</summary>
    private static SessionView Rest(SessionView view) => view with
    {
        Id = "",
        Owner = "",
        Version = 0,
        Product = "",
        ProductVersion = 0,
        NewerVersion = null,
        Code = "",
        Terms = SessionTerms.Default,
        IsComplete = false,
        UndoSteps = 0,
        RedoSteps = 0,
        Choices = [],
        Changed = [],
        Promise = null,
        Price = NoPrice,
        Answer = AnswerFormat.Rest(view.Answer),
    };

    private static void WriteChanged(WireWriter bytes, ImmutableArray<ChoiceChange> changed)
    {
        bytes.Number(changed.Length);
        foreach (var (characteristic, before, after) in changed)
        {
            bytes.Number(characteristic);
            bytes.Number(before + 1);
            bytes.Number(after + 1);
        }
    }

    private static ImmutableArray<ChoiceChange> ReadChanged(ref WireReader bytes)
    {
        var count = bytes.Count();
        var changed = ImmutableArray.CreateBuilder<ChoiceChange>(Math.Min(count, 64));
        for (var i = 0; i < count; i++)
        {
            changed.Add(new ChoiceChange(bytes.Int(), bytes.Int() - 1, bytes.Int() - 1));
        }

        return changed.DrainToImmutable();
    }

    private static void WritePromise(WireWriter bytes, PromiseEstimate? promise)
    {
        bytes.Number(promise is null ? 0 : 1);
        if (promise is not null)
        {
            bytes.Number(promise.ShipDate.DayNumber);
            bytes.Number(promise.DeliveryDate.DayNumber);
            bytes.Text(promise.Lane);
            bytes.Number(promise.LateBecause.Length);
            foreach (var cause in promise.LateBecause)
            {
                bytes.Text(cause);
            }
        }
    }

    private static PromiseEstimate? ReadPromise(ref WireReader bytes)
    {
        if (bytes.Number() == 0)
        {
            return null;
        }

        var (ship, deliver) = (DateOnly.FromDayNumber(bytes.Int()), DateOnly.FromDayNumber(bytes.Int()));
        var (lane, count) = (bytes.Text(), bytes.Count());
        var causes = ImmutableArray.CreateBuilder<string>(Math.Min(count, 64));
        for (var i = 0; i < count; i++)
        {
            causes.Add(bytes.Text());
        }

        return new PromiseEstimate(ship, deliver, lane, causes.DrainToImmutable());
    }
}
