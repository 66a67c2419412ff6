using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>Random clicks on random products, against the list of all configurations.</summary>
public sealed class SessionPropertyTests
{
    private const int Seeds = 100;
    private const int Clicks = 25;

    [Fact]
    public void Status_and_changes_agree_with_the_list_of_configurations() => ForEachState((walk, view) =>
    {
        var model = walk.Product.Model;
        for (var literal = 0; literal < model.LiteralCount; literal++)
        {
            var c = model.CharacteristicOf(literal).Value;
            var v = model.ValueOf(literal);
            var changes = walk.Configurations.Where(all => all[c] == v)
                .Select(all => Enumerable.Range(0, all.Length)
                    .Count(i => i != c && view.Choices[i] >= 0 && view.Choices[i] != all[i]))
                .DefaultIfEmpty(int.MaxValue).Min();
            var possible = walk.Completions(view).Select(all => all[c]).Distinct().Count();
            var expected = view.Choices[c] == v ? ValueStatus.Chosen
                : changes == int.MaxValue ? ValueStatus.Dead
                : changes > 0 ? ValueStatus.Excluded
                : view.Choices[c] < 0 && possible == 1 ? ValueStatus.Forced
                : ValueStatus.Open;
            Assert.Equal((changes, expected), (view.Answer.Changes[literal], view.Answer.Statuses[literal]));
        }
    });

    [Fact]
    public void A_value_that_is_open_is_accepted_and_any_other_refused_with_a_repair_of_as_many_changes() =>
        ForEachState((walk, view) =>
        {
            var model = walk.Product.Model;
            for (var literal = 0; literal < model.LiteralCount; literal++)
            {
                var c = model.Characteristics[model.CharacteristicOf(literal).Value];
                var decision = walk.Decide(new Select(c.Name, c.Values[model.ValueOf(literal)].Name));
                switch (view.Answer.Statuses[literal])
                {
                    case ValueStatus.Dead:
                        Assert.IsType<SessionRejection.ValueDead>(decision.Reply);
                        break;
                    case ValueStatus.Excluded:
                        var refused = Assert.IsType<SessionRejection.ValueExcluded>(decision.Reply);
                        Assert.Equal(
                            view.Answer.Changes[literal],
                            refused.Explanation.Repair!.Changes.Count(change =>
                                change.Before >= 0 && change.Characteristic != model.CharacteristicOf(literal).Value));
                        break;
                    default:
                        Assert.IsType<SessionView>(decision.Reply);
                        break;
                }
            }
        });

    [Fact]
    public void The_selection_always_has_a_completion_and_its_code_opens_an_equal_session() =>
        ForEachState((walk, view) =>
        {
            Assert.NotEmpty(walk.Completions(view));
            Assert.Contains(walk.Configurations, all => all.SequenceEqual(view.Answer.Completion));

            var opened = SessionDecider.Decide(
                SessionDecider.Initial("other"), new Open("bert", Code: view.Code), walk.Context);

            var again = Assert.IsType<SessionView>(opened.Reply);
            Assert.Equal(view.Choices.ToArray(), again.Choices.ToArray());
            Assert.Equal(view.Code, again.Code);
        });

