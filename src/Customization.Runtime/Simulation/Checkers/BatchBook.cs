using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of one batch of a run: what it was told last, and what became of each recipient.</summary>
internal sealed class BatchBook(string key, World world)
{
    private readonly List<Entry> _items = [];
    private RunSettings? _settings;
    private bool _isTold;
    private int _round;

    /// <summary>The latest telling of the run that it heard.</summary>
    public long Heard { get; private set; }

    /// <summary>Recipients, once there are any.</summary>
    public int Count => _items.Count;

    /// <summary>Numbers of the recipients.</summary>
    public IEnumerable<int> Items => Enumerable.Range(0, _items.Count);

    private Verdict Verdict => world.Verdict;

    /// <summary>Items of a status.</summary>
    public int CountOf(RunItemStatus status) => _items.Count(item => item.Status == status);

    /// <summary>Enters a change.</summary>
    public void Take(Deed deed)
    {
        Hear(deed.Command);
        foreach (var happened in deed.Change.Events)
        {
            Enter(happened);
        }

        var state = (RunBatchState)deed.After;
        Verdict.Require(
            state.Items.Length == _items.Count && state.Items.Select(item => item.Status).SequenceEqual(
                _items.Select(item => item.Status)),
            "run", $"{key} has {string.Join(' ', state.Items.Select(item => item.Status))}, by its events "
                + $"{string.Join(' ', _items.Select(item => item.Status))}");
    }

    /// <summary>An order was placed for an item: it must be the one of this attempt, for this recipient.</summary>
    public void Placed(int number, string order, OrderPlaced placed)
    {
        if (number < 0 || number >= _items.Count)
        {
            Verdict.Fail("run", $"{order} is for item {number} of {key}, which is not there");
            return;
        }

        var item = _items[number];
        var slash = key.LastIndexOf('/');
        var expected = string.Create(CultureInfo.InvariantCulture, $"{key[..slash]}:{key[(slash + 1)..]}:{number + 1}")
            + (item.Attempt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{item.Attempt}"));
        Verdict.Require(order == expected, "run", $"{order} is for item {number} of {key}, which is {expected}");
        var price = Price(item) + (_settings!.Lane == "post" ? 300 : 700);
        Verdict.Require(
            placed.Item.Price.Total.Minor == price, "price",
            $"{order} costs {placed.Item.Price.Total}, by the price list {price}");
        var owner = _settings.CustomerField.Length > 0 ? item.Row[^1] : "reviewer";
        Verdict.Require(placed.CustomerId == owner, "run", $"{order} is of {placed.CustomerId}, not of {owner}");
        item.Orders.Add(order);
    }

    /// <summary>Every item that is made has exactly one order, and no other has one.</summary>
    public void Final()
    {
        for (var number = 0; number < _items.Count; number++)
        {
            var item = _items[number];
            var good = item.Orders.Where(IsGood).ToArray();
            Verdict.Require(
                good.Length == (item.Status == RunItemStatus.Made ? 1 : 0), "run",
                $"item {number} of {key} is {item.Status} and has {good.Length} orders: {string.Join(' ', good)}");
            Verdict.Require(
                item.Status != RunItemStatus.UnderWay, "I7", $"item {number} of {key} is still under way");
        }
    }

    private void Hear(Command command)
    {
        var (step, isTold) = command switch
        {
            RunBatchCommand.BeginBatch begin => (begin.Step, true),
            RunBatchCommand.HoldBatch hold => (hold.Step, false),
            RunBatchCommand.StopBatch stop => (stop.Step, false),
            _ => (0L, false),
        };
        if (step > Heard)
        {
            (Heard, _isTold) = (step, isTold);
        }
    }

    private void Enter(Event happened)
    {
        switch (happened)
        {
            case RunBatchEvent.RecipientsTaken taken:
                Verdict.Require(_settings is null, "run", $"{key} took recipients twice");
                Verdict.Require(
                    taken.Rows.SelectMany(row => row).SequenceEqual(
                        world.Reviewers.Rows.GetValueOrDefault(key, []).SelectMany(row => row)),
                    "run", $"{key} took recipients that nobody sent");
                _settings = taken.Settings;
                _items.AddRange(taken.Rows.Select(row => new Entry(row)));
                break;
            case RunBatchEvent.PhaseChanged changed when changed.Round > _round:
                _round = changed.Round;
                foreach (var item in _items.Where(item => item.Status == RunItemStatus.Failed))
                {
                    (item.Status, item.Attempt) = (RunItemStatus.Waiting, item.Attempt + 1);
                }

                break;
            case RunBatchEvent.ItemBegun begun:
                Verdict.Require(_isTold, "run", $"{key} begins item {begun.Item} while it is told to hold");
                Verdict.Require(Price(_items[begun.Item]) is not null, "run",
                    $"{key} makes item {begun.Item}, which no configuration fits");
                Move(begun.Item, RunItemStatus.UnderWay, RunItemStatus.Waiting);
                break;
            case RunBatchEvent.ItemMade made:
                Verdict.Require(
                    _items[made.Item].Orders.Exists(IsGood), "run",
                    $"item {made.Item} of {key} is made, and no order for it is confirmed");
                Move(made.Item, RunItemStatus.Made, RunItemStatus.UnderWay);
                break;
            case RunBatchEvent.ItemFailed failed:
                Fail(failed);
                break;
            case RunBatchEvent.ItemCorrected corrected:
                _items[corrected.Item].Row = corrected.Row;
                break;
        }
    }

    private void Fail(RunBatchEvent.ItemFailed failed)
    {
        var item = _items[failed.Item];
        Verdict.Require(
            !item.Orders.Exists(IsGood), "run", $"item {failed.Item} of {key} failed, and its order is confirmed");
        Verdict.Require(
            item.Status == RunItemStatus.UnderWay || failed.Why == "product-unknown" || Price(item) is null, "run",
            $"item {failed.Item} of {key} can be made and failed with {failed.Why}");
        Move(failed.Item, RunItemStatus.Failed, RunItemStatus.Waiting, RunItemStatus.UnderWay);
    }

    private void Move(int number, RunItemStatus to, params RunItemStatus[] from)
    {
        var item = _items[number];
        Verdict.Require(from.Contains(item.Status), "run", $"item {number} of {key} went from {item.Status} to {to}");
        item.Status = to;
    }

    private bool IsGood(string order) => world.Checks.Truth.Find<OrderState>(
        new EntityAddress(EntityKind.Order, order))?.Outcome is { Code.Length: 0 };

    /// <summary>The least that a configuration with a recipient's answers costs without delivery; null where there is
    /// none.</summary>
    private long? Price(Entry item)
    {
        var product = world.Checks.Versions.Find("cap", _settings!.Version);
        var answers = _settings.Fields.Values.Zip(item.Row).Where(answer => answer.Second.Length > 0).ToArray();
        return product?.Configurations
            .Where(values => answers.All(answer => answer.First == RunSettings.ShownOnly
                || product.Questions.Select((question, i) => (question.Name, question.Values[values[i]].Name))
                    .Contains((answer.First, answer.Second))))
            .Select(values => (long?)product.Price(values)).Min();
    }

    /// <summary>One recipient.</summary>
    private sealed class Entry(ImmutableArray<string> row)
    {
        public ImmutableArray<string> Row { get; set; } = row;

        public RunItemStatus Status { get; set; } = RunItemStatus.Waiting;

        public int Attempt { get; set; }

        /// <summary>Of all attempts.</summary>
        public List<string> Orders { get; } = [];
    }
}
