using System.Collections.Immutable;
using System.Diagnostics;
using Customization.Benchmarks.Models;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks.Scale;

/// <summary>How much memory many published products take in one process, each read and compiled by itself.</summary>
/// <remarks>A third of them are the real car, where it is on the machine; the others are generated, from 100 options to
/// 1,000 features. Every product is asked once by each of a few threads, so that its scratch memory exists.</remarks>
internal static class ManyModels
{
    private const int Threads = 2;

    public static void Run(int count)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var products = new List<PublishedProduct>();
        for (var i = 0; i < count; i++)
        {
            products.Add(Publish(i));
        }

        Console.WriteLine($"products         {count}");
        Console.WriteLine($"literals         {products.Sum(product => (long)product.Model.LiteralCount)}");
        Console.WriteLine($"diagram nodes    {products.Sum(product => (long)product.Compiled.Diagram.NodeCount)}");
        Console.WriteLine($"seconds          {watch.Elapsed.TotalSeconds:F0}");
        Report("published", before);
        foreach (var product in products)
        {
            Ask(product);
        }

        Report("asked", before);
        for (var i = 0; i < 2; i++)
        {
            products.ForEach(product => product.Configurators.Trim());
        }

        Report("idle", before);
        GC.KeepAlive(products);
    }

    private static PublishedProduct Publish(int number)
    {
        var (name, text) = ModelText(number);
        var definition = $"product: p{number}\npricing: {{lists: {{eur: {{currency: EUR}}}}}}\n"
            + $"model: {{import: {name}}}\n";
        var files = new DefinitionFiles(
            "product.yaml", definition, ImmutableSortedDictionary<string, string>.Empty.Add(name, text));
        var compiled = DefinitionCompiler.Compile(
            files,
            step => Debug.WriteLine(step),
            CancellationToken.None) ?? throw new InvalidDataException($"product {number} is refused");
        return new PublishedProduct(compiled.Ready.Definition, 1, compiled.Ready.Compiled);
    }

    /// <summary>A text of its own for each product, as the store gives one.</summary>
    private static (string Name, string Text) ModelText(int number) => (number % 3) switch
    {
        0 when PublicModels.Names.Contains("renault-medium") => ("model.xml", PublicModels.Text("renault-medium")),
        1 => ("model.uvl", Uvl(GeneratedModels.Features(250 + (number % 750), number))),
        _ => ("model.uvl", Uvl(GeneratedModels.Options(100 + (number % 100), number))),
    };

    private static string Uvl(ProductModel model) =>
        ModelWriter.Write(model, null, ModelFormat.Uvl).Text ?? throw new InvalidDataException(model.Name);

    private static void Ask(PublishedProduct product, int depth = Threads) => product.Configurators.Use(configurator =>
    {
        if (depth > 1)
        {
            Ask(product, depth - 1);
        }

        var literals = product.Model.LiteralCount;
        var table = product.PriceTables[0];
        var nothing = Selection.Empty(product.Model);
        configurator.Answer(nothing, table.PerLiteral, new int[literals], new long[literals]);
        return configurator.Cheapest(nothing, table.PerLiteral);
    });

    private static void Report(string when, long before)
    {
        var managed = (GC.GetTotalMemory(forceFullCollection: true) - before) / (1024.0 * 1024);
        using var process = Process.GetCurrentProcess();
        var resident = process.WorkingSet64 / (1024.0 * 1024);
        Console.WriteLine($"{when,-16} {managed:F0} MiB managed, {resident:F0} MiB resident");
    }
}
