using Customization.Domain.Customers;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Queries;
using Xunit;
using static Customization.Domain.Customers.CustomerCommand;

namespace Customization.Domain.Tests.Customers;

public sealed class CustomerTests
{
    private static readonly CustomerIdentity Anna = new(
        "Anna", "anna@example.org", "+49 30 1", new PostalAddress("Weg 1", "Berlin", "10115", "DE"), "de");

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DecisionContext Context = new(Now, new SessionStory().Context.Catalog, Outlook.Empty);

    private CustomerState _state = CustomerDecider.Initial("anna");
    private Decision _last = Decision.Answer(Done.Instance);

    [Fact]
    public void Nobody_is_known_at_first()
    {
        Rejects<CustomerRejection.CustomerUnknown>("customer-unknown", new Read());
        Rejects<CustomerRejection.CustomerUnknown>(
            "customer-unknown", new SetConsent(ConsentPurpose.Marketing, Granted: true));
    }

    [Fact]
    public void Setting_the_identity_registers_and_changes()
    {
        Assert.Equal(Anna, View(new SetIdentity(Anna)).Identity);
        View(new SetIdentity(Anna));
        Assert.Empty(_last.Events);
        Assert.Equal("Anne", View(new SetIdentity(Anna with { Name = "Anne" })).Identity!.Name);
        Assert.Equal(2, _state.Version);
    }

    public static TheoryData<string, CustomerIdentity> WrongIdentities => new()
    {
        { "name", Anna with { Name = " " } },
        { "name", Anna with { Name = new string('x', CustomerLimits.TextLengthMax + 1) } },
        { "phone", Anna with { Phone = "1\n2" } },
        { "email", Anna with { Email = "anna" } },
        { "email", Anna with { Email = "a@b@c" } },
        { "address.city", Anna with { Address = Anna.Address! with { City = "\0" } } },
        { "address.country", Anna with { Address = Anna.Address! with { Country = "Germany" } } },
    };

    [Theory]
    [MemberData(nameof(WrongIdentities))]
    public void A_wrong_identity_is_refused_by_field(string field, CustomerIdentity identity) => Assert.Equal(
        field, Rejects<CustomerRejection.IdentityInvalid>("identity-invalid", new SetIdentity(identity)).Field);

    [Fact]
    public void Consent_keeps_the_time_of_the_last_change()
    {
        View(new SetIdentity(Anna));

        var given = View(new SetConsent(ConsentPurpose.Statistics, Granted: true));
        Assert.Equal(new Consent(true, Now), given.Consents[ConsentPurpose.Statistics]);
        View(new SetConsent(ConsentPurpose.Statistics, Granted: true));
        Assert.Empty(_last.Events);
        Assert.False(View(new SetConsent(ConsentPurpose.Statistics, Granted: false))
            .Consents[ConsentPurpose.Statistics].Granted);
        Assert.False(View(new SetConsent(ConsentPurpose.Marketing, Granted: false))
            .Consents[ConsentPurpose.Marketing].Granted);
    }

    [Fact]
    public void Configurations_are_saved_replaced_and_removed()
    {
        Does(new SaveConfiguration("mine", Code(0)));
        Does(new SaveConfiguration("mine", Code(0)));
        Assert.Empty(_last.Events);
        Does(new SaveConfiguration("mine", Code(1)));

        var saved = View(new Read()).Saved["mine"];
        Assert.Equal(new SavedConfiguration(Code(1), "lamp", 1, Now), saved);
        Assert.Empty(View(new RemoveConfiguration("mine")).Saved);
        View(new RemoveConfiguration("mine"));
        Assert.Empty(_last.Events);
    }

    [Fact]
    public void What_cannot_be_saved_is_refused()
    {
        Rejects<CustomerRejection.SavedNameInvalid>("saved-name-invalid", new SaveConfiguration("", Code(0)));
        Rejects<CustomerRejection.SavedNameInvalid>("saved-name-invalid", new SaveConfiguration("a\tb", Code(0)));
        Rejects<CustomerRejection.SavedCodeInvalid>("saved-code-invalid", new SaveConfiguration("mine", "nonsense"));
        for (var i = 0; i < CustomerLimits.SavedMax; i++)
        {
            Does(new SaveConfiguration($"n{i}", Code(0)));
        }

        Rejects<CustomerRejection.TooManySaved>("too-many-saved", new SaveConfiguration("one more", Code(0)));
        Does(new SaveConfiguration("n0", Code(1)));
    }

    [Fact]
    public void Long_codes_leave_room_for_fewer()
    {
        var code = ConfigurationCode.Write(
            "lamp", 1, TestProducts.Lamp.Model, Selection.From([0]), new byte[CustomerLimits.SavedCodesLengthMax / 2]);

        Does(new SaveConfiguration("one", code));
        Rejects<CustomerRejection.TooManySaved>("too-many-saved", new SaveConfiguration("two", code));
    }

