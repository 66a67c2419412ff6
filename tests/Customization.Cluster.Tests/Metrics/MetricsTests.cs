using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Customization.Cluster.Tests.Hosting;
using Customization.Cluster.Tests.Readme;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Stock;

namespace Customization.Cluster.Tests.Metrics;

public sealed class MetricsTests
{
    private const string Grains = "Customization.Grains";
    private const string Client = "Customization.Client";

    /// <summary>What only failures move.</summary>
    private static readonly string[] Rare =
    [
        "customization.call.failures", "customization.entity.deletions", "customization.send.failures",
        "customization.send.redriven",
    ];

    private readonly ConcurrentDictionary<(string Meter, string Name), bool> _published = [];
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _measured = [];

    [Fact]
    public async Task The_readmes_list_the_instruments_and_an_order_moves_them()
    {
        using var listener = Listen();
        await using var silo = await TestSilo.Start(SampleShop.Silo);
        await SampleShop.Open(silo.Engine);
        await SampleShop.Order(silo.Engine, "one");
        var stock = new EntityAddress(EntityKind.ComponentStock, "unknown");
        Assert.IsAssignableFrom<Rejection>(await silo.Engine.Ask(stock, new ReadStock(), default));
        var lost = new EntityAddress(EntityKind.Order, "lost");
        Assert.IsAssignableFrom<Rejection>(await silo.Engine.Ask(lost, new ReadOrder(), default));
        listener.RecordObservableInstruments();

        foreach (var project in new[] { Grains, Client })
        {
            var names = _published.Keys.Where(key => key.Meter == project).Select(key => key.Name).ToList();
            Assert.Equal(names.Order(StringComparer.Ordinal), Listed(project));
            Assert.All(names.Except(Rare), name => Assert.True(_measured.ContainsKey(name), name));
        }

        Assert.Contains("kind=Order outcome=answered", _measured["customization.ask.duration"]);
        Assert.Contains("kind=Order outcome=rejected", _measured["customization.ask.duration"]);
        Assert.Contains("kind=Order rejection.code=order-unknown", _measured["customization.ask.rejections"]);
        Assert.Contains("kind=ComponentStock outcome=durable", _measured["customization.write.duration"]);
        Assert.Contains("kind=CellDay outcome=read", _measured["customization.entity.activations"]);
        Assert.Contains("outcome=refreshed", _measured["customization.refresh.duration"]);
    }

    private static IEnumerable<string> Listed(string project) => Regex.Matches(
        File.ReadAllText(Path.Combine(FrontEndTests.Root(), "src", project, "README.md")),
        @"^\| `(customization\.[a-z.]+)`", RegexOptions.Multiline)
        .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name is Grains or Client)
                {
                    _published[(instrument.Meter.Name, instrument.Name)] = true;
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.GetOrAdd(instrument.Name, _ => []).Add(
            string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")));
}
