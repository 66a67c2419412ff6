using System.Collections.Immutable;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Defaults;

/// <summary>Makes an author's preferences fit to be asked.</summary>
public static class Preferences
{
    /// <summary>Compiles the preferences of a model; null without diagnostics where it has none, null with them where a
    /// limit was met.</summary>
    /// <remarks>A second compilation: see <see cref="PreferredCompletions"/>.</remarks>
    public static (PreferredCompletions? Preferred, ImmutableArray<Diagnostic> Diagnostics) Compile(
        ProductModel model, CancellationToken cancellation = default)
    {
        if (model.Preferences.IsEmpty)
        {
            return (null, []);
        }

        var result = ModelCompiler.Compile(PreferredCompletions.ModelOf(model), cancellation: cancellation);
        return result.Compiled is { } judged
            ? (new PreferredCompletions(model, judged), [])
            : (null, result.Diagnostics);
    }
}
