using System.Threading.Channels;

namespace Customization.Grains.Storage;

/// <summary>A statement that waits for the next commit.</summary>
internal sealed record Statement(string Text, SqlValue[] Values)
{
    private readonly TaskCompletionSource<int> _rows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number of rows that it changed, once that is durable.</summary>
    public Task<int> Rows => _rows.Task;

    /// <summary>The commit is durable.</summary>
    public void Done(int rows) => _rows.TrySetResult(rows);

    /// <summary>Nothing of the commit is stored, or nobody knows.</summary>
    public void Lost(Exception fault) => _rows.TrySetException(fault);
}

/// <summary>Group commit: statements that wait while a commit is under way share the next one, and its flush.</summary>
/// <remarks>A statement alone waits for nobody. Where one statement is refused, those of its commit are run again, each
/// by itself, so that it fails alone; where the database fails, all of them do.</remarks>
internal sealed class StatementQueue
{
    private const int BatchMax = 1024;

    private readonly Channel<Statement> _waiting = Channel.CreateUnbounded<Statement>();
    private readonly Func<IReadOnlyList<Statement>, Task<int[]>> _commit;
    private readonly Func<Exception, bool> _isRefusal;
    private readonly Task _writing;

    /// <summary>Begins to commit.</summary>
    /// <param name="commit">Makes all statements durable or none; returns the rows that each changed.</param>
    /// <param name="isRefusal">Whether a fault is that of a statement, and nothing of its commit is stored.</param>
    /// <param name="writers">Commits at a time.</param>
    public StatementQueue(
        Func<IReadOnlyList<Statement>, Task<int[]>> commit, Func<Exception, bool> isRefusal, int writers)
    {
        (_commit, _isRefusal) = (commit, isRefusal);
        _writing = Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(WriteAll)));
    }

    /// <summary>Runs a statement; durable on return.</summary>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public Task<int> Execute(string text, SqlValue[] values)
    {
        var statement = new Statement(text, values);
        return _waiting.Writer.TryWrite(statement)
            ? statement.Rows
            : throw new ObjectDisposedException(null, "the database is closed");
    }

    /// <summary>Takes no more statements and commits those that wait.</summary>
    public Task Close()
    {
        _waiting.Writer.TryComplete();
        return _writing;
    }

    private async Task WriteAll()
    {
        var batch = new List<Statement>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < BatchMax && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            if (batch.Count > 0)
            {
                await Write(batch).ConfigureAwait(false);
                batch.Clear();
            }
        }
    }

    private async Task Write(IReadOnlyList<Statement> batch)
    {
        try
        {
            var rows = await _commit(batch).ConfigureAwait(false);
            for (var i = 0; i < rows.Length; i++)
            {
                batch[i].Done(rows[i]);
            }
        }
        catch (Exception fault) when (batch.Count > 1 && _isRefusal(fault))
        {
            foreach (var statement in batch)
            {
                await Write([statement]).ConfigureAwait(false);
            }
        }
        catch (Exception fault)
        {
            foreach (var statement in batch)
            {
                statement.Lost(fault);
            }
        }
    }
}
