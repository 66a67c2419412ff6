#if WITH_ORLEANS
using Customization.Client;
using Customization.Client.Wire;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks.Cluster;

/// <summary>Where the time of a click goes, one thread, no silo: microseconds and bytes of each part.</summary>
internal static class ClickParts
{
    public static void Run(PublishedProduct product, int customersDrawn)
    {
        Run("own order", product, Customers.Strangers(product, customersDrawn));
        Run("sale day", product, Customers.SaleDay(product, customersDrawn));
    }

    private static void Run(string name, PublishedProduct product, SessionCommand[][] customers)
    {
        var views = new List<SessionView>();
        Measure($"{name}: decide and apply", () => Decide(product, customers, views));
        Each("compute answers", view => SessionAnswer.Compute(
            product, product.PriceTables[0], 0, new long[product.Model.LiteralCount],
            Selection.From(view.Choices.AsSpan())));
        Each("price", view => product.Price(
            view.Answer.Completion.AsSpan(), view.Parameters, product.PriceTables[0], "", "en"));
        Each("code", view => new CodedConfiguration(
            product, Selection.From(view.Choices.AsSpan()), view.Parameters, view.Terms).Write());
        var memory = new ViewMemory(ClusterLimits.Default.AnswerBytesMax);
        Each("view to bytes", view => WireFormat.Write<Reply>(view));
        Each("view to bytes with a memory", view => WireFormat.Write<Reply>(view, memory));
        byte[][] payloads = [.. views.Select(view => WireFormat.Write<Reply>(view))];
        Console.WriteLine($"{payloads.Average(payload => payload.Length):F0} bytes a view");
        Measure($"{name}: bytes to view", () =>
        {
            Array.ForEach(payloads, payload => WireFormat.Read<Reply>(payload));
            return payloads.Length;
        });
        Measure($"{name}: bytes to view with a memory", () =>
        {
            Array.ForEach(payloads, payload => WireFormat.Read<Reply>(payload, memory));
            return payloads.Length;
        });
        Measure($"{name}: command to bytes and back", () =>
        {
            foreach (var command in customers.SelectMany(customer => customer))
            {
                WireFormat.Read<Command>(WireFormat.Write<Command>(command));
            }

            return views.Count;
        });

        void Each(string part, Action<SessionView> one) => Measure($"{name}: {part}", () =>
        {
            views.ForEach(one);
            return views.Count;
        });
    }

    /// <summary>All customers one after the other, each in a session of their own.</summary>
    private static int Decide(PublishedProduct product, SessionCommand[][] customers, List<SessionView> views)
    {
        views.Clear();
        var context = new DecisionContext(DateTimeOffset.UtcNow, new OneProductCatalog(product), Outlook.Empty);
        foreach (var customer in customers)
        {
            var state = Envelope.New<SessionDecider, SessionState>("s1");
            state = Step(state, new SessionCommand.Open("ann", product.Code), context).Next;
            foreach (var command in customer)
            {
                var (next, reply) = Step(state, command, context);
                state = next;
                views.Add((SessionView)reply);
            }
        }

        return views.Count;
    }

    private static (Envelope<SessionState> Next, Reply Reply) Step(
        Envelope<SessionState> state, Command command, DecisionContext context)
    {
        var (change, reply) = Envelope.Decide<SessionDecider, SessionState>(state, command, context);
        return (change is null ? state : Envelope.Apply<SessionDecider, SessionState>(state, change), reply);
    }

    /// <summary>Processor time of the process, which other work on the machine disturbs less than wall time.</summary>
    private static void Measure(string name, Func<int> run)
    {
        run();
        var best = double.MaxValue;
        var bytes = 0.0;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var since = Environment.CpuUsage.TotalTime;
            var clicks = run();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - since).TotalMicroseconds / clicks);
            bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / clicks;
        }

        Console.WriteLine($"{name,-40} {best,8:F2} us {bytes,10:F0} bytes");
    }
}
#endif
