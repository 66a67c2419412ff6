using System.Globalization;

namespace Customization.Domain.Runs.Batches;

/// <summary>What people call an item: <c>3.17</c> is the seventeenth of the third batch.</summary>
public static class ItemName
{
    /// <summary>The name of an item.</summary>
    /// <param name="item">Position in the batch, from 0.</param>
    public static string Of(int batch, int item) => FormattableString.Invariant($"{batch}.{item + 1}");

    /// <summary>Batch and position, or null where the text is no name.</summary>
    public static (int Batch, int Item)? Read(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 2 && Number(parts[0]) is { } batch && Number(parts[1]) is { } item
            ? (batch, item - 1)
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
