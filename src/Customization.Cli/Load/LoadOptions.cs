using System.CommandLine;
using System.Globalization;

namespace Customization.Cli.Load;

/// <summary>What <c>load</c> was asked for.</summary>
/// <param name="DurationS">Null for as long as a replay lasts.</param>
/// <param name="ReadyEach">Configurations of each product that are made beforehand, to be ordered.</param>
internal sealed record LoadOptions(
    Uri Target, string Profile, double Rate, double? DurationS, int Seed, double WarmUpS, int InFlightMax,
    int Connections, double TimeoutS, int Customers, int ReadyEach, string? Report, string? Compare, string? Replay,
    string? Record, string? Tokens, string Cluster, IReadOnlyList<string> Definitions, bool AsJson)
{
    private const int StepsPerCustomerAndSecond = 25;
    private const int CustomersMin = 20;
    private const int CustomersMax = 5_000;

    private static readonly Option<string> TargetOption = new("--target")
    {
        Description = "http://HOST:PORT, or orleans://HOST:PORT for the gateway port of a silo.",
        Required = true,
    };

    private static readonly Option<string> ProfileOption = new("--profile")
    {
        Description = "Profile file, or the name of one that is shipped, such as sale-day.",
        DefaultValueFactory = _ => "browse",
    };

    private static readonly Option<double> RateOption = new("--rate")
    {
        Description = "Steps of all customers per second, at the height of the profile.",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<double?> DurationOption = new("--duration")
    {
        Description = "Seconds to measure; 30, or the length of a replay, where not given.",
    };

    private static readonly Option<int> SeedOption = new("--seed") { Description = "Of arrivals and choices." };

    private static readonly Option<double> WarmUpOption = new("--warm-up")
    {
        Description = "Seconds of the same load before the measurement.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<int> InFlightOption = new("--in-flight")
    {
        Description = "Most requests under way; what comes beyond is dropped and counted.",
        DefaultValueFactory = _ => 20_000,
    };

    private static readonly Option<int> ConnectionsOption = new("--connections")
    {
        Description = "Most HTTP connections; requests wait for one.",
        DefaultValueFactory = _ => 512,
    };

    private static readonly Option<double> TimeoutOption = new("--timeout")
    {
        Description = "Seconds that a request may take.",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<int> ReadyOption = new("--ready")
    {
        Description = "Full configurations of each product to make beforehand, for those who only order.",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<string> ReportOption = new("--report") { Description = "HTML file to write." };

    private static readonly Option<string> CompareOption = new("--compare")
    {
        Description = "What --json printed in another run, to compare with in the report.",
    };

    private static readonly Option<string> ReplayOption = new("--replay")
    {
        Description = "Trace of arrivals and clicks to replay instead of drawing them.",
    };

    private static readonly Option<string> RecordOption = new("--record")
    {
        Description = "Trace file to write, with every choice that was made.",
    };

    private static readonly Option<string> TokensOption = new("--tokens")
    {
        Description = "File of bearer tokens of customers, one a line, where the server gives none.",
    };

    private static readonly Option<string> ClusterOption = new("--cluster")
    {
        Description = "Name of the cluster behind orleans://.",
        DefaultValueFactory = _ => "customization",
    };

    private static readonly Option<string[]> DefinitionOption = new("--definition")
    {
        Description = "Product definition behind orleans://, which answers by position; the samples are known.",
    };

    private static readonly Option<bool> JsonOption = CommandLine.Json();

    /// <summary>Every option of the verb.</summary>
    public static IEnumerable<Option> All =>
    [
        TargetOption, ProfileOption, RateOption, DurationOption, SeedOption, WarmUpOption, InFlightOption,
        ConnectionsOption, TimeoutOption, ReadyOption, ReportOption, CompareOption, ReplayOption, RecordOption,
        TokensOption, ClusterOption, DefinitionOption, JsonOption,
    ];

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="InputException">One of them is out of range.</exception>
    public static LoadOptions Of(ParseResult parsed)
    {
        var target = parsed.GetValue(TargetOption)!;
        if (!Uri.TryCreate(target, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https" or "orleans")
            || (url.Scheme == "orleans" && url.Port <= 0))
        {
            throw new InputException($"--target: '{target}' is neither http://HOST:PORT nor orleans://HOST:PORT");
        }

        var rate = InRange(parsed, RateOption, 0.1, 1_000_000);
        var replay = parsed.GetValue(ReplayOption);
        var duration = parsed.GetValue(DurationOption);
        Check(duration is null or (>= 1 and <= 86_400), "--duration is 1 to 86400");
        return new LoadOptions(
            url, parsed.GetValue(ProfileOption)!, rate, duration ?? (replay is null ? 30 : null),
            parsed.GetValue(SeedOption), InRange(parsed, WarmUpOption, 0, 600),
            (int)InRange(parsed, InFlightOption, 1, 1_000_000), (int)InRange(parsed, ConnectionsOption, 1, 20_000),
            InRange(parsed, TimeoutOption, 0.1, 600),
            (int)Math.Clamp(rate / StepsPerCustomerAndSecond, CustomersMin, CustomersMax),
            (int)InRange(parsed, ReadyOption, 0, 10_000), parsed.GetValue(ReportOption),
            parsed.GetValue(CompareOption), replay, parsed.GetValue(RecordOption), parsed.GetValue(TokensOption),
            parsed.GetValue(ClusterOption)!, parsed.GetValue(DefinitionOption) ?? [], parsed.GetValue(JsonOption));
    }

    private static double InRange<T>(ParseResult parsed, Option<T> option, double min, double max)
    {
        var value = Convert.ToDouble(parsed.GetValue(option), CultureInfo.InvariantCulture);
        Check(value >= min && value <= max, string.Create(
            CultureInfo.InvariantCulture, $"{option.Name} is {min} to {max}"));
        return value;
    }

    private static void Check(bool isRight, string reason)
    {
        if (!isRight)
        {
            throw new InputException(reason);
        }
    }
}
