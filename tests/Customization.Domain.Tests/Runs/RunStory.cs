using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Ordering;
using Customization.Domain.Tests.Products;

namespace Customization.Domain.Tests.Runs;

/// <summary>A product that is made, one that is only printed, and runs over them.</summary>
internal static class RunStory
{
    public static readonly DateTimeOffset Start = TestPlant.Start;

    public static readonly PublishedProduct Pack = Definitions.Publish("""
        product: pack
        pricing: {lists: {eur: {currency: EUR, base: 1.00}}}
        model:
          characteristics:
            size: {values: [small, large]}
            taste: {kind: multi, values: [salt, chili, honey]}
            carton: {values: [six, twelve]}
            gift: {kind: boolean}
            count: {kind: quantity, min: 1, max: 5}
          rules:
            - {rule: taste.chili => size = large, message: Chili comes in large packs.}
          preferences:
            - {prefer: carton = twelve}
        parameters:
          name: {kind: text, max: 10, required: true}
          weight: {kind: measurement, unit: g, min: 10, max: 90}
          photo: {kind: image}
        presentation:
          wrap: {options: {plain: , gold: }}
        bom: [{component: cloth}]
        lanes: {post: }
        documents:
          label: {text: 'For {name}, {size}'}
        """);

    public static readonly PublishedProduct Letter = Definitions.Publish("""
        product: letter
        pricing: {lists: {eur: {currency: EUR, base: 0}}}
        model: {characteristics: {tone: {values: [warm, brisk]}}}
        parameters: {name: {kind: text, max: 500, required: true}}
        documents:
          letter: {text: 'A {tone} hello, {name}'}
        """);

    public static RunSettings PackSettings { get; } = new(
        "pack", 0,
        new Dictionary<string, string>
        {
            ["for"] = "name",
            ["gift"] = "gift",
            ["grams"] = "weight",
            ["likes"] = "taste",
            ["many"] = "count",
            ["note"] = "-",
            ["size"] = "size",
            ["who"] = "-",
            ["wrap"] = "wrap",
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        CompletionGoal.Preferred, 2);

    public static RunSettings LetterSettings { get; } = new(
        "letter", 0,
        new Dictionary<string, string> { ["name"] = "name" }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        CompletionGoal.Cheapest, 0);

    /// <summary>A run by itself.</summary>
    public static EntityRig<RunDecider, RunState> Run() => new("r1", Start)
    {
        Catalog = new Two(),
        Outlook = Outlook,
    };

    /// <summary>A run that began, with so many batches of ten recipients.</summary>
    public static EntityRig<RunDecider, RunState> Begun(int batches)
    {
        var run = Run();
        run.Given(new RunCommand.CreateRun("op", PackSettings with { Samples = 0 }));
        for (var number = 1; number <= batches; number++)
        {
            run.Given(new RunCommand.CountBatch(number, 10));
        }

        run.Given(new RunCommand.SubmitRun());
        return run;
    }

    /// <summary>A batch with rows: values separated by commas in the order of the fields.</summary>
    public static EntityRig<RunBatchDecider, RunBatchState> Batch(RunSettings settings, params string[] rows)
    {
        var batch = new EntityRig<RunBatchDecider, RunBatchState>("r1/3", Start)
        {
            Catalog = new Two(),
            Outlook = Outlook,
        };
        batch.Given(
            new RunBatchCommand.TakeRecipients("op", Known(settings), Rows(rows), "hash"),
            new EffectReplied("count", Done.Instance));
        return batch;
    }

    /// <summary>Rows of values separated by commas.</summary>
    public static ImmutableArray<ImmutableArray<string>> Rows(params string[] rows) =>
        [.. rows.Select(row => row.Split(',').ToImmutableArray())];

    /// <summary>The settings as a run would know them.</summary>
    public static RunSettings Known(RunSettings settings) => settings with
    {
        Version = 1,
        MakesOrders = settings.Product == "pack",
        Lane = settings.Product == "pack" ? "post" : "",
    };

    public static Outlook Outlook { get; } = Outlook.Empty with
    {
        Lanes = TestPlant.Plant().Lanes.ToImmutableSortedDictionary(lane => lane.Code, lane => lane),
    };

    private sealed class Two : ICatalog
    {
        public PublishedProduct? Current(string productCode) => productCode switch
        {
            "pack" => Pack,
            "letter" => Letter,
            _ => null,
        };

        public PublishedProduct? Version(string productCode, int version) =>
            version == 1 ? Current(productCode) : null;
    }
}
