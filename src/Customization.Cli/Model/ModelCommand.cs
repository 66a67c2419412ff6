using System.CommandLine;

namespace Customization.Cli.Model;

/// <summary><c>customization model</c>: what can be asked of a model file without a server.</summary>
internal static class ModelCommand
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create() => new("model", "Check, measure and convert product models.")
    {
        ModelCheck.Create(),
        ModelReplay.Create(),
        ModelConvert.Create(),
    };
}
