using System.Collections.Immutable;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs.Recipients;

namespace Customization.Domain.Runs.Batches;

/// <summary>One decision of a batch in the making.</summary>
internal sealed class BatchTurn(RunBatchState before, DecisionContext context)
    : Turn<RunBatchDecider, RunBatchState>(before, context.Now)
{
    /// <summary>Products, plant and sales as of a moment ago.</summary>
    public DecisionContext Context { get; } = context;
}

/// <summary>What becomes of the single items of a batch.</summary>
internal static class Items
{
    private const string PlaceKey = "place:";

    /// <summary>Places the order of an item, or makes its documents, or says why not.</summary>
    public static void Begin(BatchTurn turn, int item)
    {
        var state = turn.State;
        var settings = state.Settings!;
        var personal = Personalization.Of(settings, state.Items[item].Row, turn.Context);
        if (personal.Why.Length > 0)
        {
            turn.Record(new RunBatchEvent.ItemFailed(item, personal.Why, Short(personal.Detail)));
        }
        else if (settings.MakesOrders)
        {
            turn.Record(new RunBatchEvent.ItemBegun(item));
            turn.Then(new Effect.Send(
                KeyOf(state, item), new EntityAddress(EntityKind.Order, state.OrderOf(item)),
                new PlaceOrder(RequestOf(state, item, personal.Code))));
        }
        else if (personal.Code.Length > RunLimits.KeptCodeLengthMax)
        {
            turn.Record(new RunBatchEvent.ItemFailed(item, "configuration-too-long",
                $"The configuration has more than {RunLimits.KeptCodeLengthMax} characters."));
        }
        else
        {
            turn.Record(new RunBatchEvent.ItemMade(item, personal.Code));
        }
    }

    /// <summary>An order took its request, or did not.</summary>
    public static void Placed(BatchTurn turn, EffectReplied replied)
    {
        if (replied.Reply is Rejection refused && PlacingBy(turn.State, replied.Key) is { } item)
        {
            turn.Record(new RunBatchEvent.ItemFailed(item, refused.Code, Short(refused.Detail)));
        }
    }

    /// <summary>An order tells what became of it.</summary>
    public static void Settle(BatchTurn turn, RunBatchCommand.SettleItem settle)
    {
        var state = turn.State;
        if (!Has(state, settle.Item) || state.Items[settle.Item].Status != RunItemStatus.UnderWay
            || state.OrderOf(settle.Item) != settle.OrderId)
        {
            return;
        }

        turn.Record(settle.Why.Length == 0
            ? new RunBatchEvent.ItemMade(settle.Item, "")
            : new RunBatchEvent.ItemFailed(settle.Item, settle.Why, Short(settle.Detail)));
    }

    /// <summary>Gives an item other values.</summary>
    public static Decision Correct(BatchTurn turn, RunBatchCommand.CorrectItem correct)
    {
        var state = turn.State;
        if (!Has(state, correct.Item))
        {
            return Decision.Answer(Unknown(state, correct.Item));
        }

        if (state.IsForgotten)
        {
            return Decision.Answer(new RunRejection.Forgotten(state.Run));
        }

        if (state.Items[correct.Item].Status is RunItemStatus.UnderWay or RunItemStatus.Made)
        {
            return Decision.Answer(new RunRejection.ItemSettled(ItemName.Of(state.Number, correct.Item)));
        }

        var others = state.Items.Where((_, item) => item != correct.Item)
            .Sum(item => item.Row.Sum(value => value.Length));
        if (correct.Row.Length != state.Settings!.Fields.Count
            || correct.Row.Any(value => value.Length > RunLimits.ValueLengthMax)
            || others + correct.Row.Sum(value => value.Length) > RunLimits.BatchLengthMax)
        {
            return Decision.Answer(new RunRejection.InvalidBatch(
                $"A field has at most {RunLimits.ValueLengthMax} characters, a batch {RunLimits.BatchLengthMax}."));
        }

        if (!state.Items[correct.Item].Row.SequenceEqual(correct.Row))
        {
            turn.Record(new RunBatchEvent.ItemCorrected(correct.Item, correct.Row));
        }

        return turn.Answer(View(turn, correct.Item));
    }

    /// <summary>Forgets who the recipients were; their orders forget what was chosen once they have ended.</summary>
    public static void Forget(BatchTurn turn)
    {
        var state = turn.State;
        if (state.IsForgotten || state.Settings is null)
        {
            return;
        }

        turn.Record(new RunBatchEvent.ItemsForgotten());
        for (var item = 0; state.Settings.MakesOrders && item < state.Items.Length; item++)
        {
            for (var attempt = 0; attempt <= state.Items[item].Attempt; attempt++)
            {
                var order = state.OrderOf(item, attempt);
                turn.Then(new Effect.Send(
                    $"forget:{order}", new EntityAddress(EntityKind.Order, order), new ForgetPerson(OnceEnded: true)));
            }
        }
    }

    /// <summary>The item with what it is, or would be now.</summary>
    public static RunItemView View(BatchTurn turn, int number)
    {
        var (state, item) = (turn.State, turn.State.Items[number]);
        var settings = state.Settings!;
        var view = new RunItemView(
            state.Number, number, item.Status, settings.Given(item.Row),
            item.HasOrder ? state.OrderOf(number) : null, item.Configuration, null, [], item.Why, item.Detail);
        if (state.IsForgotten)
        {
            return view;
        }

        var personal = item.Configuration.Length > 0
            ? Personalization.Of(settings, item.Configuration, turn.Context)
            : Personalization.Of(settings, item.Row, turn.Context);
        return view with
        {
            Configuration = personal.Code,
            Price = personal.Price,
            Documents = [.. personal.Documents.Select(document => document.ToOrdered())],
            Why = item.Why.Length > 0 ? item.Why : personal.Why,
            Detail = item.Why.Length > 0 ? item.Detail : personal.Detail,
        };
    }

    /// <summary>The item whose order is being placed by a send, or null.</summary>
    private static int? PlacingBy(RunBatchState state, string key)
    {
        for (var item = 0; item < state.Items.Length; item++)
        {
            if (state.Items[item].Status == RunItemStatus.UnderWay && KeyOf(state, item) == key)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Whether there is such an item.</summary>
    public static bool Has(RunBatchState state, int item) => item >= 0 && item < state.Items.Length;

    /// <summary>There is none.</summary>
    public static RunRejection Unknown(RunBatchState state, int item) =>
        new RunRejection.UnknownItem(ItemName.Of(state.Number, item));

    /// <summary>At most as much as is kept of a reason.</summary>
    public static string Short(string detail) =>
        detail.Length > RunLimits.DetailLengthMax ? detail[..RunLimits.DetailLengthMax] : detail;

    private static string KeyOf(RunBatchState state, int item) =>
        FormattableString.Invariant($"{PlaceKey}{item}:{state.Items[item].Attempt}");

    private static OrderRequest RequestOf(RunBatchState state, int item, string code)
    {
        var settings = state.Settings!;
        var customer = settings.CustomerField.Length > 0
            ? state.Items[item].Row[settings.IndexOf(settings.CustomerField)]
            : "";
        var order = state.OrderOf(item);
        return new OrderRequest(
            customer.Length > 0 ? customer : state.Owner, code, settings.Lane, $"run:{order}", order,
            settings.PriceList.Length > 0 ? settings.PriceList : null, settings.Language)
        {
            Run = new RunOrder(RunState.AddressOf(state.Run, state.Number).Key, item, customer.Length > 0),
        };
    }
}
