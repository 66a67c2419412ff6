using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;

namespace Customization.Client.Wire;

/// <summary>A session's view on its way: what nearly every click says in a few bytes, the rest as JSON.</summary>
/// <remarks><code>
///   byte 0      3
///   number      bytes of JSON that follow: the view without all of the below; 0 where nothing is left
///   text x 2    id, owner
///   numbers     version; text product; product version; newer version, 0 for none
///   text x 2    price list and lane of the terms
///   numbers     whether it is complete, undo steps, redo steps
///   number      changed choices, then for each: characteristic, before plus 1, after plus 1
///   number      1 where a promise follows: days of shipping and of delivery, text lane, number of texts, texts
///   numbers     entries of the popularity's two arrays, then both, sparse
///   ...         to the end: what follows from the selection (see SelectionPart)
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

    /// <summary>The bytes of a view. O(literals), less where the memory knows its selection.</summary>
    public static byte[] Write(SessionView view, ViewMemory? memory)
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
        bytes.Text(view.Terms.PriceList);
        bytes.Text(view.Terms.Lane);
        bytes.Number(view.IsComplete ? 1 : 0);
        bytes.Number(view.UndoSteps);
        bytes.Number(view.RedoSteps);
        WriteChanged(bytes, view.Changed);
        WritePromise(bytes, view.Promise);
        bytes.Number(view.Popularity.Percent.Length);
        bytes.Number(view.Popularity.Sales.Length);
        bytes.Sparse<int, PlainInt>(view.Popularity.Percent.AsSpan());
        bytes.Sparse<int, PlainInt>(view.Popularity.Sales.AsSpan());
        var selection = SelectionPart.Of(view);
        if (memory?.Written(selection) is { IsEmpty: false } known)
        {
            bytes.Bytes(known.Span);
            return bytes.Take();
        }

        var start = bytes.Length;
        selection.Write(bytes);
        var payload = bytes.Take();
        memory?.AddWritten(selection, payload.AsMemory(start));
        return payload;
    }

    /// <summary>The view of such bytes. O(literals), less where the memory knows its selection.</summary>
    /// <exception cref="NotSupportedException">The bytes are damaged.</exception>
    public static SessionView Read(byte[] payload, ViewMemory? memory)
    {
        var bytes = new WireReader(payload.AsSpan(1));
        var json = bytes.Bytes(bytes.Int());
        var rest = json.IsEmpty ? Nothing : JsonSerializer.Deserialize<Reply>(json, EntityJson.Options) as SessionView
            ?? throw new NotSupportedException("the message is no view of a session");
        var view = rest with
        {
            Id = bytes.Text(),
            Owner = bytes.Text(),
            Version = bytes.Number(),
            Product = bytes.Text(),
            ProductVersion = bytes.Int(),
            NewerVersion = bytes.Int() is var newer and not 0 ? newer : null,
            Terms = new SessionTerms(bytes.Text(), bytes.Text()),
            IsComplete = bytes.Number() == 1,
            UndoSteps = bytes.Int(),
            RedoSteps = bytes.Int(),
            Changed = ReadChanged(ref bytes),
            Promise = ReadPromise(ref bytes),
            Popularity = ReadPopularity(ref bytes),
        };
        var selected = payload.AsMemory(payload.Length - bytes.Left);
        var selection = memory?.Read(selected) ?? SelectionPart.Read(selected.Span);
        return view with
        {
            Code = selection.Code,
            Choices = selection.Choices,
            Price = selection.Price,
            Answer = rest.Answer.Equals(Nothing.Answer)
                ? selection.Answer
                : AnswerFormat.With(rest.Answer, selection.Answer),
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
        Popularity = Popularity.None,
        ParameterIssues = Plain(view.ParameterIssues),
        Proposals = Plain(view.Proposals),
        Lapsed = Plain(view.Lapsed),
        Preferences = Plain(view.Preferences),
        Answer = AnswerFormat.Rest(view.Answer),
    };

    /// <summary>Empty arrays are equal only where they are the same one.</summary>
    private static ImmutableArray<T> Plain<T>(ImmutableArray<T> array) => array.IsEmpty ? [] : array;

    private static Popularity ReadPopularity(ref WireReader bytes)
    {
        var (percent, sales) = (bytes.Count(), bytes.Count());
        var (shares, counts) = (bytes.Sparse<int, PlainInt>(percent), bytes.Sparse<int, PlainInt>(sales));
        return percent == 0 && sales == 0
            ? Popularity.None
            : new Popularity(
                ImmutableCollectionsMarshal.AsImmutableArray(shares),
                ImmutableCollectionsMarshal.AsImmutableArray(counts));
    }

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
