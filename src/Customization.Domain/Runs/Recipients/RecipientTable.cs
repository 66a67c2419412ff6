using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Runs.Recipients;

/// <summary>Recipients as rows: a value for each field of a run, in their order, empty where there is none.</summary>
public sealed record RecipientTable(ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Names these very rows.</summary>
    public string Hash()
    {
        var all = new StringBuilder();
        foreach (var row in Rows)
        {
            foreach (var value in row)
            {
                all.Append(value.Length).Append(':').Append(value);
            }

            all.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())).AsSpan(0, 16));
    }
}

/// <summary>What came of reading a table: rows, or what is wrong and where.</summary>
public sealed record RecipientResult(RecipientTable? Table, RunRejection.InvalidRecipients? Problem)
{
    /// <summary>Something is wrong at this place.</summary>
    internal static RecipientResult Wrong(int line, int column, string why) =>
        new(null, new RunRejection.InvalidRecipients(line, column, why));
}
