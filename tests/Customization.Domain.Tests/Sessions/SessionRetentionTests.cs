using System.Text.Json;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Products;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>When a session may be deleted.</summary>
public sealed class SessionRetentionTests
{
    private const string Pen = """
        product: pen
        pricing:
          lists: {eur: {currency: EUR, base: 10.00}}
        model:
          characteristics:
            body: {values: {steel: {}, brass: {until: 2026-12-01}}}
        """;

    private static readonly TimeSpan Days90 = TimeSpan.FromDays(90);

    [Fact]
    public void Goes_when_nobody_touched_it_for_the_retention()
    {
        var story = SessionStory.Given(("size", "m"));
        story.Now += TimeSpan.FromDays(1);
        story.View(new Select("sole", "spike"));

        Assert.Equal(Retention.Stays, After(story, Days90 - TimeSpan.FromSeconds(1)));
        Assert.Equal(Retention.Goes, After(story, Days90));
    }

    [Fact]
    public void Zero_keeps_it_for_ever() =>
        Assert.Equal(Retention.Stays, After(SessionStory.Opened(), TimeSpan.FromDays(10_000), TimeSpan.Zero));

    [Fact]
    public void A_look_does_not_touch_it()
    {
        var story = SessionStory.Opened();
        story.Now += Days90;
        story.View();

        Assert.Equal(Retention.Goes, After(story, TimeSpan.Zero));
    }

    [Fact]
    public void What_it_still_has_to_send_keeps_it()
    {
        var story = SessionStory.Given(("size", "m"));
        story.View(new Save("mine"));
        var send = Assert.Single(story.Stored.Outbox.Values);
        Assert.Equal(Retention.Stays, After(story, 2 * Days90));

        story.When(new EffectReplied(send.Key, Done.Instance));

        Assert.Equal(Retention.Goes, After(story, Days90));
    }

    [Fact]
    public void An_open_quote_keeps_it_however_short_the_retention_is()
    {
        var minute = TimeSpan.FromMinutes(1);
        var story = SessionStory.Given(("size", "m"), ("sole", "flat"), ("colour", "gold"));
        story.View(SessionStory.Foot(265));
        story.View(new SessionCommand.RequestQuote());
        story.When(new EffectReplied(
            Assert.Single(story.Stored.Outbox.Keys), new OrderAccepted(story.State.Quote!.OrderId)));
        Assert.Equal(QuoteStatus.Accepted, story.State.Quote.Status);

        Assert.Equal(Retention.Stays, After(story, OrderLimits.QuoteTtl, minute));
        Assert.Equal(Retention.Goes, After(story, 2 * OrderLimits.QuoteTtl, minute));
    }

    [Fact]
    public void Neither_the_dates_of_its_product_nor_their_timer_keep_it()
    {
        var story = new SessionStory().Publish(Definitions.Publish(Pen));
        story.View(new Open(SessionStory.Owner, "pen"));
        Assert.Equal(SessionLapse.Timer, Assert.Single(story.Stored.Timers.Keys));
        Assert.Equal(Retention.Goes, After(story, Days90));

        story.Now = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        story.When(new TimerFired(SessionLapse.Timer));

        Assert.NotNull(story.LastChange);
        Assert.Equal(Retention.Goes, After(story, Days90 - TimeSpan.FromDays(7)));
    }

    [Fact]
    public void Another_timer_keeps_it()
    {
        var opened = SessionStory.Opened().Stored;
        var waiting = opened with { Timers = opened.Timers.Add("other", DateTimeOffset.UnixEpoch) };

        Assert.Equal(Retention.Stays, Of(waiting, SessionStory.Opened().Now + (2 * Days90), Days90));
    }

    [Fact]
    public void One_of_an_earlier_release_is_dated_first_and_counts_from_there()
    {
        var story = SessionStory.Opened();
        var old = JsonSerializer.Serialize(story.Stored with { TouchedAt = 0 }, EntityJson.Options);
        Assert.DoesNotContain("touchedAt", old, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<Envelope<SessionState>>(old, EntityJson.Options)!;
        var late = story.Now + (10 * Days90);
        Assert.Equal(Retention.IsDated, Of(read, late, Days90));

        var dated = Envelope.Apply<SessionDecider, SessionState>(read, Envelope.Dating(read, late));

        Assert.Equal(read.Version + 1, dated.Version);
        Assert.Equal(read.State.Version, dated.State.Version);
        Assert.Equal(Retention.Stays, Of(dated, late + Days90 - TimeSpan.FromSeconds(1), Days90));
        Assert.Equal(Retention.Goes, Of(dated, late + Days90, Days90));
    }

    [Fact]
    public void What_can_no_longer_be_read_goes_at_once()
    {
        var erased = Envelope.New<SessionDecider, SessionState>("s1") with { Version = 7 };

        Assert.Equal(Retention.Goes, Of(erased, DateTimeOffset.UnixEpoch, Days90));
    }

    [Fact]
    public void No_other_kind_goes_and_none_notes_the_time()
    {
        var customer = Envelope.New<CustomerDecider, CustomerState>("anna");
        var touched = Envelope.Apply<CustomerDecider, CustomerState>(
            customer, new Change(1, SessionStory.Opened().Now, [], [], null, null));

        Assert.Equal(0, touched.TouchedAt);
        Assert.Equal(
            Retention.Stays,
            Envelope.RetentionOf<CustomerDecider, CustomerState>(touched, DateTimeOffset.MaxValue, Days90));
    }

    private static Retention After(SessionStory story, TimeSpan passed, TimeSpan? retention = null) =>
        Of(story.Stored, story.Now + passed, retention ?? Days90);

    private static Retention Of(Envelope<SessionState> session, DateTimeOffset now, TimeSpan retention) =>
        Envelope.RetentionOf<SessionDecider, SessionState>(session, now, retention);
}
