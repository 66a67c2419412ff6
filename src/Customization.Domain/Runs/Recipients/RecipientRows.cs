using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Runs.Recipients;

/// <summary>Gathers the rows of a table while it is read, and knows the names and limits of a run.</summary>
internal sealed class RecipientRows(RunSettings settings)
{
    private readonly ImmutableArray<ImmutableArray<string>>.Builder _rows =
        ImmutableArray.CreateBuilder<ImmutableArray<string>>();

    /// <summary>All rows so far, or that there are none.</summary>
    public RecipientResult Result(int line) => _rows.Count == 0
        ? RecipientResult.Wrong(line, 1, "expected a recipient")
        : new RecipientResult(new RecipientTable(_rows.ToImmutable()), null);

    /// <summary>Position of a field, or why there is none.</summary>
    public (int Index, string? Why) Find(string field)
    {
        var index = settings.IndexOf(field);
        return index >= 0
            ? (index, null)
            : (-1, $"the run has no field '{Scalars.Shown(field)}'" + Nearest.Suggest(field, settings.Fields.Keys));
    }

    /// <summary>What is wrong with a value, or null.</summary>
    public static string? Refusal(string value) => value.Length > RunLimits.ValueLengthMax
        ? $"this value has {value.Length} characters; at most {RunLimits.ValueLengthMax} are accepted"
        : value.Any(char.IsControl) ? "this value has a control character"
        : null;

    /// <summary>Takes a row; why not, or null.</summary>
    public string? Add(string?[] row)
    {
        if (_rows.Count == RunLimits.BatchItemsMax)
        {
            return $"a batch has at most {RunLimits.BatchItemsMax} recipients";
        }

        _rows.Add([.. row.Select(value => value ?? "")]);
        return null;
    }

    /// <summary>An empty row.</summary>
    public string?[] NewRow() => new string?[settings.Fields.Count];
}
