using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Tests.Entities;
using Xunit;

namespace Customization.Domain.Tests.Runs;

public class RunTests
{
    private static readonly RunCommand Submit = new RunCommand.SubmitRun();

    private static RunSettings With(string field, string target) =>
        RunStory.PackSettings with { Fields = RunStory.PackSettings.Fields.Add(field, target) };

    private readonly EntityRig<RunDecider, RunState> _run = RunStory.Run();

    [Fact]
    public void Nobody_asks_a_run_that_nobody_created()
    {
        Assert.Equal("run-unknown", _run.Refusal(new RunCommand.ReadRun()));
        Assert.Equal("run-unknown", _run.Refusal(new RunCommand.CountBatch(1, 10)));
    }

    [Fact]
    public void Is_created_once_with_what_product_and_plant_have()
    {
        _run.Given(new RunCommand.CreateRun("op", RunStory.PackSettings));
        Assert.Equal(("post", 1, true), (
            _run.State.Settings!.Lane, _run.State.Settings.Version, _run.State.Settings.MakesOrders));

        _run.Given(new RunCommand.CreateRun("op", RunStory.PackSettings));
        Assert.Empty(_run.Events);
        Assert.Equal("run-exists", _run.Refusal(new RunCommand.CreateRun("op", RunStory.LetterSettings)));
        Assert.Equal("run-exists", _run.Refusal(new RunCommand.CreateRun("other", RunStory.PackSettings)));
    }

    public static TheoryData<RunSettings, string> BadSettings => new()
    {
        { RunStory.PackSettings with { Product = "none" }, "product-unknown" },
        { RunStory.PackSettings with { Version = 2 }, "product-unknown" },
        { RunStory.PackSettings with { Lane = "sea" }, "run-settings-invalid" },
        { RunStory.PackSettings with { PriceList = "usd" }, "run-settings-invalid" },
        { RunStory.PackSettings with { Samples = 21 }, "run-settings-invalid" },
        { RunStory.PackSettings with { Fields = RunStory.PackSettings.Fields.Clear() }, "run-settings-invalid" },
        { With("x", "y"), "run-settings-invalid" },
        { With("x", "photo"), "run-settings-invalid" },
        { With("", "size"), "run-settings-invalid" },
        { RunStory.PackSettings with { CustomerField = "nobody" }, "run-settings-invalid" },
        { RunStory.PackSettings with { Language = new string('x', 121) }, "run-settings-invalid" },
    };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public void Settings_that_do_not_fit_are_refused(RunSettings settings, string code) =>
        Assert.Equal(code, _run.Refusal(new RunCommand.CreateRun("op", settings)));

    [Fact]
    public void An_id_that_orders_could_not_carry_is_refused()
    {
        var odd = new EntityRig<RunDecider, RunState>("r:1", RunStory.Start)
        {
            Catalog = _run.Catalog,
            Outlook = _run.Outlook,
        };
        Assert.Equal("run-settings-invalid", odd.Refusal(new RunCommand.CreateRun("op", RunStory.PackSettings)));
    }

    [Fact]
    public void Counts_each_batch_once_and_begins_only_when_none_is_missing()
    {
        _run.Given(new RunCommand.CreateRun("op", RunStory.PackSettings));
        Assert.Equal("run-batch-missing", _run.Refusal(Submit));

        _run.Given(
            new RunCommand.CountBatch(3, 10), new RunCommand.CountBatch(1, 50), new RunCommand.CountBatch(3, 10));
        Assert.Equal("run-batch-missing", _run.Refusal(Submit));
        Assert.Equal("run-batch-reused", _run.Refusal(new RunCommand.CountBatch(3, 11)));
        Assert.Equal("run-batch-invalid", _run.Refusal(new RunCommand.CountBatch(2_001, 1)));
        Assert.Equal("run-batch-invalid", _run.Refusal(new RunCommand.CountBatch(2, 51)));
        Assert.Equal("run-not-ready", _run.Refusal(new RunCommand.ApproveRun()));

        _run.Given(new RunCommand.CountBatch(2, 40), Submit, Submit);
        Assert.Equal((RunStatus.Reviewing, 100L), (_run.State.Status, _run.State.Recipients));
        Assert.Equal("run-not-ready", _run.Refusal(new RunCommand.CountBatch(4, 10)));
        _run.Given(new RunCommand.CountBatch(2, 40));
    }

    [Fact]
    public void Shows_samples_from_all_over_and_begins_when_they_are_approved()
    {
        _run.Given(
            new RunCommand.CreateRun("op", RunStory.PackSettings with { Samples = 4 }), new RunCommand.CountBatch(1, 3),
            new RunCommand.CountBatch(2, 5), Submit);

        var view = (RunView)_run.When(new RunCommand.ReadRun());
        Assert.Equal([(1, 0), (1, 2), (2, 1), (2, 3)], view.Samples());
        Assert.Empty(_run.Sent);

        _run.Given(new RunCommand.ApproveRun(), new RunCommand.ApproveRun());
        Assert.Equal(RunStatus.Running, _run.State.Status);
        Assert.Equal(2, _run.Sent.OfType<RunBatchCommand.BeginBatch>().Count());
    }

