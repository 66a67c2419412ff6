using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Xunit;
using Batch = Customization.Domain.Tests.Entities.EntityRig<
    Customization.Domain.Runs.Batches.RunBatchDecider, Customization.Domain.Runs.Batches.RunBatchState>;

namespace Customization.Domain.Tests.Runs;

/// <summary>Fields of a pack, in order: for, gift, grams, likes, many, note, size, who, wrap.</summary>
public class RunBatchTests
{
    private static readonly RunBatchCommand Begin = new RunBatchCommand.BeginBatch(1, 0);

    [Fact]
    public void Takes_its_recipients_once()
    {
        var batch = RunStory.Batch(RunStory.LetterSettings, "Ada");
        var again = new RunBatchCommand.TakeRecipients("op", RunStory.LetterSettings, RunStory.Rows("Ada"), "hash");

        batch.Given(again);
        Assert.Empty(batch.Events);
        Assert.Equal("run-batch-reused", batch.Refusal(again with { Hash = "other" }));
    }

    [Fact]
    public void Refuses_what_is_more_than_a_batch()
    {
        var batch = new Batch("r1/1", RunStory.Start);
        RunBatchCommand Take(int rows, int length) => new RunBatchCommand.TakeRecipients(
            "op", RunStory.LetterSettings,
            [.. Enumerable.Repeat(RunStory.Rows(new string('x', length))[0], rows)], "h");

        Assert.Equal("run-batch-invalid", batch.Refusal(Take(0, 1)));
        Assert.Equal("run-batch-invalid", batch.Refusal(Take(51, 1)));
        Assert.Equal("run-batch-invalid", batch.Refusal(Take(50, 400)));
    }

