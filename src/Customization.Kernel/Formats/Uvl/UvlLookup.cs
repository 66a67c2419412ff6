namespace Customization.Kernel.Formats.Uvl;

/// <summary>Finds the features that a name means where it stands.</summary>
internal sealed class UvlLookup(UvlDocument document)
{
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

    /// <summary>The features that a name means and that have something of their own; null where there is none.
    /// </summary>
    public IReadOnlyList<int>? FindOwners(List<string> path, UvlScope scope, Func<UvlFeature, bool> has)
    {
        for (var at = scope; at is not null; at = at.IsInstance ? at.Outer : null)
        {
            foreach (var name in NamesIn(path, at))
            {
                if (document.FeatureByName.TryGetValue(name, out var feature) && has(document.Features[feature]))
                {
                    return [feature];
                }

                var clones = document.Clones.GetValueOrDefault(name)?.FindAll(one => has(document.Features[one]));
                if (clones is { Count: > 0 })
                {
                    return clones;
                }
            }
        }

        return null;
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
