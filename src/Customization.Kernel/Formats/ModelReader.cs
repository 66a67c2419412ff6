using Customization.Kernel.Formats.Dimacs;
using Customization.Kernel.Formats.Uvl;
using Customization.Kernel.Formats.Xcsp;

namespace Customization.Kernel.Formats;

/// <summary>Reads the text of a model in any of the foreign formats.</summary>
/// <remarks>Never throws and never hangs, whatever the text: it returns a model or diagnostics with positions. Time
/// and memory are linear in the text and in the tables that it describes. Safe to call from any thread.</remarks>
public static class ModelReader
{
    /// <summary>Reads a model.</summary>
    /// <param name="fileName">Named in positions; its extension tells the format where that is automatic.</param>
    /// <param name="import">The text of a file that the model imports, by its name relative to this file, with
    /// <c>/</c> between folders; null where there is none. Without it, imports are errors.</param>
    public static ReadResult Read(
        string text, string fileName, ModelFormat format, ReadLimits? limits = null,
        Func<string, string?>? import = null)
    {
        limits ??= ReadLimits.Default;
        var findings = new Findings(fileName, limits);
        if (text.Length > limits.CharactersMax)
        {
            findings.Error("CF0001", 1, 1, $"the file has {text.Length} characters; at most {limits.CharactersMax} "
                + "are accepted");
            return findings.WithoutModel();
        }

        switch (format == ModelFormat.Auto ? Detect(text, fileName) : format)
        {
            case ModelFormat.Xcsp:
                return XcspReader.Read(text, findings);
            case ModelFormat.Uvl:
                return UvlReader.Read(text, import, findings);
            case ModelFormat.Dimacs:
                return DimacsReader.Read(text, findings);
            case ModelFormat.Yaml:
                findings.Error("CF0003", 1, 1, "a product definition in YAML is not read here; expected XCSP 2.1, "
                    + "UVL or DIMACS CNF");
                return findings.WithoutModel();
            default:
                findings.Error("CF0002", 1, 1, "unknown format; expected YAML, XCSP 2.1 (<instance>), UVL (features) "
                    + "or DIMACS CNF (p cnf)");
                return findings.WithoutModel();
        }
    }

    /// <summary>The format of a text by the extension of its name, otherwise by its first line that says anything.
    /// <see cref="ModelFormat.Auto"/> where neither tells.</summary>
    public static ModelFormat Detect(string text, string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        switch (dot < 0 ? "" : fileName[(dot + 1)..].ToLowerInvariant())
        {
            case "xml" or "xcsp":
                return ModelFormat.Xcsp;
            case "uvl":
                return ModelFormat.Uvl;
            case "dimacs" or "cnf":
                return ModelFormat.Dimacs;
            case "yaml" or "yml":
                return ModelFormat.Yaml;
            default:
                return DetectByContent(text);
        }
    }

    private static ModelFormat DetectByContent(string text)
    {
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim(" \t\r\uFEFF");
            if (line.StartsWith('<'))
            {
                return ModelFormat.Xcsp;
            }

            if (line.StartsWith("p cnf") || line.StartsWith("c ") || line.SequenceEqual("c"))
            {
                return ModelFormat.Dimacs;
            }

            if (line.StartsWith("namespace") || line is "features" or "include" or "imports" || line.StartsWith("//"))
            {
                return ModelFormat.Uvl;
            }

            if (line.Length > 0 && line[0] != '#')
            {
                return line.Contains(':') ? ModelFormat.Yaml : ModelFormat.Auto;
            }
        }

        return ModelFormat.Auto;
    }
}
