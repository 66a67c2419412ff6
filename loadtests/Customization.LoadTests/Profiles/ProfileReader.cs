using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Language;
using Customization.LoadTests.Journeys;
using YamlDotNet.RepresentationModel;

namespace Customization.LoadTests.Profiles;

/// <summary>What a reader made of a profile file: a profile, or the reasons why not, each with its place.</summary>
public sealed record ProfileResult(LoadProfile? Profile, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a profile in YAML.</summary>
/// <remarks>Never throws, whatever the text. <c>loadtests/README.md</c> describes the keys.</remarks>
public static class ProfileReader
{
    /// <summary>Most characters of a profile file.</summary>
    public const int CharactersMax = 256 * 1024;

    private const double SecondsMax = 86_400;
    private const double WeightMax = 1_000_000;
    private const int TimesMax = 1_000;

    /// <summary>Reads a profile.</summary>
    /// <param name="fileName">Named in diagnostics.</param>
    public static ProfileResult Read(string text, string fileName)
    {
        var report = new ProfileReport(fileName);
        var profile = report.Load(text, CharactersMax) is { } root ? Read(root, report) : null;
        return new ProfileResult(report.IsEmpty ? profile : null, report.ToImmutable());
    }

    private static LoadProfile? Read(YamlNode root, ProfileReport report)
    {
        if (ProfileFields.Of(root, report, "a profile",
            ["profile", "products", "think", "journeys"], ["about", "prefer", "shape", "storm"]) is not { } fields)
        {
            return null;
        }

        return new LoadProfile(
            fields.Text("profile"), fields.Text("about"), Products(fields), Prefer(fields), Think(fields),
            Shape(fields), Journeys(fields), StormOf(fields));
    }

    private static ImmutableArray<(string, double)> Products(ProfileFields fields)
    {
        var products = fields.Entries("products")
            .Select(entry => (entry.Key.Text, fields.Report.Number(entry.Value, 0, WeightMax, "a weight")))
            .ToImmutableArray();
        return AnyWeight(fields, "products", products.Select(each => each.Item2)) ? products : [("", 1)];
    }

    private static Preferences Prefer(ProfileFields fields)
    {
        var report = fields.Report;
        return new Preferences(
            from product in fields.Entries("prefer")
            from characteristic in report.Entries(product.Value)
            from value in report.Entries(characteristic.Value)
            select (product.Key.Text, characteristic.Key.Text, value.Key.Text,
                report.Number(value.Value, 0, WeightMax, "a weight")));
    }

    private static ThinkTime Think(ProfileFields fields) =>
        fields["think"] is { } node
            && ProfileFields.Of(node, fields.Report, "a think time", ["median"], ["spread"]) is { } think
            ? new ThinkTime(think.Number("median", 0.001, 3600, 1), think.Number("spread", 1, 10, 1))
            : new ThinkTime(1, 1);

    private static RateShape Shape(ProfileFields fields)
    {
        if (!fields.Has("shape"))
        {
            return RateShape.Constant;
        }

        var points = ImmutableArray.CreateBuilder<(double AtS, double Share)>();
        foreach (var item in fields.Items("shape"))
        {
            if (ProfileFields.Of(item, fields.Report, "a point of the shape", ["at", "share"], []) is not { } point)
            {
                continue;
            }

            var at = point.Number("at", 0, SecondsMax, 0);
            if (points.Count > 0 && at < points[^1].AtS)
            {
                fields.Report.Error(item, "expected points in the order of time");
            }

            points.Add((at, point.Number("share", 0, 1, 1)));
        }

        return points.Count > 0 ? new RateShape(points.ToImmutable()) : RateShape.Constant;
    }

    private static Storm? StormOf(ProfileFields fields) =>
        fields["storm"] is { } node
            && ProfileFields.Of(node, fields.Report, "a storm", ["at", "within"], []) is { } storm
            ? new Storm(storm.Number("at", 0, SecondsMax, 0), storm.Number("within", 0, SecondsMax, 0))
            : null;

    private static ImmutableArray<JourneyKind> Journeys(ProfileFields fields)
    {
        var kinds = ImmutableArray.CreateBuilder<JourneyKind>();
        foreach (var item in fields.Items("journeys"))
        {
            if (ProfileFields.Of(item, fields.Report, "a journey", ["weight", "steps"], []) is not { } journey)
            {
                continue;
            }

            var steps = journey.Items("steps").Select(step => Step(step, fields.Report)).ToImmutableArray();
            if (steps.IsEmpty)
            {
                fields.Report.Error(item, "expected a journey of at least one step");
            }

            kinds.Add(new JourneyKind(journey.Number("weight", 0, WeightMax, 1), steps));
        }

        return AnyWeight(fields, "journeys", kinds.Select(kind => kind.Weight)) ? kinds.ToImmutable() : [];
    }

    /// <summary>A step such as <c>open</c>, <c>choose 5</c> or <c>choose 3-8</c>.</summary>
    private static StepKind Step(YamlNode node, ProfileReport report)
    {
        var words = report.Text(node).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var operations = Enum.GetNames<Operation>().Select(name => name.ToLowerInvariant()).ToArray();
        var times = words.Length == 2 ? words[1].Split('-') : ["1"];
        if (words.Length is 1 or 2 && Array.IndexOf(operations, words[0]) is >= 0 and var operation
            && times.Length <= 2 && Times(times[0]) is { } min && Times(times[^1]) is { } max && min <= max)
        {
            return new StepKind((Operation)operation, min, max);
        }

        report.Error(node, "expected a step such as 'choose' or 'choose 3-8' with one of "
            + $"{string.Join(", ", operations)}, found '{report.Text(node)}'");
        return new StepKind(Operation.Look, 1, 1);
    }

    private static int? Times(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            && times is > 0 and <= TimesMax
            ? times
            : null;

    private static bool AnyWeight(ProfileFields fields, string key, IEnumerable<double> weights)
    {
        var any = weights.Sum() > 0;
        if (!any && fields.Report.IsEmpty)
        {
            fields.Report.Error(fields[key]!, $"expected at least one of '{key}' with a weight above 0");
        }

        return any;
    }
}
