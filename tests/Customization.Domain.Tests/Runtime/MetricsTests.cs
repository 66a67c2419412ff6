using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Customization.Domain.Sessions;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class MetricsTests
{
    [Fact]
    public void The_readme_lists_the_instruments_of_the_code()
    {
        var instruments = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == RuntimeMetrics.MeterName)
                {
                    lock (instruments)
                    {
                        instruments.Add(instrument.Name);
                    }
                }
            },
        };
        listener.Start();
        using var metrics = new RuntimeMetrics(() => 0);
        metrics.Watch(new RememberedAnswers(0));

        var readme = File.ReadAllText(Path.Combine(Root(), "src", "Customization.Runtime", "README.md"));
        var listed = Regex.Matches(readme, @"^\| `(customization\.[a-z.]+)`", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal);

        lock (instruments)
        {
            Assert.Equal(instruments, listed);
        }
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Customization.Orleans.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
