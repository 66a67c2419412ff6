using System.CommandLine;

namespace Customization.Cli.Recommend;

/// <summary><c>customization recommend</c>: what recommendations are worth, without a server.</summary>
internal static class RecommendCommand
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create() => new("recommend", "Measure recommendations on sold configurations.")
    {
        RecommendEvaluate.Create(),
    };
}
