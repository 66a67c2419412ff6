using System.Diagnostics;
using System.Globalization;

namespace Customization.Domain.Tests.Survival;

/// <summary>A <see cref="Writer"/> as its parent sees it.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    public WriterProcess(string folder)
    {
        // A limit on the size of files shall be an error of the write, as a full disk is, not the death of the process.
        var command = $"""trap "" XFSZ; exec dotnet "{typeof(Writer).Assembly.Location}" write "{folder}" """;
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public Task<string> Errors { get; }

    /// <summary>The next line, or null after the end.</summary>
    public string[]? Read() => _process.StandardOutput.ReadLine()?.Split(' ');

    public int ExitCode => _process.ExitCode;

    /// <summary>SIGKILL; the lines that it wrote before and nobody read yet.</summary>
    public IReadOnlyList<string[]> Kill()
    {
        _process.Kill();
        return Rest();
    }

    /// <summary>Lets it end by itself; the lines that it wrote meanwhile.</summary>
    public IReadOnlyList<string[]> End()
    {
        _process.StandardInput.Close();
        return Rest();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private List<string[]> Rest()
    {
        var rest = new List<string[]>();
        while (Read() is { } line)
        {
            rest.Add(line);
        }

        _process.WaitForExit();
        return rest;
    }

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
