using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Customization.Gateway;
using Customization.Gateway.Limits;

namespace Customization.EndToEnd.Tests.Load;

public sealed class GatewayMetricsTests
{
    [Fact]
    public void The_readme_lists_the_instruments_of_the_code()
    {
        var instruments = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == GatewayMetrics.MeterName)
                {
                    instruments.Add(instrument.Name);
                }
            },
        };
        listener.Start();
        using var metrics = new GatewayMetrics(new QueueWatch());

        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Customization.Gateway", "README.md"));
        Assert.Equal(instruments, Regex.Matches(readme, @"^\| `(customization\.[a-z.]+)`", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }
}
