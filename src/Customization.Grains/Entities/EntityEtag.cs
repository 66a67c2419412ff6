using System.Globalization;

namespace Customization.Grains.Entities;

/// <summary>The etag of a stored entity, or none. A number, as our SQL storages name their rows, is kept as one: a silo
/// has a million of these.</summary>
internal readonly struct EntityEtag
{
    private readonly string? _text;
    private readonly long _number;

    private EntityEtag(string? text, long number) => (_text, _number) = (text, number);

    /// <summary>Whether there is one.</summary>
    public bool Exists => _text is not null || _number != 0;

    /// <summary>As the storage wrote it; null for none.</summary>
    public string? Text => _text ?? (_number == 0 ? null : Written(_number));

    /// <summary>Keeps one; null for none.</summary>
    public static EntityEtag Of(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number != 0 && Written(number) == text
            ? new EntityEtag(null, number)
            : new EntityEtag(text, 0);

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);
}
