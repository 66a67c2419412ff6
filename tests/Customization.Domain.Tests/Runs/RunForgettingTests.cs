using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Xunit;

namespace Customization.Domain.Tests.Runs;

/// <summary>What is left of the recipients of a run that is over.</summary>
public class RunForgettingTests
{
    private static readonly RunCommand Forget = new RunCommand.ForgetRecipients();

    [Fact]
    public void A_run_that_is_over_tells_its_batches_a_few_at_a_time()
    {
        var run = RunStory.Begun(6);
        Assert.Equal("run-not-ready", run.Refusal(Forget));
        for (var number = 1; number <= 6; number++)
        {
            run.Given(new RunCommand.SettleBatch(number, 0, 10, 0));
        }

        run.Given(Forget, Forget);
        Assert.Equal(["r1/1", "r1/2", "r1/3", "r1/4"], Told(run));
        run.When(new EffectReplied("forget:1", Done.Instance));
        run.When(new EffectReplied("forget:2", Done.Instance));
        run.When(new EffectReplied("forget:3", Done.Instance));
        Assert.Equal(["r1/4", "r1/5", "r1/6"], Told(run));
        Assert.Equal("run-forgotten", run.Refusal(new RunCommand.RetryFailed()));
        Assert.Equal(60L, run.State.Settled);
    }

    [Fact]
    public void It_does_so_by_itself_some_time_after_its_end_unless_it_goes_on()
    {
        var run = RunStory.Begun(1);
        run.Given(new RunCommand.SettleBatch(1, 0, 9, 1));
        Assert.Equal(run.Now + RunLimits.RecipientsKept, run.Envelope.Timers["forget"]);
        run.Given(new RunCommand.RetryFailed());
        Assert.Empty(run.Envelope.Timers);
        run.Given(new RunCommand.SettleBatch(1, 1, 10, 0));

        run.Now += RunLimits.RecipientsKept;
        run.When(new TimerFired("forget"));

        Assert.Equal((run.Now, 0), (run.State.ForgottenAt, run.Envelope.Timers.Count));
        Assert.Equal(["r1/1"], Told(run));
    }

    [Fact]
    public void A_batch_keeps_statuses_and_orders_and_no_name()
    {
        var batch = RunStory.Batch(RunStory.PackSettings, "Ada,,,,,,,,", "Ada,,,pepper,,,,,");
        batch.Given(
            new RunBatchCommand.BeginBatch(1, 0), new RunBatchCommand.SettleItem(0, "r1:3:1", "", ""),
            new RunBatchCommand.ForgetItems());
        var version = batch.Envelope.Version;
        batch.Given(new RunBatchCommand.ForgetItems());

        Assert.Equal(version, batch.Envelope.Version);
        var stored = JsonSerializer.Serialize(batch.State, EntityJson.Options);
        Assert.DoesNotContain("Ada", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("pepper", stored, StringComparison.Ordinal);
        Assert.Equal(
            [RunItemStatus.Made, RunItemStatus.Failed], batch.State.Items.Select(item => item.Status));
        Assert.Equal(
            ["r1:3:1", "r1:3:2"],
            batch.Envelope.Outbox.Values.Where(send => send.Command == new ForgetPerson(OnceEnded: true))
                .Select(send => send.To.Key));
        var item = Assert.IsType<RunItemView>(batch.When(new RunBatchCommand.ReadItem(0)));
        Assert.Equal(("r1:3:1", "", 0), (item.OrderId, item.Configuration, item.Fields.Count));
        Assert.Equal("run-forgotten", batch.Refusal(new RunBatchCommand.CorrectItem(1, [])));
    }

    [Fact]
    public void A_batch_that_its_run_does_not_count_forgets_by_itself()
    {
        var batch = new Entities.EntityRig<RunBatchDecider, RunBatchState>("r1/3", RunStory.Start);
        batch.Given(new RunBatchCommand.TakeRecipients(
            "op", RunStory.Known(RunStory.LetterSettings), RunStory.Rows("Ada", "Bob"), "hash"));
        Assert.Equal([new RunCommand.CountBatch(3, 2)], batch.Sent);

        batch.When(new EffectReplied("count", new RunRejection.NotNow(RunStatus.Running)));

        Assert.IsType<RunBatchEvent.ItemsForgotten>(Assert.Single(batch.Events));
        Assert.DoesNotContain(
            "Ada", JsonSerializer.Serialize(batch.Envelope, EntityJson.Options), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Told(Entities.EntityRig<RunDecider, RunState> run) => run.Envelope.Outbox.Values
        .Where(send => send.Command is RunBatchCommand.ForgetItems).Select(send => send.To.Key);
}
