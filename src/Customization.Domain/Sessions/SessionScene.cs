using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Kernel;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>An open session together with the product version that it is on, for the length of one decision.</summary>
internal sealed record SessionScene(
    SessionState State, PublishedProduct Product, DecisionContext Context, string Language)
{
    public ProductModel Model => Product.Model;

    /// <summary>The choices that stand. All of them, unless a date took some away: then as many as still go together.
    /// </summary>
    public Selection Selection { get; } = SessionLapse.Standing(Product, State.Selection);

    /// <summary>The prices that count: those of the terms, else the first valid ones, else the first; of the owner's
    /// policy where several are compared.</summary>
    public PriceTable Table { get; } = Product.TableFor(TableOf(Product, State.Terms, Context.Now), State.Owner);

    /// <summary>The lane that counts: that of the terms, else the usual one of the product, else the plant's first;
    /// empty where there is none.</summary>
    public string Lane { get; } = LaneOf(Product, State.Terms, Context.Outlook);

    /// <summary>The scene after an event.</summary>
    public SessionScene After(Event happened) =>
        new(SessionEvolution.Evolve(State, happened), Product, Context, Language);

    /// <summary>The configuration code of the session now.</summary>
    public string Code() =>
        new CodedConfiguration(Product, State.Selection, State.Parameters, State.Terms).Write();

    public string NameOf(int characteristic) => Model.Characteristics[characteristic].Name;

    public string NameOf(int characteristic, int value) =>
        Model.Characteristics[characteristic].Values[value].Name;

    /// <summary>Positions of a characteristic and a value by name, or the rejection that says which is unknown.
    /// </summary>
    public (CharacteristicIndex Characteristic, int Value, SessionRejection? Rejection) Find(
        string characteristic, string value)
    {
        if (Model.Find(characteristic) is not { } found)
        {
            return (default, -1, new SessionRejection.UnknownCharacteristic(characteristic));
        }

        var position = Model.Characteristics[found.Value].IndexOf(value);
        return position < 0
            ? (found, -1, new SessionRejection.UnknownValue(characteristic, value))
            : (found, position, null);
    }

    /// <summary>What a full configuration costs with the session's parameters and terms.</summary>
    public PriceQuote Price(ReadOnlySpan<int> configuration) =>
        Product.Price(configuration, State.Parameters, Table, Lane, Language);

    /// <summary>The cheapest completion of a selection of this product with the defaults that stand under it.</summary>
    public Completion CompletionOf(Selection selection)
    {
        var filled = DefaultFilling.Filled(Product, selection);
        var completion = Product.Configurators.Use(
            configurator => configurator.Cheapest(filled, Table.PerLiteral));
        Invariant.Check(completion is not null, "a session's selection has a completion");
        return completion!;
    }

    /// <summary>The choices in which a selection differs from the session's.</summary>
    public ImmutableArray<ChoiceChange> ChangesTo(Selection after)
    {
        var changes = ImmutableArray.CreateBuilder<ChoiceChange>(1);
        for (var c = 0; c < Selection.Length; c++)
        {
            var characteristic = new CharacteristicIndex(c);
            if (State.Selection[characteristic] != after[characteristic])
            {
                changes.Add(new ChoiceChange(c, State.Selection[characteristic], after[characteristic]));
            }
        }

        return changes.DrainToImmutable();
    }

    /// <summary>Whether price list and lane are ones that the product knows; empty ones are.</summary>
    public static SessionRejection? Check(PublishedProduct product, SessionTerms terms, DecisionContext context)
    {
        if (terms.PriceList.Length > 0 && product.PriceTable(terms.PriceList)?.List.IsValid(context.Now) != true)
        {
            return new SessionRejection.TermsInvalid("There is no such price list, or it is not valid now.");
        }

        return terms.Lane.Length > 0 && !HasLane(product, terms.Lane, context.Outlook)
            ? new SessionRejection.TermsInvalid("The product does not travel on such a lane.")
            : null;
    }

    private static bool HasLane(PublishedProduct product, string lane, Outlook outlook) =>
        product.Definition.Lanes.IsEmpty ? outlook.Lanes.ContainsKey(lane) : product.Definition.Lane(lane) is not null;

    private static PriceTable TableOf(PublishedProduct product, SessionTerms terms, DateTimeOffset now) =>
        (terms.PriceList.Length > 0 ? product.PriceTable(terms.PriceList) : null)
            ?? product.PriceTable(null, null, now)
            ?? product.PriceTables[0];

    private static string LaneOf(PublishedProduct product, SessionTerms terms, Outlook outlook) =>
        terms.Lane.Length > 0 ? terms.Lane
        : product.Definition.Lanes is [var usual, ..] ? usual.Code
        : outlook.FirstLane;
}
