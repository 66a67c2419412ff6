using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>The words of a text that could be names of characteristics, to find misspelt ones.</summary>
internal static class MentionedNames
{
    /// <summary>Every run of letters, digits, <c>-</c> and <c>_</c> in the texts and keys of a node. O(text).</summary>
    public static HashSet<string> Of(DefinitionNode node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(node, names);
        return names;
    }

    private static void Add(DefinitionNode node, HashSet<string> names)
    {
        switch (node)
        {
            case DefinitionNode.Scalar scalar:
                Add(scalar.Text, names);
                break;
            case DefinitionNode.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    Add(item, names);
                }

                break;
            case DefinitionNode.Mapping mapping:
                foreach (var (key, value) in mapping.Entries)
                {
                    // What people read names nothing.
                    if (key.Text is not ("message" or "title" or "help"))
                    {
                        Add(key.Text, names);
                        Add(value, names);
                    }
                }

                break;
        }
    }

    private static void Add(string text, HashSet<string> names)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !(char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_'))
            {
                names.Add(text[start..i]);
                start = i + 1;
            }
        }
    }
}
