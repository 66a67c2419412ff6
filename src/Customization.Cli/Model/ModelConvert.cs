using System.CommandLine;
using Customization.Kernel.Formats;
using Customization.Kernel.Language;

namespace Customization.Cli.Model;

/// <summary><c>customization model convert</c>: writes a model in another format.</summary>
internal static class ModelConvert
{
    public static Command Create()
    {
        var (file, format) = (ModelFile.File(), ModelFile.Format());
        var to = new Option<ModelFormat>("--to") { Description = "uvl or dimacs.", Required = true };
        var target = new Option<string?>("--out") { Description = "File to write; standard output where not given." };
        var command = new Command("convert", "Write a model in another format.") { file, format, to, target };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(to), parsed.GetValue(target)));
        return command;
    }

    private static int Run(string path, ModelFormat format, ModelFormat to, string? target)
    {
        var read = ModelFile.Read(path, format);
        var written = ModelWriter.Write(read.Model!, read.Features, to);
        foreach (var warning in read.Diagnostics.Concat(written.Diagnostics).Where(IsWarning))
        {
            Console.Error.WriteLine(warning);
        }

        if (written.Text is not { } text)
        {
            throw new InputException($"{path}: {written.Diagnostics.First(found => !IsWarning(found))}");
        }

        if (ModelFile.IsDefinition(path, format))
        {
            Console.Error.WriteLine($"{path}: characteristics, values and rules are written; prices, parameters, bill "
                + "of materials and routing have no form there");
        }

        if (target is null)
        {
            Console.Out.Write(text);
        }
        else
        {
            CommandLine.WriteFile(target, text);
        }

        return CommandLine.Ok;
    }

    private static bool IsWarning(Diagnostic diagnostic) => diagnostic.Severity == Severity.Warning;
}
