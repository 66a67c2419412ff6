using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Pricing.Arms;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Delivery;
using Customization.Domain.Sessions;
using Customization.Kernel;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog;

/// <summary>One published version of a product, ready to configure, to price and to make.</summary>
/// <remarks>Immutable and safe for any number of threads. Configurations are full: one value position per
/// characteristic, in model order. Arrays per literal go straight into the kernel's queries.</remarks>
public sealed class PublishedProduct
{
    private readonly ImmutableArray<CostElement> _elements;
    private readonly ImmutableArray<PriceTable> _tables;
    private readonly PolicyArms _arms;
    private readonly long[] _daysPerLiteral;
    private readonly long[] _costPerLiteral;
    private readonly Latest<DateOnly, long[]> _daysFrom = new();
    private readonly Lazy<PreferredCompletions?> _preferred;

    /// <summary>Prepares a version. O(lines x values).</summary>
    /// <param name="version">From 1, increasing with each publication.</param>
    /// <param name="compiled">Of the definition's model.</param>
    /// <param name="preferred">Of the same model; null to compile it when it is first asked for.</param>
    public PublishedProduct(
        ProductDefinition definition, int version, CompiledModel compiled, PreferredCompletions? preferred = null)
        : this(definition, version, new ReadyModel(compiled, preferred), [], null)
    {
    }

    /// <summary>Prepares a version of a definition with dates.</summary>
    /// <param name="ready">A period whose model is not among its models compiles it when it is first asked for.</param>
    public PublishedProduct(ReadyDefinition ready, int version)
        : this(ready.Definition, version, new ReadyModel(ready.Compiled, ready.Preferred), ready.Later, null)
    {
    }

    private PublishedProduct(
        ProductDefinition definition, int version, ReadyModel ready, ImmutableArray<ReadyModel> others,
        ProductPeriods? periods)
    {
        var compiled = ready.Compiled;
        Invariant.Check(ReferenceEquals(compiled.Model, definition.Model), "the diagram is of another model");
        Compiled = compiled;
        NoDays = ImmutableCollectionsMarshal.AsImmutableArray(new int[compiled.Model.LiteralCount]);
        Configurators = new ConfiguratorPool(compiled);
        Definition = definition;
        Version = version;
        ContentHash = definition.Files.Hash();
        _elements = CostElement.Of(definition);
        _tables = [.. definition.Pricing.Lists.Select(list => new PriceTable(definition, list, _elements))];
        _arms = new PolicyArms(definition, _elements);
        _daysPerLiteral = [.. definition.Details.SelectMany(detail => detail.Values).Select(value => (long)value.Days)];
        _costPerLiteral = CostsOf(definition, _elements);
        _preferred = ready.Preferred is { } preferred
            ? new Lazy<PreferredCompletions?>(preferred)
            : new Lazy<PreferredCompletions?>(() => compiled.Engine == ConfigurationEngine.Diagram
                ? Preferences.Compile(definition.Model).Preferred
                : null);
        Periods = periods ?? new ProductPeriods(
            definition, [ready, .. others],
            (of, model, all) => new PublishedProduct(of, version, model, [], all));
    }

    /// <summary>The version in each of its periods; this is it in one of them.</summary>
    public ProductPeriods Periods { get; }

    /// <summary>The version as it is in effect at a moment.</summary>
    public PublishedProduct At(DateTimeOffset now) => Periods.IsSingle ? this : Periods.On(PlantMinute.DayOf(now));

    /// <summary>Product code, e.g. <c>shoe</c>.</summary>
    public string Code => Definition.Code;

    /// <summary>From 1, increasing with each publication.</summary>
    public int Version { get; }

    /// <summary>Hash of the definition's texts.</summary>
    public string ContentHash { get; }

    /// <summary>What the author wrote.</summary>
    public ProductDefinition Definition { get; }

    /// <summary>The model as a diagram, for the kernel's queries.</summary>
    public CompiledModel Compiled { get; }

    /// <summary>Characteristics and rules.</summary>
    public ProductModel Model => Definition.Model;

    /// <summary>Lends what answers questions about selections of this version.</summary>
    public ConfiguratorPool Configurators { get; }

    /// <summary>The answers that the process remembers; null where it remembers none.</summary>
    public RememberedAnswers? Answers
    {
        get => Periods.Answers;
        init => Periods.Answers = value;
    }

    /// <summary>Steps of sessions on this version.</summary>
    internal SharedSteps Steps { get; } = new();

    /// <summary>A zero for each literal, for all answers in which no value takes days.</summary>
    internal ImmutableArray<int> NoDays { get; }

    /// <summary>Lets go of scratch memory of this version, in all its periods, that nobody used since the last call.
    /// </summary>
    public void Trim()
    {
        Configurators.Trim();
        Periods.Trim();
    }

    /// <summary>One table per price list, in the author's order.</summary>
    public ImmutableArray<PriceTable> PriceTables => _tables;

    /// <summary>Days that each literal needs at least, whatever else is chosen: the longest counts.</summary>
    public ReadOnlySpan<long> DaysPerLiteral => _daysPerLiteral;

    /// <summary>Days that each literal needs from a day on, counting what its own components wait for. The same array
    /// as long as outlook and day are the same; not to be written to.</summary>
    internal long[] DaysFrom(Outlook outlook, DateOnly today) => _daysFrom.Of(
        outlook, today, (Product: this, outlook, today),
        static asked => DayEstimate.PerLiteral(asked.Product, asked.outlook, asked.today));

