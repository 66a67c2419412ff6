#if WITH_ORLEANS
using Customization.Benchmarks.Models;
using Customization.Domain.Catalog;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks.Cluster;

/// <summary>What customers select, prepared so that making it costs the measurement nothing.</summary>
internal static class Customers
{
    /// <summary>Each customer in an order of their own: configurations drawn uniformly. Hardly a step is shared.
    /// </summary>
    public static SessionCommand[][] Strangers(PublishedProduct product, int count)
    {
        var random = new Random(11);
        var configurator = new DiagramConfigurator(product.Compiled);
        var empty = Selection.Empty(product.Model);
        var questions = Questions(configurator, empty);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var configuration = configurator.Sample(empty, random)!.Values;
            random.Shuffle(questions);
            return questions.Select(question => Select(product, question, configuration[question])).ToArray();
        })];
    }

    /// <summary>A sale day: cars that were really sold, each as often as in that year, answered in the page's order.
    /// Generated customers where the sales are not here.</summary>
    public static SessionCommand[][] SaleDay(PublishedProduct product, int count)
    {
        if (PublicModels.Sales is not { } sales)
        {
            return Strangers(product, count);
        }

        var random = new Random(12);
        var rows = File.ReadAllLines(sales);
        var questions = rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Enumerable.Range(0, count).Select(_ => rows[random.Next(1, rows.Length)]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((value, i) => (SessionCommand)new SessionCommand.Select(questions[i], value)).ToArray())];
    }

    private static int[] Questions(DiagramConfigurator configurator, Selection empty)
    {
        var possible = configurator.PossibleValues(empty);
        return [.. Enumerable.Range(0, empty.Length).Where(i => possible.CountOf(new CharacteristicIndex(i)) > 1)];
    }

    private static SessionCommand Select(PublishedProduct product, int characteristic, int value)
    {
        var asked = product.Model.Characteristics[characteristic];
        return new SessionCommand.Select(asked.Name, asked.Values[value].Name);
    }
}
#endif