    [Fact]
    public void An_order_is_listed_once_and_the_latest_are_kept()
    {
        for (var i = 0; i < CustomerLimits.OrdersMax + 3; i++)
        {
            Does(new RecordOrder($"o{i}", "shoe"));
            Does(new RecordOrder($"o{i}", "shoe"));
            Assert.Empty(_last.Events);
        }

        var orders = View(new Read()).Orders;
        Assert.Equal(CustomerLimits.OrdersMax, orders.Length);
        Assert.Equal(("o3", "o202"), (orders[0].OrderId, orders[^1].OrderId));
    }

    [Fact]
    public void Pictures_are_recorded_once_and_there_is_an_end_to_them()
    {
        Does(new RecordPicture("first", 10));
        Does(new RecordPicture("first", 10));
        Assert.Empty(_last.Events);
        Rejects<CustomerRejection.TooManyPictures>(
            "too-many-pictures", new RecordPicture("large", CustomerLimits.PictureBytesMax - 9));
        for (var i = 1; i < CustomerLimits.PicturesMax; i++)
        {
            Does(new RecordPicture($"p{i}", 1));
        }

        var refusal = Rejects<CustomerRejection.TooManyPictures>("too-many-pictures", new RecordPicture("one more", 1));
        Assert.Contains("at most 50 pictures and 100000000 bytes", refusal.Detail, StringComparison.Ordinal);
        Does(new RecordPicture("first", 10));
    }

    [Fact]
    public void Erasing_deletes_every_picture_and_makes_room()
    {
        Does(new RecordPicture("p1", 10));
        Does(new RecordPicture("p2", 10));

        Does(new Erase());

        Assert.Equal(
            [new DeletePicture("p1"), new DeletePicture("p2")],
            _last.Effects.Select(effect => Assert.IsType<Effect.Send>(effect).Command));
        Assert.Empty(_state.Pictures);
        Does(new RecordPicture("p1", 10));
        Assert.Single(_last.Events);
    }

    [Fact]
    public void Erasing_leaves_nothing_and_marks_the_past()
    {
        View(new SetIdentity(Anna));
        Does(new SaveConfiguration("mine", Code(0)));
        Does(new RecordOrder("o1", "shoe"));

        Does(new Erase());

        Assert.IsType<IErasesHistory>(Assert.Single(_last.Events), exactMatch: false);
        Assert.Equal(CustomerState.Unknown("anna") with { ErasedAt = Now, Version = 4 }, _state);
        Rejects<CustomerRejection.CustomerUnknown>("customer-unknown", new Read());
        Does(new Erase());
        Assert.Empty(_last.Events);
    }

    [Fact]
    public void What_a_session_saves_after_the_erasure_is_not_kept_until_a_new_start()
    {
        View(new SetIdentity(Anna));
        Does(new Erase());

        Rejects<CustomerRejection.CustomerUnknown>("customer-unknown", new SaveConfiguration("mine", Code(0)));
        View(new SetIdentity(Anna));
        Does(new SaveConfiguration("mine", Code(0)));
    }

    [Fact]
    public void Orders_that_end_after_the_erasure_are_not_listed_but_a_new_start_is_possible()
    {
        View(new SetIdentity(Anna));
        Does(new Erase());

        Does(new RecordOrder("o1", "shoe"));
        Assert.Empty(_last.Events);
        Assert.Null(View(new SetIdentity(Anna)).ErasedAt);
        Does(new RecordOrder("o2", "shoe"));
        Assert.Single(_state.Orders);
    }

    [Fact]
    public void Events_and_state_survive_being_written_as_JSON()
    {
        View(new SetIdentity(Anna));
        View(new SetConsent(ConsentPurpose.Marketing, Granted: true));
        Does(new SaveConfiguration("mine", Code(0)));
        Does(new RecordOrder("o1", "shoe"));

        var text = System.Text.Json.JsonSerializer.Serialize(_state, EntityJson.Options);
        var again = System.Text.Json.JsonSerializer.Deserialize<CustomerState>(text, EntityJson.Options);

        Assert.Equal(text, System.Text.Json.JsonSerializer.Serialize(again, EntityJson.Options));
        Assert.Contains("anna@example.org", text, StringComparison.Ordinal);
    }

    private static string Code(int value) =>
        ConfigurationCode.Write("lamp", 1, TestProducts.Lamp.Model, Selection.From([value]));

    private Reply When(Command command)
    {
        _last = CustomerDecider.Decide(_state, command, Context);
        _state = _last.Events.Aggregate(_state, CustomerDecider.Evolve);
        return _last.Reply;
    }

    private CustomerState View(Command command)
    {
        var view = Assert.IsType<CustomerView>(When(command)).Customer;
        Assert.Equal(_state.Version, view.Version);
        return view;
    }

    private void Does(Command command) => Assert.IsType<Done>(When(command));

    private T Rejects<T>(string code, Command command)
        where T : Rejection
    {
        var before = _state;
        var rejection = Assert.IsType<T>(When(command));
        Assert.Equal(code, rejection.Code);
        Assert.NotEmpty(rejection.Detail);
        Assert.Same(before, _state);
        return rejection;
    }
}
