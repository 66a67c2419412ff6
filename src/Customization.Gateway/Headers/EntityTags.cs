using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Customization.Gateway.Headers;

/// <summary>Versions of sessions as strong entity tags, e.g. <c>"7"</c>.</summary>
public static class EntityTags
{
    /// <summary>Says which version the answer shows.</summary>
    public static void Set(HttpContext context, long version) =>
        context.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Whether the caller has this version already (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpContext context, long version) =>
        context.Request.GetTypedHeaders().IfNoneMatch
            .Any(tag => tag.Equals(EntityTagHeaderValue.Any) || VersionOf(tag) == version);

    /// <summary>The version that the caller wants to change (<c>If-Match</c>).</summary>
    /// <param name="isRequired">For what is not idempotent by itself: repeating it blindly would do it twice.</param>
    /// <returns>The version, null for any, or the problem.</returns>
    public static (long? Version, Problem? Problem) Expected(HttpContext context, bool isRequired)
    {
        var tags = context.Request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0)
        {
            return isRequired && !context.Request.Headers.ContainsKey(HeaderNames.IfMatch)
                ? (null, Problem.Of("precondition-required", "Say in If-Match which version this is for."))
                : Malformed(context);
        }

        if (tags.Count == 1 && tags[0].Equals(EntityTagHeaderValue.Any))
        {
            return (null, null);
        }

        return tags.Count == 1 && VersionOf(tags[0]) is { } version ? (version, null) : Refused();
    }

    private static (long? Version, Problem? Problem) Malformed(HttpContext context) =>
        context.Request.Headers.ContainsKey(HeaderNames.IfMatch) ? Refused() : (null, null);

    private static (long? Version, Problem? Problem) Refused() =>
        (null, Problem.Of("precondition-failed", "If-Match names no version of this; use the ETag of an answer."));

    private static long? VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && long.TryParse(tag.Tag.AsSpan().Trim('"'), CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
