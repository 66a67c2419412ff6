using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Runtime;

namespace Customization.Domain.Tests.Survival;

/// <summary>A process that does nothing but write: <c>dotnet Customization.Domain.Tests.dll write FOLDER</c>. It lives
/// until it is killed, or until its standard input ends. <c>release FILE.sql</c> keeps a store for
/// <see cref="PreviousReleaseTests"/>.</summary>
/// <remarks>Each component receives one piece after the other, and each receipt is asked for again by the next life, so
/// its stock on hand says exactly what was counted. Lines on standard output: <c>has COMPONENT ON-HAND</c> at the
/// start, then <c>ok COMPONENT RECEIPT</c> or <c>no COMPONENT RECEIPT REASON</c>.</remarks>
internal static class Writer
{
    /// <summary>How many components are written at once.</summary>
    public const int Components = 8;

    private static readonly Lock Gate = new();

    /// <summary>A busy machine is no finding.</summary>
    private static readonly RuntimeLimits Limits =
        RuntimeLimits.Default with { AskTimeout = TimeSpan.FromMinutes(10) };

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["write", var folder]:
                return await Write(folder);
            case ["release", var file]:
                await ReleaseStory.Write(file + ".db");
                await File.WriteAllTextAsync(file, StoreDump.Write(file + ".db"));
                return 0;
            default:
                Say("this is a test assembly; its verbs are: write FOLDER, release FILE.sql");
                return 2;
        }
    }

    private static async Task<int> Write(string folder)
    {
        await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(folder) { Limits = Limits });
        var counted = new int[Components];
        for (var i = 0; i < Components; i++)
        {
            await engine.Ask(Address(i), new DefineComponent(new ComponentTerms($"c{i}", 0, 1, false), 0), default);
            counted[i] = ((StockView)await engine.Ask(Address(i), new ReadStock(), default)).OnHand;
            Say($"has {i} {counted[i]}");
        }

        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(counted.Select((from, i) => Write(engine, i, from, stop.Token)));
        await Task.WhenAny(writing, Console.In.ReadToEndAsync(stop.Token));
        await stop.CancelAsync();
        await writing;
        return 0;
    }

    private static EntityAddress Address(int component) => new(EntityKind.ComponentStock, $"c{component}");

    /// <summary>The last receipt that was counted comes first, a second time.</summary>
    private static async Task Write(
        EmbeddedCustomization engine, int component, int from, CancellationToken cancellation)
    {
        for (var receipt = Math.Max(1, from); !cancellation.IsCancellationRequested;)
        {
            try
            {
                var reply = await engine.Ask(Address(component), new ReceiveStock($"r{receipt}", 1), default);
                Say(reply is Rejection refused
                    ? $"no {component} {receipt} {refused.Code}"
                    : $"ok {component} {receipt}");
                receipt++;
            }
            catch (UnavailableException refusal)
            {
                Say($"no {component} {receipt} {refusal.Reason}");
                await Task.Delay(10, CancellationToken.None);
            }
        }
    }

    private static void Say(string line)
    {
        lock (Gate)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
