using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>A piece of YAML with its place in the text. Aliases share one node.</summary>
internal abstract record DefinitionNode(SourceSpan Span)
{
    /// <summary>What this is, for messages.</summary>
    public abstract string KindName { get; }

    /// <summary>A text, number or the like; an absent value is a plain empty text.</summary>
    /// <param name="IsPlain">Written without quotes.</param>
    /// <param name="Content">Where the content itself starts: after the quote, or on the line after a block sign.
    /// </param>
    public sealed record Scalar(SourceSpan Span, string Text, bool IsPlain, SourceSpan Content) : DefinitionNode(Span)
    {
        /// <summary>Nothing was written.</summary>
        public bool IsNull => IsPlain && Text is "" or "~" or "null";

        /// <inheritdoc/>
        public override string KindName => IsNull ? "nothing" : "a single value";
    }

    /// <summary>A list.</summary>
    public sealed record Sequence(SourceSpan Span, ImmutableArray<DefinitionNode> Items) : DefinitionNode(Span)
    {
        /// <inheritdoc/>
        public override string KindName => "a list";
    }

    /// <summary>Keys with values, in the order of the text; keys are unique.</summary>
    public sealed record Mapping(
        SourceSpan Span, ImmutableArray<(Scalar Key, DefinitionNode Value)> Entries) : DefinitionNode(Span)
    {
        /// <inheritdoc/>
        public override string KindName => "a mapping";
    }
}
