using System.Diagnostics;
using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Survival;

/// <summary>SIGKILL again and again, at the start and in the middle of writing: what was acknowledged is there, once.
/// </summary>
/// <remarks><c>CUSTOMIZATION_KILLS=1000 dotnet test tests/Customization.Domain.Tests --filter
/// "FullyQualifiedName~Survival.KillTests"</c> is the long run.</remarks>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20261128;
    private const int ChangesMax = 60;

    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("CUSTOMIZATION_KILLS") ?? "10", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("customization-kill").FullName;
    private readonly int[] _acknowledged = new int[Writer.Components];
    private readonly Random _random = new(Seed);
    private int _lives;
    private int _changes;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_acknowledged_survives_being_killed()
    {
        var start = Stopwatch.GetTimestamp();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = new WriterProcess(_folder);
            if (_random.Next(10) == 0)
            {
                // Anywhere between the first and the last thing that it does before it writes.
                Thread.Sleep(_random.Next(0, 250));
            }
            else
            {
                Live(writer, Writer.Components + _random.Next(1, ChangesMax));
            }

            foreach (var line in writer.Kill())
            {
                Take(line);
            }
        }

        using var last = new WriterProcess(_folder);
        Live(last, Writer.Components);
        foreach (var line in last.End())
        {
            Take(line);
        }

        Assert.Equal(0, last.ExitCode);
        output.WriteLine(
            $"{Kills} kills, {_lives} lives that got to write, {_changes} changes acknowledged, "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, none lost, none counted twice");
        Assert.True(_changes > Kills, "hardly anything was written");
    }

    private void Live(WriterProcess writer, int lines)
    {
        _lives++;
        for (; lines > 0; lines--)
        {
            var line = writer.Read();
            Assert.True(line is not null, $"life {_lives} ended: {(line is null ? writer.Errors.Result : "")}");
            Take(line!);
        }
    }

    private void Take(string[] line)
    {
        Assert.True(line is ["has" or "ok", _, _], $"life {_lives}: {string.Join(' ', line)}");
        var (component, count) = (WriterProcess.Number(line[1]), WriterProcess.Number(line[2]));
        var known = _acknowledged[component];
        Assert.True(
            count == known || count == known + 1,
            $"life {_lives}: component {component} {line[0]} {count}, {known} were acknowledged");
        _acknowledged[component] = count;
        _changes += line[0] == "ok" ? 1 : 0;
    }
}
