using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;
using static Customization.Domain.Tests.Sessions.SessionStory;

namespace Customization.Domain.Tests.Sessions;

public sealed class OpeningTests
{
    [Fact]
    public void Opens_on_the_current_version_or_a_given_one()
    {
        Assert.Equal(2, new SessionStory().Publish(TestProducts.NextShoe).View(new Open(Owner, "shoe")).ProductVersion);

        var older = new SessionStory().Publish(TestProducts.NextShoe).View(new Open(Owner, "shoe", 1));
        Assert.Equal((1, 2), (older.ProductVersion, older.NewerVersion));
        Assert.Equal((Owner, 1), (older.Owner, older.Version));
    }

    [Fact]
    public void Opening_again_changes_nothing()
    {
        var story = Given(("size", "m"));

        story.View(new Open(Owner, "shoe"));

        Assert.Null(story.LastChange);
        Assert.Equal("size=m", story.Choices());
    }

    [Fact]
    public void A_code_opens_choices_parameters_and_terms()
    {
        var story = Given(("size", "m"), ("colour", "gold"));
        story.View(Foot(265));
        story.View(Toe("Ännie ✓"));
        story.View(new ChangeTerms(new SessionTerms("club", "standard")));
        var code = story.View().Code;

        var other = new SessionStory();
        var view = other.View(new Open("bert", Code: code));

        Assert.Equal(story.State.Selection, other.State.Selection);
        Assert.Equal(story.State.Parameters, other.State.Parameters);
        Assert.Equal(new SessionTerms("club", "standard"), view.Terms);
        Assert.Equal(code, view.Code);
        Assert.Equal((0, "bert"), (view.UndoSteps, view.Owner));
    }

    [Fact]
    public void A_code_brings_an_open_session_forward_in_one_step()
    {
        var lost = Given(("size", "m"), ("colour", "gold"));
        lost.View(Foot(265));
        var code = lost.View(new ChangeTerms(new SessionTerms("club"))).Code;
        var story = Given(("size", "m"));

        var view = story.View(new Open(Owner, Code: code));

        Assert.Equal(lost.State.Selection, story.State.Selection);
        Assert.Equal(code, view.Code);
        Assert.Equal([new ChoiceChange(2, -1, 2)], view.Changed.ToArray());
        story.View(new Undo());
        Assert.Equal("size=m", story.Choices());
        Assert.Empty(story.State.Parameters);
    }

    [Fact]
    public void A_code_of_an_older_version_opens_that_version()
    {
        var code = Given(("colour", "blue")).View().Code;
        var story = new SessionStory().Publish(TestProducts.NextShoe);
        story.View(new Open(Owner, "shoe"));

        Assert.Equal(1, story.View(new Open(Owner, Code: code)).ProductVersion);
        Assert.Equal("colour=blue", story.Choices());
    }

    [Fact]
    public void Terms_of_a_code_that_are_no_longer_offered_fall_back_to_the_defaults()
    {
        var code = CodeOf([], new SessionTerms("past"));

        Assert.Equal(SessionTerms.Default, new SessionStory().View(new Open(Owner, Code: code)).Terms);
    }

    [Fact]
    public void What_is_no_code_is_refused_with_its_reason()
    {
        var story = new SessionStory();
        var code = Given(("size", "m")).View().Code;
        var other = ConfigurationCode.Write("shoe", 1, TestProducts.Lamp.Model, Selection.From([1]), [9, 9]);

        Assert.Equal("not-a-code", Refused(story, "nonsense!"));
        Assert.Equal("wrong-checksum", Refused(story, code[..^1] + (code[^1] == 'A' ? 'B' : 'A')));
        Assert.Equal("other-format", Refused(story, "Z" + code[1..]));
        Assert.Equal("too-long", Refused(story, new string('A', 70_000)));
        Assert.Equal("not-a-code", Refused(story, other));
        Assert.Equal(
            "parameter-unknown", Refused(story, CodeOf([], parameter: ("heel", new ParameterValue.Text("x")))));
        Assert.Equal(
            "parameter-kind-wrong", Refused(story, CodeOf([], parameter: ("foot", new ParameterValue.Text("x")))));
        Assert.Equal(
            "too-long",
            Refused(story, CodeOf([], parameter: ("toe", new ParameterValue.Text(new string('x', 5_000))))));
    }

    [Fact]
    public void A_code_against_the_rules_is_refused()
    {
        var story = new SessionStory();

        story.Rejects<SessionRejection.CodeImpossible>(
            "code-impossible", new Open(Owner, Code: CodeOf([0, 1, -1, -1])));
    }

    [Fact]
    public void A_product_that_is_not_published_is_refused()
    {
        var story = new SessionStory();
        var next = new SessionStory().Publish(TestProducts.NextShoe).View(new Open(Owner, "shoe")).Code;

        story.Rejects<SessionRejection.ProductUnavailable>("product-unavailable", new Open(Owner, "boat"));
        story.Rejects<SessionRejection.ProductUnavailable>("product-unavailable", new Open(Owner, "shoe", 9));
        story.Rejects<SessionRejection.ProductUnavailable>("product-unavailable", new Open(Owner));
        story.Rejects<SessionRejection.ProductUnavailable>("product-unavailable", new Open(Owner, Code: next));
        Opened().Withdraw().Rejects<SessionRejection.ProductUnavailable>("product-unavailable", new Read());
    }

    [Fact]
    public void An_open_session_stays_on_its_product_and_with_its_owner()
    {
        var story = Opened();

        story.Rejects<SessionRejection.SessionOnOtherProduct>("session-on-other-product", new Open(Owner, "lamp"));
        story.Rejects<SessionRejection.SessionForbidden>("session-forbidden", new Open("bert", "shoe"));
    }

    [Fact]
    public void Owner_and_id_must_be_keys()
    {
        new SessionStory().Rejects<SessionRejection.SessionTextInvalid>(
            "session-text-invalid", new Open("no key", "shoe"));
        var id = new string('s', SessionLimits.IdLengthMax + 1);
        var reply = SessionDecider.Decide(
            SessionDecider.Initial(id), new Open(Owner, "shoe"), new SessionStory().Context).Reply;
        Assert.Equal("session-text-invalid", Assert.IsType<SessionRejection.SessionTextInvalid>(reply).Code);
    }

    [Fact]
    public void Wrong_terms_are_refused() =>
        new SessionStory().Rejects<SessionRejection.TermsInvalid>(
            "terms-invalid", new Open(Owner, "shoe", Terms: new SessionTerms("gift")));

    private static string Refused(SessionStory story, string code)
    {
        var rejection = Assert.IsType<SessionRejection.CodeInvalid>(story.When(new Open(Owner, Code: code)));
        Assert.Equal("code-invalid", rejection.Code);
        return rejection.Reason;
    }

    private static string CodeOf(
        int[] values, SessionTerms? terms = null, (string Name, ParameterValue Value)? parameter = null)
    {
        var parameters = Opened().State.Parameters;
        return new CodedConfiguration(
            TestProducts.Shoe,
            values.Length == 0 ? Selection.Empty(TestProducts.Shoe.Model) : Selection.From(values),
            parameter is { } one ? parameters.Add(one.Name, one.Value) : parameters,
            terms ?? SessionTerms.Default).Write();
    }
}
