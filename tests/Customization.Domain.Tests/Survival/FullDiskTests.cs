using System.Globalization;
using Xunit;

namespace Customization.Domain.Tests.Survival;

/// <summary>Where the store cannot grow, nothing acknowledged is lost, callers are told, and work goes on when it can.
/// </summary>
public sealed class FullDiskTests
{
    private const int LinesMax = 20_000;
    private const long FileLimit = 600_000;

    private readonly int[] _acknowledged = new int[Writer.Components];

    [MountFact]
    public void A_full_disk_loses_nothing_and_work_resumes()
    {
        using var disk = SmallDisk.Mount();
        using (var writer = new WriterProcess(disk.Path))
        {
            Live(writer);
            disk.Fill();
            UntilRefused(writer);
            disk.Free();
            UntilAnswered(writer);
            Take(writer.Kill());
        }

        AssertRemembered(disk.Path);
    }

    [Fact]
    public void A_file_that_may_not_grow_loses_nothing_and_work_resumes()
    {
        var folder = Directory.CreateTempSubdirectory("customization-full").FullName;
        using (var writer = new WriterProcess(folder))
        {
            Live(writer);
            Limit(writer, FileLimit.ToString(CultureInfo.InvariantCulture));
            UntilRefused(writer);
            Limit(writer, "unlimited");
            UntilAnswered(writer);
            Take(writer.Kill());
        }

        AssertRemembered(folder);
        Directory.Delete(folder, recursive: true);
    }

    [MountFact]
    public void Killed_while_the_disk_is_full_it_starts_again_when_there_is_space()
    {
        using var disk = SmallDisk.Mount();
        using (var writer = new WriterProcess(disk.Path))
        {
            Live(writer);
            disk.Fill();
            UntilRefused(writer);
            Take(writer.Kill());
        }

        disk.Free();
        AssertRemembered(disk.Path);
    }

    private static void Limit(WriterProcess writer, string bytes) => Assert.Equal(0, SmallDisk.Run(
        "prlimit", "--pid", writer.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:unlimited"));

    /// <summary>Long enough for every component to be acknowledged.</summary>
    private void Live(WriterProcess writer)
    {
        for (var i = 0; i < Writer.Components; i++)
        {
            Assert.Equal(["has", $"{i}", "0"], writer.Read()!);
        }

        Until(writer, () => Array.TrueForAll(_acknowledged, receipt => receipt > 3), "no acknowledgement");
    }

    /// <summary>Every component says clearly that the store does not take it.</summary>
    private void UntilRefused(WriterProcess writer)
    {
        var refused = new HashSet<string>();
        Until(writer, () => refused.Count == Writer.Components, "no refusal", line =>
        {
            Assert.Equal("StorageFault", line[3]);
            refused.Add(line[1]);
        });
    }

    private void UntilAnswered(WriterProcess writer)
    {
        var before = (int[])_acknowledged.Clone();
        Until(
            writer, () => _acknowledged.Zip(before).All(pair => pair.First > pair.Second), "work did not resume",
            _ => { });
    }

    private void Until(WriterProcess writer, Func<bool> isDone, string otherwise, Action<string[]>? refused = null)
    {
        for (var lines = 0; !isDone(); lines++)
        {
            var line = writer.Read();
            Assert.True(line is not null, $"the writer died: {(line is null ? writer.Errors.Result : "")}");
            Assert.True(lines < LinesMax, otherwise);
            if (line![0] == "ok")
            {
                _acknowledged[WriterProcess.Number(line[1])] = WriterProcess.Number(line[2]);
            }
            else
            {
                Assert.True(refused is not null, string.Join(' ', line));
                refused(line);
            }
        }
    }

    private void Take(IReadOnlyList<string[]> rest)
    {
        foreach (var line in rest.Where(line => line[0] == "ok"))
        {
            _acknowledged[WriterProcess.Number(line[1])] = WriterProcess.Number(line[2]);
        }
    }

    private void AssertRemembered(string folder)
    {
        using var again = new WriterProcess(folder);
        for (var i = 0; i < Writer.Components; i++)
        {
            var line = again.Read();
            Assert.True(line is ["has", _, _], $"did not start again: {line}");
            Assert.InRange(WriterProcess.Number(line[2]), _acknowledged[i], _acknowledged[i] + 1);
        }

        again.Kill();
    }
}
