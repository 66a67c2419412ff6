using System.Collections.Immutable;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>The keys that one kind of mapping may have. The published schema has one definition for each.</summary>
internal sealed class FieldSet
{
    /// <summary>Declares a kind of mapping.</summary>
    /// <param name="name">Name of its definition in the schema.</param>
    /// <param name="title">For messages, e.g. <c>a price list</c>.</param>
    /// <param name="keys">Allowed keys; a required one ends in <c>!</c>.</param>
    public FieldSet(string name, string title, params string[] keys)
    {
        Name = name;
        Title = title;
        Keys = [.. keys.Select(key => key.TrimEnd('!'))];
        Required = [.. keys.Where(key => key.EndsWith('!')).Select(key => key.TrimEnd('!'))];
    }

    /// <summary>Name of its definition in the schema.</summary>
    public string Name { get; }

    /// <summary>For messages, e.g. <c>a price list</c>.</summary>
    public string Title { get; }

    /// <summary>All keys, in the order in which they are told.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>The keys that must be there.</summary>
    public ImmutableArray<string> Required { get; }
}