    /// <summary>Standard cost that each literal alone causes, in minor units of the cost currency.</summary>
    public ReadOnlySpan<long> CostPerLiteral => _costPerLiteral;

    /// <summary>The first valid table of a currency and segment, or null. Null asks for any.</summary>
    public PriceTable? PriceTable(string? currency, string? segment, DateTimeOffset now)
    {
        foreach (var table in _tables)
        {
            if ((currency is null || string.Equals(table.List.Currency, currency, StringComparison.Ordinal))
                && (segment is null || string.Equals(table.List.Segment, segment, StringComparison.Ordinal))
                && table.List.IsValid(now))
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>The table of a price list by its code, or null.</summary>
    public PriceTable? PriceTable(string code)
    {
        foreach (var table in _tables)
        {
            if (string.Equals(table.List.Code, code, StringComparison.Ordinal))
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>The table with the prices that a customer gets: those of the policy that is theirs where several are
    /// compared, else the table itself. An empty text is no customer.</summary>
    public PriceTable TableFor(PriceTable table, string customer) => _arms.TableFor(table, customer);

    /// <summary>The table with the prices of a compared policy; null where there is no such policy.</summary>
    public PriceTable? TableOf(PriceTable table, string arm) => _arms.TableOf(table, arm);

    /// <summary>The completion of a selection that the author would propose: defaults first, then preferences by
    /// priority, then the lowest price. Null where there is no completion.</summary>
    public Completion? Propose(Selection selection, ReadOnlySpan<long> pricePerLiteral)
    {
        var filled = DefaultFilling.Filled(this, selection);
        if (_preferred.Value is { } preferred)
        {
            return preferred.Find(filled, pricePerLiteral);
        }

        var prices = pricePerLiteral.ToArray();
        return Configurators.Use(configurator => configurator.Cheapest(filled, prices));
    }

    /// <summary>BOM and routing of a full configuration.</summary>
    public WorkOrder Explode(
        ReadOnlySpan<int> configuration, ImmutableSortedDictionary<string, ParameterValue> parameters) =>
        Exploder.Explode(Definition, configuration, parameters) with { WaitDays = WaitDays(configuration) };

    /// <summary>The price of a full configuration, line by line.</summary>
    /// <param name="lane">Code of the shipping lane; null, or one that the product may not use, is without delivery.
    /// </param>
    /// <param name="language">Of the titles.</param>
    public PriceQuote Price(
        ReadOnlySpan<int> configuration, ImmutableSortedDictionary<string, ParameterValue> parameters,
        PriceTable table, string? lane, string language) =>
        Quoting.Quote(Definition, table, _elements, configuration, parameters,
            lane is null ? null : Definition.Lane(lane), language);

    /// <summary>Surcharges of parameters and presentation under a full configuration: the second argument of
    /// <see cref="Pricing.PriceTable.Total"/>.</summary>
    public long FurtherPrice(
        ReadOnlySpan<int> configuration, ImmutableSortedDictionary<string, ParameterValue> parameters,
        PriceTable table) =>
        Quoting.FurtherOf(Definition, table, _elements, configuration, parameters);

    /// <summary>Why an answer to a parameter is refused, or null where it is accepted.</summary>
    /// <param name="values">Value position per characteristic, -1 where nothing is chosen.</param>
    public ParameterRefusal? Check(string code, ParameterValue value, ReadOnlySpan<int> values, string language) =>
        ParameterChecker.Check(Definition, code, value, values, language);

    /// <summary>Required answers that are missing and answers that no longer fit; empty means ready to order.</summary>
    public ImmutableArray<ParameterRefusal> CheckAll(
        ImmutableSortedDictionary<string, ParameterValue> answers, ReadOnlySpan<int> values, string language) =>
        ParameterChecker.CheckAll(Definition, answers, values, language);

    /// <summary>Options of presentation aspects that other aspects stand in the way of, in the definition's order.
    /// </summary>
    public ImmutableArray<BlockedOption> BlockedOptions(
        ImmutableSortedDictionary<string, ParameterValue> answers, string language) =>
        ParameterChecker.Blocked(Definition, answers, language);

    /// <summary>Codes of parameters that are surely not asked: their conditions do not hold. In the definition's order.
    /// </summary>
    /// <param name="values">Value position per characteristic, -1 where nothing is chosen.</param>
    public ImmutableArray<string> NotAsked(int[] values) =>
    [
        .. Definition.Parameters.Where(parameter => PartialEvaluation.Holds(parameter.When, values) == false)
            .Select(parameter => parameter.Code),
    ];

    private static long[] CostsOf(ProductDefinition definition, ImmutableArray<CostElement> elements)
    {
        var model = definition.Model;
        long[] costs = [.. definition.Details.SelectMany(detail => detail.Values).Select(value => value.Cost)];
        var one = new int[model.Characteristics.Length];
        foreach (var element in elements)
        {
            if (element.Parameter is not null || element.Scope.Length != 1)
            {
                continue;
            }

            var characteristic = element.Scope[0];
            for (var value = 0; value < model.Characteristics[characteristic.Value].Values.Length; value++)
            {
                one[characteristic.Value] = value;
                costs[model.Literal(characteristic, value)] += element.In(definition, one);
            }

            one[characteristic.Value] = 0;
        }

        return costs;
    }

    private int WaitDays(ReadOnlySpan<int> configuration)
    {
        var most = 0L;
        for (var i = 0; i < configuration.Length; i++)
        {
            most = Math.Max(most, _daysPerLiteral[Model.Literal(new CharacteristicIndex(i), configuration[i])]);
        }

        return checked((int)most);
    }
}
