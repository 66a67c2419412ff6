using YamlDotNet.RepresentationModel;

namespace Customization.LoadTests.Profiles;

/// <summary>One mapping read as a set of known keys; what is wrong is reported, and reading goes on.</summary>
internal sealed class ProfileFields
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);

    private ProfileFields(ProfileReport report) => Report = report;

    public ProfileReport Report { get; }

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>Reads a mapping; null after reporting that it is none.</summary>
    /// <param name="what">For messages, e.g. <c>a journey</c>.</param>
    public static ProfileFields? Of(
        YamlNode node, ProfileReport report, string what, string[] required, string[] optional)
    {
        if (node is not YamlMappingNode)
        {
            report.Error(node, $"expected {what} with the keys {string.Join(", ", required.Concat(optional))}");
            return null;
        }

        var fields = new ProfileFields(report);
        foreach (var (key, value) in report.Entries(node))
        {
            if (required.Contains(key.Text) || optional.Contains(key.Text))
            {
                fields._values[key.Text] = value;
            }
            else
            {
                report.Error(key.Node, $"{what} has no key '{key.Text}'; expected "
                    + string.Join(", ", required.Concat(optional)));
            }
        }

        foreach (var key in required.Where(key => !fields.Has(key)))
        {
            report.Error(node, $"{what} needs the key '{key}'");
        }

        return fields;
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public string Text(string key) => this[key] is { } node ? Report.Text(node) : "";

    public double Number(string key, double min, double max, double substitute) =>
        this[key] is { } node ? Report.Number(node, min, max, $"'{key}'") : substitute;

    public IEnumerable<((string Text, YamlNode Node) Key, YamlNode Value)> Entries(string key) =>
        this[key] is { } node ? Report.Entries(node) : [];

    public IEnumerable<YamlNode> Items(string key)
    {
        switch (this[key])
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return sequence.Children;
            case var node:
                Report.Error(node, $"expected a list under '{key}'");
                return [];
        }
    }
}
