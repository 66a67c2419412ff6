using System.Text.Json;
using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>A change that waits for its write, and its JSON as soon as somebody needs it.</summary>
internal sealed class DecidedChange(Change change)
{
    private byte[]? _json;

    /// <summary>The change.</summary>
    public Change Change => change;

    /// <summary>As it is stored. Two threads at once may both write it, the same.</summary>
    public byte[] Json => _json ??= JsonSerializer.SerializeToUtf8Bytes(change, EntityJson.Options);
}
