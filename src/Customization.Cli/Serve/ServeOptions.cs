using System.CommandLine;
using System.Globalization;
using Customization.Domain.Entities.Secrets;

namespace Customization.Cli.Serve;

/// <summary>What <c>serve</c> was asked for.</summary>
/// <param name="Urls">Addresses to listen on.</param>
/// <param name="Data">Folder of the store.</param>
/// <param name="Samples">Names of the sample products to load.</param>
internal sealed record ServeOptions(
    IReadOnlyList<string> Urls, string Data, IReadOnlySet<string> Samples, bool HasDevelopmentTokens,
    bool HasMovableClock, int RequestsPerSecond, TimeSpan DrainDelay, TimeSpan Heartbeat)
{
    /// <summary>What customers' keys are wrapped with; null for the key beside the store.</summary>
    public MasterKeys? MasterKeys { get; init; }

    /// <summary>How long sessions are kept that nobody touches; zero for ever.</summary>
    public TimeSpan SessionRetention { get; init; }

    private const int PortMax = 65535;

    private static readonly Option<string> UrlsOption = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons; instead of --port.",
    };

    private static readonly Option<int> PortOption = new("--port")
    {
        Description = "Loopback port to listen on; 0 takes a free one.",
        DefaultValueFactory = _ => 8080,
    };

    private static readonly Option<string> DataOption = new("--data")
    {
        Description = "Folder of the store; made on first start.",
        DefaultValueFactory = _ => "data",
    };

    private static readonly Option<bool> NoSamplesOption = new("--no-samples")
    {
        Description = "Do not load sample products, cells and stock.",
    };

    private static readonly Option<string> SamplesOption = new("--samples")
    {
        Description = "Names of the sample products to load, separated by commas; instead of all.",
    };

    private static readonly Option<bool> NoDevelopmentTokensOption = new("--no-development-tokens")
    {
        Description = "Do not give tokens to anybody who asks; sign your own with the key in the data folder.",
    };

    private static readonly Option<bool> MovableClockOption = new("--movable-clock")
    {
        Description = "Let operators move the engine's clock forward, to see what takes days.",
    };

    private static readonly Option<int> RequestsOption = new("--requests-per-second")
    {
        Description = "Most requests of one caller per second, on average.",
        DefaultValueFactory = _ => 200,
    };

    private static readonly Option<double> DrainOption = new("--drain-delay")
    {
        Description = "Seconds to answer on after readiness dropped.",
    };

    private static readonly Option<double> HeartbeatOption = new("--heartbeat")
    {
        Description = "Seconds of silence after which an event stream says that it is alive.",
        DefaultValueFactory = _ => 15,
    };

    /// <summary>Every option of the verb.</summary>
    public static IEnumerable<Option> All =>
    [
        UrlsOption, PortOption, DataOption, NoSamplesOption, SamplesOption, NoDevelopmentTokensOption,
        MovableClockOption, RequestsOption, DrainOption, HeartbeatOption, MasterKeyOption.Option,
        RetentionOption.Option,
    ];

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="InputException">One of them is out of range.</exception>
    public static ServeOptions Of(ParseResult parsed)
    {
        var port = parsed.GetValue(PortOption);
        Check(port is >= 0 and <= PortMax, "--port is 0 to 65535");
        var urls = parsed.GetValue(UrlsOption)?.Split(';')
            ?? [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")];
        foreach (var url in urls)
        {
            Check(
                Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https",
                $"--urls: '{url}' is no http address");
        }

        var requests = parsed.GetValue(RequestsOption);
        Check(requests > 0, "--requests-per-second is above 0");
        return new ServeOptions(
            urls, Path.GetFullPath(parsed.GetValue(DataOption)!), SamplesOf(parsed),
            !parsed.GetValue(NoDevelopmentTokensOption), parsed.GetValue(MovableClockOption), requests,
            Seconds(parsed.GetValue(DrainOption), 0, "--drain-delay"),
            Seconds(parsed.GetValue(HeartbeatOption), 0.1, "--heartbeat"))
        {
            MasterKeys = MasterKeyOption.Of(parsed),
            SessionRetention = RetentionOption.Of(parsed),
        };
    }

    private static IReadOnlySet<string> SamplesOf(ParseResult parsed)
    {
        var all = Serve.Samples.Names.ToHashSet(StringComparer.Ordinal);
        if (parsed.GetValue(NoSamplesOption))
        {
            return new HashSet<string>();
        }

        if (parsed.GetValue(SamplesOption)?.Split(',') is not { } names)
        {
            return all;
        }

        var unknown = names.FirstOrDefault(name => !all.Contains(name));
        Check(unknown is null, $"--samples: there is no '{unknown}', but {string.Join(", ", all)}");
        return names.ToHashSet(StringComparer.Ordinal);
    }

    private static TimeSpan Seconds(double value, double min, string option)
    {
        Check(value >= min && value <= 3600, $"{option} is {min.ToString(CultureInfo.InvariantCulture)} to 3600");
        return TimeSpan.FromSeconds(value);
    }

    private static void Check(bool isRight, string reason)
    {
        if (!isRight)
        {
            throw new InputException(reason);
        }
    }
}
