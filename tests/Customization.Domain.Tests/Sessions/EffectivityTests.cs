using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Products;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>A session before and after a date of its product.</summary>
public sealed class EffectivityTests
{
    private const string Pen = """
        product: pen
        pricing:
          lists: {eur: {currency: EUR, base: 10.00}}
          costs: {currency: EUR, components: {cap: 1.00, ring: 0.50}}
        model:
          characteristics:
            body: {values: {steel: {}, brass: {price: 4.00, until: 2026-12-01}, oak: {price: 6.00, from: 2027-01-15}}}
            ink: {values: [blue, black]}
          rules:
            - {rule: body = steel => ink = black, name: winter, until: 2027-01-15, message: Not yet.}
        bom:
          - {component: cap}
          - {component: ring, from: 2026-12-01}
        """;

    private static readonly DateTimeOffset December = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_period_offers_what_is_in_effect()
    {
        var pen = Definitions.Publish(Pen);

        Assert.Equal("steel brass -", Bodies(pen.At(December.AddTicks(-1))));
        Assert.Equal("steel - -", Bodies(pen.At(December)));
        Assert.Equal("steel - oak", Bodies(pen.At(December.AddDays(45))));
        Assert.Equal([1, 2, 2], new[] { -1, 0, 45 }.Select(days => LinesOf(pen.At(December.AddDays(days)))));
        Assert.Same(pen.At(December).Model, pen.At(December.AddDays(44)).Model);
        Assert.Equal(new DateOnly(2027, 1, 15), pen.Periods.NextChange(new DateOnly(2026, 12, 31)));
    }

    [Fact]
    public void A_choice_lapses_when_its_date_comes_and_the_session_says_what_would_replace_it()
    {
        var story = Brass();
        var before = story.View();

        story.Now = December;
        var view = story.View();

        var lapsed = Assert.Single(view.Lapsed);
        Assert.Equal((0, 1, 0), (lapsed.Characteristic, lapsed.Value, lapsed.Instead));
        Assert.Equal("No longer available since 2026-12-01.", Assert.Single(lapsed.Because).Message);
        Assert.Equal([-1, -1], view.Choices.ToArray());
        Assert.Equal(ValueStatus.Dead, view.Answer.Statuses[1]);
        Assert.Equal(before.Code, view.Code);
        Assert.False(view.IsComplete);
        var refused = story.Rejects<SessionRejection.ChoicesLapsed>("choices-lapsed", new RequestQuote());
        Assert.Equal("body", Assert.Single(refused.Characteristics));
    }

    [Fact]
    public void Migrate_replaces_what_lapsed_by_the_fewest_changes_and_can_be_undone()
    {
        var story = Brass("black");
        story.Now = December;

        var view = story.View(new Migrate());

        Assert.Equal("body=steel ink=black", story.Choices());
        Assert.Equal(new MigratedChoice("body", "brass", "steel"), Assert.Single(view.Migration!.Changed));
        Assert.Empty(view.Lapsed);
        Assert.True(view.IsComplete);
        Assert.Single(story.View(new Undo()).Lapsed);
        story.View(new Redo());
        story.Rejects<SessionRejection.NothingToMigrate>("nothing-to-migrate", new Migrate());
    }

    [Fact]
    public void The_next_step_leaves_out_what_lapsed_and_says_so()
    {
        var story = Brass("black");
        story.Now = December;

        var view = story.View(new Select("body", "steel"));

        Assert.Equal([new ChoiceChange(0, 1, 0)], view.Changed.ToArray());
        Assert.Empty(view.Lapsed);

        var other = Brass("black");
        other.Now = December;
        Assert.Equal(
            [new ChoiceChange(0, 1, -1), new ChoiceChange(1, 1, -1)],
            other.View(new Unselect("ink")).Changed.ToArray());
    }

    [Fact]
    public void A_session_is_woken_on_each_date_so_that_whoever_watches_looks_again()
    {
        var story = Brass();
        var version = story.State.Version;
        Assert.Equal(December, Timer(story.Opening!));

        story.Now = December;
        story.When(new TimerFired("effectivity"));

        Assert.IsType<SessionEvent.PeriodPassed>(Assert.Single(story.LastChange!.Events));
        Assert.Equal(version + 1, story.State.Version);
        Assert.Equal(new DateTimeOffset(2027, 1, 15, 0, 0, 0, TimeSpan.Zero), Timer(story.LastChange!));

        story.Now = December.AddDays(60);
        story.When(new TimerFired("effectivity"));
        Assert.Empty(story.LastChange!.Effects);
    }

    [Fact]
    public void A_code_that_is_opened_later_shows_what_is_no_longer_available()
    {
        var code = Brass().View().Code;
        var story = new SessionStory { Now = December }.Publish(Definitions.Publish(Pen));

        var view = story.View(new Open(SessionStory.Owner, Code: code));

        Assert.Equal(1, Assert.Single(view.Lapsed).Value);
        Assert.Equal(code, view.Code);
    }

    [Fact]
    public void A_code_that_no_period_allows_stays_refused()
    {
        var pen = Definitions.Publish(Pen);
        var story = new SessionStory { Now = December }.Publish(pen);
        var code = new CodedConfiguration(
            pen, Kernel.Queries.Selection.From([2, 0]), Definitions.NoAnswers, SessionTerms.Default).Write();
        story.View(new Open(SessionStory.Owner, Code: code));

        var never = new CodedConfiguration(
            TestProducts.Shoe, Kernel.Queries.Selection.From([-1, 2, -1, -1]), Definitions.NoAnswers,
            SessionTerms.Default).Write();
        new SessionStory().Rejects<SessionRejection.CodeImpossible>(
            "code-impossible", new Open(SessionStory.Owner, Code: never));
    }

    private static SessionStory Brass(string? ink = null)
    {
        var story = new SessionStory().Publish(Definitions.Publish(Pen));
        story.View(new Open(SessionStory.Owner, "pen"));
        story.Opening = story.LastChange;
        story.View(new Select("body", "brass"));
        if (ink is not null)
        {
            story.View(new Select("ink", ink));
        }

        return story;
    }

    private static DateTimeOffset Timer(Change change) =>
        Assert.IsType<Effect.SetTimer>(Assert.Single(change.Effects)).Due;

    private static int LinesOf(PublishedProduct product) => product.Definition.Bom.Length;

    private static string Bodies(PublishedProduct product)
    {
        var possible = product.Configurators.Use(
            configurator => configurator.PossibleValues(Kernel.Queries.Selection.Empty(product.Model)));
        return string.Join(' ', Enumerable.Range(0, 3).Select(
            v => possible.Contains(new Kernel.Model.CharacteristicIndex(0), v)
                ? product.Model.Characteristics[0].Values[v].Name
                : "-"));
    }
}
