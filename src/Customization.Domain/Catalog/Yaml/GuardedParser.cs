using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>Turns what the YAML library throws on damaged texts, beside its own exception, into its own exception.
/// </summary>
/// <remarks>Found by fuzzing version 16.3.0, e.g. a tab or a broken escape in an odd place. Only the library's step is
/// guarded, so that our own bugs are not taken for bad texts.</remarks>
internal sealed class GuardedParser(IParser parser) : IParser
{
    /// <inheritdoc/>
    public ParsingEvent? Current => parser.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception thrown) when (thrown is InvalidOperationException or ArgumentException
            or IndexOutOfRangeException or OverflowException or FormatException or KeyNotFoundException
            or NullReferenceException)
        {
            var at = parser.Current?.End ?? Mark.Empty;
            throw new SyntaxErrorException(at, at, "the text cannot be parsed after this place");
        }
    }
}
