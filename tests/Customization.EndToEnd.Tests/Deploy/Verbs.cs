using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>What the executable itself says about its verbs.</summary>
public sealed partial class Verbs : IAsyncLifetime
{
    private readonly Dictionary<string, string> _help = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (var verb in new[] { "silo", "gateway" })
        {
            var (exitCode, help, errors) = await Executable.Run(verb, "--help");
            Assert.True(exitCode == 0, errors);
            _help[verb] = help;
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The verb that an argument list starts with, and its options; fails on what the verb does not know.
    /// </summary>
    public (string Verb, IReadOnlyDictionary<string, string> Options) Parse(IReadOnlyList<string> arguments)
    {
        Assert.True(_help.ContainsKey(arguments[0]), $"no verb {arguments[0]}");
        var options = new Dictionary<string, string>();
        for (var i = 1; i < arguments.Count; i++)
        {
            var option = arguments[i];
            Assert.Matches($@"(?m)^  {option} ", _help[arguments[0]]);
            var takesValue = Regex.IsMatch(_help[arguments[0]], $@"(?m)^  {option} <");
            options[option] = takesValue ? arguments[++i] : "";
        }

        return (arguments[0], options);
    }

    /// <summary>Whether the verb reads the environment variable.</summary>
    public bool Reads(string verb, string variable) =>
        _help[verb].Contains($"environment {variable}.", StringComparison.Ordinal);

    /// <summary>The default of an option.</summary>
    public string Default(string verb, string option) => Defaults().Matches(_help[verb])
        .Single(match => match.Groups["option"].Value == option).Groups["value"].Value;

    [GeneratedRegex(@"(?m)^  (?<option>--[a-z-]+) .*\[default: (?<value>.*)\]")]
    private static partial Regex Defaults();
}
