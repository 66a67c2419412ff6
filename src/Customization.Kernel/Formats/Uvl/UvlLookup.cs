namespace Customization.Kernel.Formats.Uvl;

/// <summary>Finds the features that a name means where it stands, once the tree is read.</summary>
internal sealed class UvlLookup(UvlDocument document)
{
    /// <summary>Instances with an attribute, or with a type where it is null, by the name that means all of them: each
    /// of a hundred thousand instances may look for them.</summary>
    private readonly Dictionary<(string Name, string? Attribute), List<int>> _owners = [];

    /// <summary>The features that a name means as conditions: one, or all with the name below instances. Null where
    /// there is none.</summary>
    public IReadOnlyList<int>? Find(List<string> path, UvlScope scope)
    {
        for (var at = scope; at is not null; at = at.IsInstance ? at.Outer : null)
        {
            foreach (var name in NamesIn(path, at))
            {
                if (document.FeatureByName.TryGetValue(name, out var feature))
                {
                    return [feature];
                }

                if (document.Clones.TryGetValue(name, out var features))
                {
                    return features;
                }
            }
        }

        return null;
    }

    /// <summary>The features that a name means and that have an attribute; null where there is none.</summary>
    /// <param name="attribute">Null for a type of their own instead.</param>
    public IReadOnlyList<int>? FindOwners(List<string> path, UvlScope scope, string? attribute)
    {
        for (var at = scope; at is not null; at = at.IsInstance ? at.Outer : null)
        {
            foreach (var name in NamesIn(path, at))
            {
                if (document.FeatureByName.TryGetValue(name, out var feature) && Has(feature, attribute))
                {
                    return [feature];
                }

                if (ClonesWith(name, attribute) is { Count: > 0 } clones)
                {
                    return clones;
                }
            }
        }

        return null;
    }

    private bool Has(int feature, string? attribute) => attribute is null
        ? document.Features[feature].Type is not null
        : document.Features[feature].Attributes.ContainsKey(attribute);

    private List<int> ClonesWith(string name, string? attribute)
    {
        if (!_owners.TryGetValue((name, attribute), out var owners))
        {
            owners = document.Clones.GetValueOrDefault(name)?.FindAll(one => Has(one, attribute)) ?? [];
            _owners.Add((name, attribute), owners);
        }

        return owners;
    }

    /// <summary>The full names to look for; the model's own name may stand before a feature.</summary>
    private IEnumerable<string> NamesIn(List<string> path, UvlScope scope)
    {
        yield return scope.Prefix + string.Join('.', path);
        if (path.Count > 1 && scope.Outer is null && path[0] == document.Name)
        {
            yield return string.Join('.', path.Skip(1));
        }
    }
}
