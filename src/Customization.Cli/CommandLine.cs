using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Customization.Cli;

/// <summary>What every verb has in common: exit codes, one-line reasons, one JSON object on standard output.</summary>
internal static class CommandLine
{
    /// <summary>It worked.</summary>
    public const int Ok = 0;

    /// <summary>It worked, and the answer is no.</summary>
    public const int No = 1;

    /// <summary>The command or its input is wrong; one line on standard error says why and where.</summary>
    public const int Error = 2;

    /// <summary>Most bytes of a file that a verb reads as text.</summary>
    public const long FileBytesMax = 256L * 1024 * 1024;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The switch that turns the answer into one JSON object.</summary>
    public static Option<bool> Json() =>
        new("--json") { Description = "Print one JSON object on standard output and nothing else." };

    /// <summary>Parses and runs a verb; usage errors are one line and exit code 2.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(parsed.Errors[0].Message);
        }

        try
        {
            // Servers handle signals themselves: they need longer to stop than the parser would give them.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (InputException exception)
        {
            return Fail(exception.Message);
        }
    }

    /// <summary>Prints an answer: as JSON, or its properties a line each.</summary>
    public static void Print(object answer, bool asJson)
    {
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, answer.GetType(), JsonOptions));
            return;
        }

        foreach (var property in JsonSerializer.SerializeToElement(answer, answer.GetType(), JsonOptions).EnumerateObject())
        {
            Console.Out.WriteLine($"{property.Name,-16} {property.Value}");
        }
    }

    /// <summary>Reads a text file.</summary>
    /// <exception cref="InputException">It cannot be read, or has more than <see cref="FileBytesMax"/>.</exception>
    public static string ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > FileBytesMax } large)
            {
                throw new InputException($"{path}: has {large.Length} bytes; at most {FileBytesMax} are accepted");
            }

            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {exception.Message}");
        }
    }

    /// <summary>Writes a text file, over one that is there.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteFile(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {exception.Message}");
        }
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine($"customization: {reason.ReplaceLineEndings(" ")}");
        return Error;
    }
}

/// <summary>What the user gave cannot be used; the message is one line with the position.</summary>
internal sealed class InputException(string message) : Exception(message);
