using System.CommandLine;

namespace Customization.Cli.Cluster;

/// <summary>When a silo refuses calls, and when it puts entities to sleep; percents, 100 for never.</summary>
internal sealed record SheddingOptions(int Cpu, int Memory, int Sleep)
{
    private static readonly Option<int> CpuOption = Percent(
        "--shed-cpu", "Percent of the processors above which calls of clients are refused; 100 for never.", 95);

    private static readonly Option<int> MemoryOption = Percent(
        "--shed-memory", "Percent of the memory above which calls of clients are refused; 100 for never.", 90);

    private static readonly Option<int> SleepOption = Percent(
        "--sleep-memory", "Percent of the memory above which entities sleep before their time; 100 for never.", 80);

    /// <summary>The options.</summary>
    public static IEnumerable<Option> All => [CpuOption, MemoryOption, SleepOption];

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="InputException">One of them is no percentage.</exception>
    public static SheddingOptions Of(ParseResult parsed) =>
        new(Checked(parsed, CpuOption), Checked(parsed, MemoryOption), Checked(parsed, SleepOption));

    private static int Checked(ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is > 1 and <= 100 and var percent
            ? percent
            : throw new InputException($"{option.Name} is 2 to 100");

    private static Option<int> Percent(string name, string what, int standard) =>
        new(name) { Description = what, DefaultValueFactory = _ => standard };
}
