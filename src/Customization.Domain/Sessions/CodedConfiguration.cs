using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Everything that a configuration code of a session or order says: the product's version, the choices, the
/// parameters and the terms.</summary>
/// <remarks>What was read is well formed but not checked: choices may contradict the rules and parameters their guards,
/// since anybody can make a code.</remarks>
public sealed record CodedConfiguration(
    PublishedProduct Product, Selection Selection, ImmutableSortedDictionary<string, ParameterValue> Parameters,
    SessionTerms Terms)
{
    /// <summary>The code: ASCII letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Write() => ConfigurationCode.Write(
        Product.Code, Product.Version, Product.Model, Selection, CodedExtra.Write(Parameters, Terms));

    /// <summary>Reads a code of any published version; false with the rejection that says why not.</summary>
    public static bool TryRead(
        string text, ICatalog catalog, [NotNullWhen(true)] out CodedConfiguration? configuration,
        [NotNullWhen(false)] out SessionRejection? rejection)
    {
        configuration = null;
        if (!ConfigurationCode.TryRead(text, out var code, out var error))
        {
            rejection = new SessionRejection.CodeInvalid(NameOf(error));
        }
        else if (catalog.Version(code.Product, code.Version) is not { } product)
        {
            rejection = new SessionRejection.ProductUnavailable(code.Product, code.Version);
        }
        else if (!code.TryReadSelection(product.Model, out var selection, out error))
        {
            rejection = new SessionRejection.CodeInvalid(NameOf(error));
        }
        else if (CodedExtra.Read(code.Extra.Span) is not { } extra)
        {
            rejection = new SessionRejection.CodeInvalid(NameOf(CodeError.NotACode));
        }
        else
        {
            rejection = null;
            configuration = new CodedConfiguration(product, selection, extra.Parameters, extra.Terms);
        }

        return configuration is not null;
    }

    /// <summary>Kebab-case name of why a text is no code.</summary>
    public static string NameOf(CodeError error) => error switch
    {
        CodeError.TooLong => "too-long",
        CodeError.OtherFormat => "other-format",
        CodeError.WrongChecksum => "wrong-checksum",
        CodeError.OtherModel => "other-model",
        _ => "not-a-code",
    };
}
