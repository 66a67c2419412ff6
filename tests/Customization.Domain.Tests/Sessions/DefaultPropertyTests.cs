using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>Random clicks on random products with defaults and preferences, against the list of all configurations.
/// </summary>
public sealed class DefaultPropertyTests
{
    private const int Seeds = 150;
    private const int Clicks = 6;

    [Fact]
    public void Exactly_the_defaults_stand_that_leave_a_completion_highest_priority_first() => ForEachState(walk =>
    {
        var view = walk.View();
        var filled = walk.Filled(view);
        Assert.NotEmpty(filled);
        for (var c = 0; c < view.Choices.Length; c++)
        {
            var byChoices = walk.Completions(view).Select(all => all[c]).Distinct().Count();
            var left = filled.Select(all => all[c]).Distinct().ToArray();
            var expected = view.Choices[c] < 0 && byChoices > 1 && left.Length == 1 ? left[0] : -1;
            Assert.Equal(expected, view.Answer.Defaults[c]);
            Assert.Equal(
                view.Choices[c] < 0 && byChoices > 1 && left.Length > 1, view.Answer.Undecided.Contains(c));
        }

        Assert.Contains(filled, all => all.SequenceEqual(view.Answer.Completion));
        Assert.Equal(
            filled.Min(all => DefaultedProducts.Price(walk.Product, all)),
            DefaultedProducts.Price(walk.Product, [.. view.Answer.Completion]));
    });

    [Fact]
    public void Defaults_exclude_nothing_count_as_no_change_and_every_price_delta_comes_true() => ForEachState(walk =>
    {
        var before = walk.View();
        var model = walk.Product.Model;
        for (var literal = 0; literal < model.LiteralCount; literal++)
        {
            var c = model.CharacteristicOf(literal);
            var v = model.ValueOf(literal);
            if (before.Answer.Statuses[literal] == ValueStatus.Dead)
            {
                continue;
            }

            var fewest = walk.Configurations.Where(all => all[c.Value] == v).Min(all => Enumerable
                .Range(0, all.Length)
                .Count(i => i != c.Value && before.Choices[i] >= 0 && before.Choices[i] != all[i]));
            Assert.Equal(fewest, before.Answer.Changes[literal]);

            var after = Assert.IsType<SessionView>(walk.Decide(new SessionCommand.Repair(
                model.Characteristics[c.Value].Name, model.Characteristics[c.Value].Values[v].Name)).Reply);
            Assert.Equal(fewest, after.Changed.Count(change => change.Before >= 0 && change.Characteristic != c.Value));
            Assert.Equal(before.Answer.PriceDelta[literal], (after.Price.Total - before.Price.Total).Minor);
        }
    });

    [Fact]
    public void The_code_holds_choices_only_and_opens_a_session_with_the_same_defaults() => ForEachState(walk =>
    {
        var view = walk.View();
        var bare = new CodedConfiguration(
            walk.Product, Selection.From(view.Choices.AsSpan()), view.Parameters, view.Terms);
        Assert.Equal(bare.Write(), view.Code);

        var again = Assert.IsType<SessionView>(SessionDecider.Decide(
            SessionDecider.Initial("other"), new Open("bert", Code: view.Code), walk.Context).Reply);
        Assert.Equal(view.Answer.Defaults.ToArray(), again.Answer.Defaults.ToArray());
        Assert.Equal(view.Price.Total, again.Price.Total);
    });

    [Fact]
    public void Completing_as_the_author_prefers_is_best_by_priority_and_then_by_price() => ForEachState(walk =>
    {
        var view = walk.View();
        var best = walk.Filled(view).Select(Rank).Min(Comparer<long[]>.Create(Compare))!;

        var full = Assert.IsType<SessionView>(walk.Decide(new Complete(CompletionGoal.Preferred)).Reply);

        Assert.Equal(best, Rank([.. full.Choices]));
        Assert.Contains(walk.Filled(view), all => all.SequenceEqual(full.Choices));

        long[] Rank(int[] all) =>
            [.. DefaultedProducts.Unmet(walk.Product, all), DefaultedProducts.Price(walk.Product, all)];
    });

    private static int Compare(long[]? a, long[]? b) =>
        a!.Zip(b!, (x, y) => x.CompareTo(y)).FirstOrDefault(difference => difference != 0);

    private static void ForEachState(Action<Walk> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var walk = new Walk(seed);
            for (var click = 0; click < Clicks; click++)
            {
                try
                {
                    check(walk);
                }
                catch (Exception fault)
                {
                    throw new InvalidOperationException($"seed {seed}, click {click}", fault);
                }

                walk.Click();
            }
        }
    }

    private sealed class Walk : ICatalog
    {
        private readonly Random _random;
        private SessionState _state = SessionDecider.Initial("walk");

        public Walk(int seed)
        {
            _random = new Random(seed);
            (Product, Configurations) = DefaultedProducts.Create(seed);
            Do(new Open("anna", "random"));
        }

        public PublishedProduct Product { get; }

        public List<int[]> Configurations { get; }

        public DecisionContext Context => new(DateTimeOffset.UnixEpoch, this, Domain.Delivery.Outlook.Empty);

        public PublishedProduct? Current(string productCode) => Product;

        public PublishedProduct? Version(string productCode, int version) => Product;

        public SessionView View() => Assert.IsType<SessionView>(Decide(new Read()).Reply);

        public IEnumerable<int[]> Completions(SessionView view) => Configurations.Where(
            all => Enumerable.Range(0, all.Length).All(c => view.Choices[c] < 0 || view.Choices[c] == all[c]));

        public List<int[]> Filled(SessionView view) =>
            DefaultedProducts.Filled(Product, Completions(view), c => view.Choices[c] >= 0);

        public Decision Decide(SessionCommand command) => SessionDecider.Decide(_state, command, Context);

        public void Click()
        {
            var characteristic = Product.Model.Characteristics[_random.Next(Product.Model.Characteristics.Length)];
            var value = characteristic.Values[_random.Next(characteristic.Values.Length)].Name;
            Do(_random.Next(4) == 0
                ? new Unselect(characteristic.Name)
                : new SessionCommand.Repair(characteristic.Name, value));
        }

        private void Do(SessionCommand command) =>
            _state = Decide(command).Events.Aggregate(_state, SessionDecider.Evolve);
    }
}