    [Fact]
    public void Undo_restores_exactly_what_was_before_and_redo_what_was_after()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var walk = new Walk(seed);
            for (var click = 0; click < Clicks; click++)
            {
                var before = walk.State;
                walk.Click();
                if (walk.State.Undo.Length <= before.Undo.Length || walk.LastWasRedo)
                {
                    continue;
                }

                var after = walk.State;
                walk.Do(new Undo());
                Assert.True(before.Selection.Equals(walk.State.Selection), $"seed {seed} click {click}");
                walk.Do(new Redo());
                Assert.True(after.Selection.Equals(walk.State.Selection), $"seed {seed} click {click}");
                Assert.Equal(after.Undo.Length, walk.State.Undo.Length);
            }
        }
    }

    [Fact]
    public void Undoing_everything_leads_back_to_the_start()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var walk = new Walk(seed);
            for (var click = 0; click < Clicks; click++)
            {
                walk.Click();
            }

            while (walk.State.Undo.Length > 0)
            {
                walk.Do(new Undo());
            }

            Assert.Equal(0, walk.State.Selection.Count);
        }
    }

    [Fact]
    public void A_migration_changes_as_few_choices_as_the_new_rules_allow()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var walk = new Walk(seed);
            for (var click = 0; click < 6; click++)
            {
                walk.Click();
            }

            var (next, configurations) = RandomProducts.Create(seed, version: 2);
            walk.Publish(next);
            var before = walk.State;
            var migration = Assert.IsType<SessionView>(walk.Do(new Migrate())).Migration!;

            var kept = Mapped(before.Selection, walk.Product.Model, next.Model);
            var fewest = configurations.Min(all => kept.Count(choice => all[choice.Characteristic] != choice.Value));
            Assert.Equal(fewest, migration.Changed.Length);
            Assert.Equal(before.Selection.Count - kept.Count, migration.Vanished.Length);
            Assert.Equal(kept.Count, walk.State.Selection.Count);
        }
    }

    private static List<(int Characteristic, int Value)> Mapped(
        Selection selection, ProductModel from, ProductModel to) =>
    [
        .. selection.Choices
            .Select(choice => (
                Characteristic: to.Find(from.Characteristics[choice.Characteristic.Value].Name)?.Value ?? -1,
                Name: from.Characteristics[choice.Characteristic.Value].Values[choice.Value].Name))
            .Where(choice => choice.Characteristic >= 0)
            .Select(choice => (choice.Characteristic, to.Characteristics[choice.Characteristic].IndexOf(choice.Name)))
            .Where(choice => choice.Item2 >= 0),
    ];

    private static void ForEachState(Action<Walk, SessionView> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var walk = new Walk(seed);
            for (var click = 0; click < 8; click++)
            {
                walk.Click();
                try
                {
                    check(walk, Assert.IsType<SessionView>(walk.Decide(new Read()).Reply));
                }
                catch (Exception fault)
                {
                    throw new InvalidOperationException($"seed {seed}, click {click}", fault);
                }
            }
        }
    }

    /// <summary>A session on a random product and somebody who clicks at random.</summary>
    private sealed class Walk
    {
        private readonly Random _random;
        private readonly OneProduct _catalog;

        public Walk(int seed)
        {
            _random = new Random(seed);
            (Product, Configurations) = RandomProducts.Create(seed);
            _catalog = new OneProduct { Products = [Product] };
            State = SessionDecider.Initial("walk");
            Do(new Open("anna", "random"));
        }

        public PublishedProduct Product { get; }

        public List<int[]> Configurations { get; }

        public SessionState State { get; private set; }

        public bool LastWasRedo { get; private set; }

        public DecisionContext Context => new(DateTimeOffset.UnixEpoch, _catalog, Domain.Delivery.Outlook.Empty);

        public void Publish(PublishedProduct product) => _catalog.Products.Add(product);

        public IEnumerable<int[]> Completions(SessionView view) => Configurations.Where(
            all => Enumerable.Range(0, all.Length).All(c => view.Choices[c] < 0 || view.Choices[c] == all[c]));

        public Decision Decide(SessionCommand command) => SessionDecider.Decide(State, command, Context);

        public Reply Do(SessionCommand command)
        {
            var decision = Decide(command);
            State = decision.Events.Aggregate(State, SessionDecider.Evolve);
            LastWasRedo = command is Redo;
            return decision.Reply;
        }

        public void Click()
        {
            var characteristic = Product.Model.Characteristics[_random.Next(Product.Model.Characteristics.Length)];
            var value = characteristic.Values[_random.Next(characteristic.Values.Length)].Name;
            Do(_random.Next(12) switch
            {
                < 5 => new Select(characteristic.Name, value),
                < 7 => new SessionCommand.Repair(characteristic.Name, value),
                7 => new Unselect(characteristic.Name),
                8 => new Undo(),
                9 => new Redo(),
                10 => new Propose([new ProposedChoice(characteristic.Name, value)]),
                _ when State.Proposals.Length > 0 => new AcceptProposal(State.Proposals[0].Number, WithRepair: true),
                _ => new Complete((CompletionGoal)_random.Next(3)),
            });
        }
    }

    private sealed class OneProduct : ICatalog
    {
        public List<PublishedProduct> Products { get; init; } = [];

        public PublishedProduct? Current(string productCode) => Products[^1];

        public PublishedProduct? Version(string productCode, int version) =>
            Products.Find(product => product.Version == version);
    }
}