    [Fact]
    public void Places_a_few_orders_at_a_time_each_by_a_key_of_its_own()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, [.. Enumerable.Range(0, 10).Select(i => $"Ada{i},,,,,,,,")]);
        batch.Given(Begin, Begin);

        var placed = batch.Sent.OfType<PlaceOrder>().ToArray();
        Assert.Equal(RunLimits.ItemsInFlight, placed.Length);
        Assert.Equal(placed.Length, placed.Select(place => place.Request.IdempotencyKey).Distinct().Count());
        Assert.Contains(batch.Envelope.Outbox.Values, send => send.To.Key == "r1:3:1");
        Assert.Equal(new RunOrder("r1/3", 0, false), placed[0].Request.Run);

        batch.Given(
            new RunBatchCommand.SettleItem(0, "r1:3:1", "", ""), new RunBatchCommand.SettleItem(0, "r1:3:1", "", ""),
            new RunBatchCommand.SettleItem(1, "other", "", ""));
        Assert.Equal(RunLimits.ItemsInFlight + 1, batch.Sent.OfType<PlaceOrder>().Count());
        Assert.Equal(1, batch.State.CountOf(RunItemStatus.Made));
    }

    [Fact]
    public void Tells_the_run_when_the_last_item_is_settled()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, "Ada,,,,,,,,", "Bob,,,,,,,,", "Cy,,,,,,,,");
        batch.Given(
            Begin, new RunBatchCommand.SettleItem(0, "r1:3:1", "", ""),
            new RunBatchCommand.SettleItem(1, "r1:3:2", "no-capacity", new string('x', 500)));
        Assert.Empty(batch.Sent.OfType<RunCommand>());

        batch.When(new EffectReplied("place:2:0", new OrderRejection.UnknownLane("post")));
        var told = Assert.Single(batch.Sent.OfType<RunCommand.SettleBatch>());
        Assert.Equal(new RunCommand.SettleBatch(3, 0, 1, 2), told);
        Assert.Equal(("no-capacity", RunLimits.DetailLengthMax), (
            batch.State.Items[1].Why, batch.State.Items[1].Detail.Length));
        Assert.Equal("lane-unknown", batch.State.Items[2].Why);
    }

    [Theory]
    [InlineData("Ada,,,chili,,,small,,", "value-excluded", "size: Chili comes in large packs.")]
    [InlineData("Ada,,,pepper,,,,,", "unknown-value", "likes: there is no 'pepper' of taste.")]
    [InlineData("Ada,perhaps,,,,,,,", "unknown-value", "gift: there is no 'perhaps' of gift.")]
    [InlineData("Ada,,many,,,,,,", "unknown-value", "grams: there is no 'many' of weight in g.")]
    [InlineData("Ada,,5,,,,,,", "measurement-out-of-range", "weight: expected 10 to 90 g.")]
    [InlineData("Ada,,,,9,,,,", "unknown-value", "many: there is no '9' of count.")]
    [InlineData("Ada,,,,,,,,silver", "option-unknown", "wrap: expected one of plain, gold.")]
    [InlineData(",,,,,,,,", "parameter-missing", "name is needed.")]
    [InlineData("Ada Augusta Byron,,,,,,,,", "text-too-long", null)]
    public void A_recipient_who_gets_nothing_is_told_why_and_no_order_is_placed(string row, string why, string? detail)
    {
        var batch = RunStory.Batch(RunStory.PackSettings, row);
        batch.Given(Begin);

        Assert.Empty(batch.Sent.OfType<PlaceOrder>());
        var item = Assert.Single(batch.State.Items);
        Assert.Equal((RunItemStatus.Failed, why), (item.Status, item.Why));
        Assert.Equal(detail ?? item.Detail, item.Detail);
        Assert.Null(((RunItemView)batch.When(new RunBatchCommand.ReadItem(0))).OrderId);
    }

    [Fact]
    public void Fields_answer_by_name_and_the_goal_completes_the_rest()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, "Ada,yes,40,chili; salt,3,a note,,A-17,gold");
        var seen = (RunItemView)batch.When(new RunBatchCommand.ReadItem(0));

        Assert.Equal(("", RunItemStatus.Waiting), (seen.Why, seen.Status));
        Assert.Equal("A-17", seen.Fields["who"]);
        Assert.Equal("label", Assert.Single(seen.Documents).Name);
        batch.Given(Begin);
        var code = Assert.Single(batch.Sent.OfType<PlaceOrder>()).Request.Configuration;
        Assert.Equal(seen.Configuration, code);
        Assert.True(Sessions.ReadCode.TryRead(code, RunStory.Pack, out var choices));
        Assert.Equal(
            "size=large taste.salt=yes taste.chili=yes taste.honey=no carton=twelve gift=yes count=3", choices);
    }

    [Fact]
    public void What_is_only_printed_is_made_at_once()
    {
        var batch = RunStory.Batch(RunStory.LetterSettings, "Ada", "Bob", "");
        batch.Given(Begin);

        Assert.Equal(new RunCommand.SettleBatch(3, 0, 2, 1), Assert.Single(batch.Sent));
        var seen = (RunItemView)batch.When(new RunBatchCommand.ReadItem(1));
        Assert.Equal(batch.State.Items[1].Configuration, seen.Configuration);
        Assert.Equal("letter", Assert.Single(seen.Documents).Name);
        Assert.True(RunBatchDecider.LeavesSoon(batch.State));
    }

    [Fact]
    public void What_a_batch_could_not_keep_fails()
    {
        var batch = RunStory.Batch(RunStory.LetterSettings, new string('x', 500));
        batch.Given(Begin);
        Assert.Equal("configuration-too-long", batch.State.Items[0].Why);
    }

    [Fact]
    public void Holds_and_goes_on_as_the_latest_word_of_the_run_says()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, [.. Enumerable.Range(0, 10).Select(i => $"Ada{i},,,,,,,,")]);
        batch.Given(Begin, new RunBatchCommand.HoldBatch(5), new RunBatchCommand.BeginBatch(4, 0),
            new RunBatchCommand.SettleItem(0, "r1:3:1", "", ""));
        Assert.Equal((BatchPhase.Held, RunLimits.ItemsInFlight), (
            batch.State.Phase, batch.Sent.OfType<PlaceOrder>().Count()));

        batch.Given(new RunBatchCommand.BeginBatch(6, 0));
        Assert.Equal(RunLimits.ItemsInFlight + 1, batch.Sent.OfType<PlaceOrder>().Count());
    }

    [Fact]
    public void Stops_once_nothing_is_under_way_and_leaves_the_rest()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, [.. Enumerable.Range(0, 10).Select(i => $"Ada{i},,,,,,,,")]);
        batch.Given(Begin, new RunBatchCommand.StopBatch(2));
        for (var item = 0; item < RunLimits.ItemsInFlight; item++)
        {
            Assert.Empty(batch.Sent.OfType<RunCommand>());
            batch.Given(new RunBatchCommand.SettleItem(item, $"r1:3:{item + 1}", "", ""));
        }

        Assert.Equal(
            new RunCommand.SettleBatch(3, 0, RunLimits.ItemsInFlight, 0),
            Assert.Single(batch.Sent.OfType<RunCommand.SettleBatch>()));
        Assert.Equal(2, batch.State.CountOf(RunItemStatus.Waiting));
    }

    [Fact]
    public void What_failed_can_be_corrected_and_is_begun_anew_as_another_order()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, "Ada,,,,,,,,", "Bob,,,pepper,,,,,");
        batch.Given(Begin);
        var eve = RunStory.Rows("Eve,,,,,,,,")[0];
        Assert.Equal("run-item-settled", batch.Refusal(new RunBatchCommand.CorrectItem(0, eve)));
        Assert.Equal("run-item-unknown", batch.Refusal(new RunBatchCommand.CorrectItem(2, eve)));
        Assert.Equal("run-item-unknown", batch.Refusal(new RunBatchCommand.ReadItem(-1)));
        Assert.Equal("run-batch-invalid", batch.Refusal(new RunBatchCommand.CorrectItem(1, ["Bob"])));

        batch.Given(
            new RunBatchCommand.SettleItem(0, "r1:3:1", "late", ""),
            new RunBatchCommand.CorrectItem(1, RunStory.Rows("Bob,,,honey,,,,,")[0]),
            new RunBatchCommand.BeginBatch(9, 1));
        Assert.Equal(["r1:3:1:1", "r1:3:2:1"], batch.Envelope.Outbox.Values
            .Where(send => send.Key.EndsWith(":1", StringComparison.Ordinal) && send.Command is PlaceOrder)
            .Select(send => send.To.Key));
        batch.Given(new RunBatchCommand.SettleItem(0, "r1:3:1", "", ""));
        Assert.Equal(RunItemStatus.UnderWay, batch.State.Items[0].Status);
    }

    [Fact]
    public void A_field_can_name_the_customer_who_owns_the_order()
    {
        var batch = RunStory.Batch(
            RunStory.PackSettings with { CustomerField = "who" }, "Ada,,,,,,,store-7,", "Bob,,,,,,,,");
        batch.Given(Begin);

        Assert.Equal(
            [("store-7", true), ("op", false)], batch.Sent.OfType<PlaceOrder>()
                .Select(place => (place.Request.CustomerId, place.Request.Run!.IsForCustomer)));
    }

    [Fact]
    public void A_full_batch_is_stored_in_less_than_64_KB_whatever_becomes_of_it()
    {
        var row = $"Adaline ,,,,,{new string('n', 300)},,,";
        var batch = RunStory.Batch(RunStory.PackSettings, [.. Enumerable.Repeat(row, RunLimits.BatchItemsMax)]);
        batch.Given(Begin);
        for (var item = 0; item < RunLimits.BatchItemsMax; item++)
        {
            batch.Given(new RunBatchCommand.SettleItem(
                item, batch.State.OrderOf(item), "no-capacity", new string('x', 999)));
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(batch.State, EntityJson.Options).Length;
        Assert.InRange(bytes, 20_000, 64 * 1024);
    }
}
