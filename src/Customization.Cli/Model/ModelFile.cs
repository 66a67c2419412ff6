using System.CommandLine;
using System.Diagnostics;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Delivery;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Cli.Model;

/// <summary>Reads and compiles a model file for the verbs that measure one.</summary>
internal static class ModelFile
{
    /// <summary>How the names of rule set files end; before it is the set's code.</summary>
    public const string RuleSetEnding = ".rules.yaml";

    /// <summary>The file to read.</summary>
    public static Argument<string> File() => new("file") { Description = "Model file." };

    /// <summary>How the file is written.</summary>
    public static Option<ModelFormat> Format() => new("--format")
    {
        Description = "auto, yaml, xcsp, uvl or dimacs.",
        DefaultValueFactory = _ => ModelFormat.Auto,
    };

    /// <summary>How long compiling may take.</summary>
    public static Option<double> TimeLimit() => new("--time-limit")
    {
        Description = "Seconds that compiling may take.",
        DefaultValueFactory = _ => 300,
    };

    /// <summary>How large the diagram may grow.</summary>
    public static Option<int> NodeLimit() => new("--node-limit")
    {
        Description = "Diagram nodes that compiling may make.",
        DefaultValueFactory = _ => CompilationLimits.Default.NodesMax,
    };

    /// <summary>Reads a model.</summary>
    /// <exception cref="InputException">The file is not a valid model; the first error with its position.</exception>
    public static ReadResult Read(string path, ModelFormat format)
    {
        var (text, name) = (CommandLine.ReadFile(path), Path.GetFileName(path));
        if (RuleSetReader.IsRuleSet(DefinitionFiles.Of(name, text)))
        {
            var set = RuleSetReader.Read(DefinitionFiles.Of(name, text));
            throw new InputException(set.Definition is null
                ? FirstError(set.Diagnostics)
                : $"{name}: the rule set is right in itself; check a product that uses it");
        }

        var result = IsDefinition(text, name, format)
            ? ReadDefinition(text, name, Path.GetDirectoryName(path) ?? "")
            : ModelReader.Read(text, name, format, null, Beside(Path.GetDirectoryName(path) ?? ""));
        return result.IsValid ? result : throw new InputException(FirstError(result.Diagnostics));
    }

    /// <summary>Whether a file is a product definition, which says more than its model.</summary>
    public static bool IsDefinition(string path, ModelFormat format) =>
        IsDefinition(CommandLine.ReadFile(path), Path.GetFileName(path), format);

    private static bool IsDefinition(string text, string name, ModelFormat format) =>
        (format == ModelFormat.Auto ? ModelReader.Detect(text, name) : format) == ModelFormat.Yaml;

    /// <summary>What is to answer.</summary>
    public static Option<EngineChoice> Engine() => new("--engine")
    {
        Description = "auto (a diagram, or search where a limit is met), diagram or search.",
    };

    /// <summary>Makes a model ready and says how long that took.</summary>
    /// <exception cref="InputException">A rule cannot be compiled, or a limit was met where only a diagram will do.
    /// </exception>
    public static (CompiledModel Compiled, double Milliseconds) Compile(
        ProductModel model, double timeLimitSeconds, int nodeLimit, EngineChoice engine = EngineChoice.Auto)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(timeLimitSeconds));
        var watch = Stopwatch.StartNew();
        var limits = new CompilationLimits { NodesMax = nodeLimit };
        var result = engine switch
        {
            EngineChoice.Diagram => ModelCompiler.Compile(model, limits, null, timeout.Token),
            EngineChoice.Search => CompiledModel.ForSearch(model),
            _ => ModelCompiler.CompileOrSearch(model, limits, null, timeout.Token),
        };
        return (result.Compiled ?? throw new InputException(FirstError(result.Diagnostics)),
            watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>The model of a product definition; imports are read beside it, rule sets from <c>NAME.rules.yaml</c>.
    /// </summary>
    private static ReadResult ReadDefinition(string text, string name, string folder)
    {
        var read = ProductDefinitionReader.Read(
            text, name, Beside(folder), ruleSets: wanted => ReadRuleSet(wanted, folder));
        var today = PlantMinute.DayOf(TimeProvider.System.GetUtcNow());
        return new ReadResult(read.Definition?.On(today).Model, read.Diagnostics);
    }

    /// <summary>The one file of a rule set stands for whichever version is asked for.</summary>
    private static RuleSetText? ReadRuleSet(RuleSetReference wanted, string folder)
    {
        var name = wanted.Code + RuleSetEnding;
        var path = Path.Combine(folder, name);
        return System.IO.File.Exists(path)
            ? new RuleSetText(
                new RuleSetVersion(wanted.Code, Math.Max(wanted.Version, 1)), name, CommandLine.ReadFile(path))
            : null;
    }

    /// <summary>Reads files that a file imports from its folder.</summary>
    private static Func<string, string?> Beside(string folder) => import =>
    {
        var path = Path.Combine(folder, import);
        return System.IO.File.Exists(path) ? CommandLine.ReadFile(path) : null;
    };

    private static string FirstError(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.First(diagnostic => diagnostic.Severity == Severity.Error).ToString();
}