    [Fact]
    public void Makes_nothing_when_the_samples_are_rejected()
    {
        _run.Given(
            new RunCommand.CreateRun("op", RunStory.PackSettings), new RunCommand.CountBatch(1, 3), Submit,
            new RunCommand.RejectRun("wrong names"), new RunCommand.RejectRun("wrong names"));

        Assert.Equal((RunStatus.Rejected, "wrong names"), (_run.State.Status, _run.State.Reason));
        Assert.Empty(_run.Sent);
        Assert.Equal("run-not-ready", _run.Refusal(new RunCommand.ApproveRun()));
        Assert.Equal("run-not-ready", _run.Refusal(new RunCommand.CancelRun("")));
        Assert.Equal("run-not-ready", _run.Refusal(Submit));
    }

    [Fact]
    public void Works_on_a_few_batches_at_a_time_until_all_are_settled()
    {
        var run = RunStory.Begun(6);
        Assert.Equal([1, 2, 3, 4], run.State.Active);

        run.Now += TimeSpan.FromMinutes(1);
        run.Given(new RunCommand.SettleBatch(2, 0, 9, 1), new RunCommand.SettleBatch(2, 0, 9, 1));
        Assert.Equal([1, 3, 4, 5], run.State.Active);
        var view = (RunView)run.When(new RunCommand.ReadRun());
        Assert.Equal(
            (9L, 1L, 10.0, run.Now.AddMinutes(5)), (view.Done, view.Failed, view.PerMinute, view.EstimatedEnd));

        foreach (var number in (int[])[1, 3, 4, 5, 6])
        {
            run.Given(new RunCommand.SettleBatch(number, 0, 10, 0));
        }

        Assert.Equal(RunStatus.Finished, run.State.Status);
        Assert.Equal(60, run.State.Settled);
        Assert.Equal("run-not-ready", run.Refusal(new RunCommand.PauseRun()));
    }

    [Fact]
    public void Pauses_and_goes_on_where_it_was()
    {
        var run = RunStory.Begun(6);
        run.Given(new RunCommand.PauseRun(), new RunCommand.PauseRun(), new RunCommand.SettleBatch(1, 0, 10, 0));
        Assert.Equal(4, run.Sent.OfType<RunBatchCommand.HoldBatch>().Count());
        Assert.Equal([2, 3, 4], run.State.Active);
        Assert.Null(((RunView)run.When(new RunCommand.ReadRun())).PerMinute);

        var told = run.Sent.OfType<RunBatchCommand.BeginBatch>().Count();
        run.Given(new RunCommand.ResumeRun());
        Assert.Equal([2, 3, 4, 5], run.State.Active);
        Assert.Equal(told + 4, run.Sent.OfType<RunBatchCommand.BeginBatch>().Count());
    }

    [Fact]
    public void Ends_early_once_nothing_is_under_way()
    {
        var run = RunStory.Begun(6);
        run.Given(new RunCommand.CancelRun("enough"), new RunCommand.CancelRun("again"));
        Assert.Equal(RunStatus.Stopping, run.State.Status);
        Assert.Equal(4, run.Sent.OfType<RunBatchCommand.StopBatch>().Count());

        foreach (var number in (int[])[1, 2, 3, 4])
        {
            run.Given(new RunCommand.SettleBatch(number, 0, 3, 1));
        }

        Assert.Equal((RunStatus.Cancelled, "enough"), (run.State.Status, run.State.Reason));
        Assert.Equal(16, run.State.Settled);
    }

    [Fact]
    public void Is_cancelled_at_once_before_it_began()
    {
        _run.Given(new RunCommand.CreateRun("op", RunStory.PackSettings), new RunCommand.CancelRun("no"));
        Assert.Equal(RunStatus.Cancelled, _run.State.Status);
    }

    [Fact]
    public void Begins_anew_only_what_failed_and_hears_no_copies_of_the_round_before()
    {
        var run = RunStory.Begun(3);
        run.Given(
            new RunCommand.SettleBatch(1, 0, 10, 0), new RunCommand.SettleBatch(2, 0, 8, 2),
            new RunCommand.SettleBatch(3, 0, 10, 0), new RunCommand.RetryFailed(), new RunCommand.RetryFailed());
        Assert.Equal([2], run.State.Active);

        run.Given(new RunCommand.SettleBatch(2, 0, 8, 2));
        Assert.Equal(RunStatus.Running, run.State.Status);
        run.Given(new RunCommand.SettleBatch(2, 1, 10, 0));
        Assert.Equal((RunStatus.Finished, 30L), (run.State.Status, run.State.Settled));
    }

    [Fact]
    public void A_run_of_a_hundred_thousand_is_stored_in_less_than_64_KB()
    {
        var run = RunStory.Begun(RunLimits.BatchesMax);
        for (var number = 1; number <= 100; number++)
        {
            run.Given(new RunCommand.SettleBatch(number, 0, 10, 0));
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(run.State, EntityJson.Options).Length;
        Assert.InRange(bytes, 10_000, 64 * 1024);
    }
}
