using Customization.LoadTests.Arrivals;

namespace Customization.Cli.Load;

/// <summary>Writes a trace as the run goes; safe for any number of threads.</summary>
internal sealed class TraceFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _lines;

    /// <summary>Begins a file.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public TraceFile(string path)
    {
        CommandLine.WriteFile(path, "");
        _lines = new StreamWriter(path) { NewLine = "\n" };
        _lines.WriteLine(ClickTrace.Header);
    }

    /// <summary>One step. Those of the warm-up are left out: a trace begins at 0.</summary>
    public void Add(string line)
    {
        if (line[0] == '-')
        {
            return;
        }

        lock (_gate)
        {
            _lines.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
