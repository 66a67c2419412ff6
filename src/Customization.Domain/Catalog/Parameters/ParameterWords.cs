using System.Collections.Immutable;
using System.Globalization;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>The engine's own sentences about answers, in the languages that the pages speak; authors' texts come from
/// the definition. <c>{0}</c> and so on are filled in.</summary>
internal static class ParameterWords
{
    public static readonly LocalizedText NotAsked = Of(
        "{0} does not go with what you chose.", "{0} passt nicht zu deiner Auswahl.",
        "{0} ne va pas avec vos choix.");

    public static readonly LocalizedText Missing = Of("{0} is needed.", "{0} fehlt noch.", "{0} : à indiquer.");

    public static readonly LocalizedText Wrong = Of("{0}: {1}.", "{0}: {1}.", "{0} : {1}.");

    public static readonly LocalizedText OneOf = Of("expected one of {0}", "möglich sind {0}", "au choix : {0}");

    public static readonly LocalizedText Kind = Of(
        "expected another kind of answer", "erwartet wird eine andere Art von Antwort",
        "un autre genre de réponse est attendu");

    public static readonly LocalizedText Needs = Of(
        "{0} needs {1}: {2}", "{0} braucht {1}: {2}", "{0} demande {1} : {2}");

    public static readonly LocalizedText Or = Of(" or ", " oder ", " ou ");

    public static readonly LocalizedText Range = Of(
        "expected {0} to {1} {2}", "möglich sind {0} bis {1} {2}", "possible de {0} à {1} {2}");

    public static readonly LocalizedText Steps = Of(
        "expected steps of {0} {1} from {2}", "möglich sind Schritte von {0} {1} ab {2}",
        "possible par pas de {0} {1} à partir de {2}");

    public static readonly LocalizedText Unprintable = Of(
        "expected one line of printable characters", "möglich ist eine Zeile aus druckbaren Zeichen",
        "une ligne de caractères imprimables est attendue");

    public static readonly LocalizedText Empty = Of(
        "expected some text", "hier fehlt ein Text", "il manque un texte");

    public static readonly LocalizedText TooLong = Of(
        "expected at most {0} characters, found {1}", "möglich sind höchstens {0} Zeichen, es sind {1}",
        "au plus {0} caractères ; il y en a {1}");

    public static readonly LocalizedText PatternMissed = Of(
        "some of these characters cannot be made", "einige dieser Zeichen können nicht gefertigt werden",
        "certains de ces caractères ne peuvent pas être faits");

    public static readonly LocalizedText WordForbidden = Of(
        "this text cannot be made; please choose other words",
        "dieser Text kann nicht gefertigt werden; bitte wähle andere Worte",
        "ce texte ne peut pas être fait ; choisissez d'autres mots");

    public static readonly LocalizedText Bytes = Of(
        "expected 1 to {0} bytes", "möglich sind 1 bis {0} Byte", "possible de 1 à {0} octets");

    public static readonly LocalizedText AllTooLong = Of(
        "All answers together are too long.", "Alle Antworten zusammen sind zu lang.",
        "Toutes les réponses ensemble sont trop longues.");

    /// <summary>A sentence in a language, with its parts.</summary>
    public static string Say(this LocalizedText text, string language, params ReadOnlySpan<object?> parts) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), parts);

    private static LocalizedText Of(string english, string german, string french) =>
        new(ImmutableSortedDictionary<string, string>.Empty.Add("en", english).Add("de", german).Add("fr", french));
}
