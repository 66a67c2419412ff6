using Customization.Domain.Catalog;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Gateway.Access;

namespace Customization.Gateway.Runs;

/// <summary>What a caller may see of the items of a run: of a product with secrets, all but who created the run see
/// neither the fields that answer them nor what would tell them.</summary>
internal sealed class ItemSecrets
{
    private readonly HashSet<string> _fields;
    private readonly bool _hides;

    private ItemSecrets(bool hides, HashSet<string> fields) => (_hides, _fields) = (hides, fields);

    /// <summary>Works out what is hidden. O(characteristics + fields).</summary>
    public static ItemSecrets Of(RunState run, Caller caller, ICatalog catalog)
    {
        var settings = run.Settings!;
        var product = catalog.Version(settings.Product, settings.Version);
        if (run.Owner == caller.Subject || product?.Definition.Secret is { IsEmpty: true })
        {
            return new ItemSecrets(hides: false, []);
        }

        var secrets = product?.Definition.Secret.Select(each => product.Model.Characteristics[each.Value])
            .SelectMany(each => (string[])[each.Name, each.Group]).ToHashSet(StringComparer.Ordinal);
        return new ItemSecrets(
            hides: true,
            [.. settings.Fields.Where(field => secrets?.Contains(field.Value) != false).Select(field => field.Key)]);
    }

    /// <summary>Whether documents are hidden: they may tell what is secret.</summary>
    public bool HidesDocuments => _hides;

    /// <summary>An item as the caller sees it.</summary>
    public ItemResource Show(RunItemView view)
    {
        var whole = ItemResource.Of(view);
        return _hides
            ? whole with
            {
                Fields = Open(whole.Fields),
                Configuration = whole.Configuration is null ? null : $"formula:{whole.Order ?? whole.Id}",
                Price = whole.Price is null ? null : whole.Price with { Lines = [] },
                Documents = [],
                Detail = null,
            }
            : whole;
    }

    /// <summary>A row as the caller sees it.</summary>
    public ItemRow Show(ItemRow row) => _hides ? row with { Fields = Open(row.Fields), Detail = null } : row;

    private Dictionary<string, string> Open(IReadOnlyDictionary<string, string> fields) =>
        fields.Where(field => !_fields.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value);
}
