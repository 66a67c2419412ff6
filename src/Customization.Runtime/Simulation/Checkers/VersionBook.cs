using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Sessions;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of what is published: which definition stands behind each version of each product.</summary>
internal sealed class VersionBook(Verdict verdict)
{
    private readonly Dictionary<(string Product, int Version), string> _published = [];
    private readonly Dictionary<string, int> _last = [];
    private readonly Dictionary<string, int> _current = [];
    private readonly HashSet<(string Product, int Version)> _withdrawn = [];
    private readonly HashSet<string> _retired = [];

    /// <summary>The product that a session is on, or null where the version is not known.</summary>
    public SimulatedProduct? Find(SessionView view) => Find(view.Product, view.ProductVersion);

    public SimulatedProduct? Find(string product, int version) =>
        _published.TryGetValue((product, version), out var hash) ? SimulatedProducts.ByHash[hash] : null;

    /// <summary>Whether a definition is, or was, published as a version.</summary>
    public bool Has(string product, int version, string hash) =>
        _published.TryGetValue((product, version), out var known) && known == hash;

    /// <summary>Versions of a product that were withdrawn, oldest first.</summary>
    public IEnumerable<int> WithdrawnOf(string product) =>
        _withdrawn.Where(version => version.Product == product).Select(version => version.Version).Order();

    /// <summary>The version that is sold; 0 for none.</summary>
    public int CurrentOf(string product) => _current.GetValueOrDefault(product);

    /// <summary>Whether a product is off sale.</summary>
    public bool IsRetired(string product) => _retired.Contains(product);

    public void Take(Deed deed)
    {
        var product = deed.Address.Key;
        foreach (var happened in deed.Change.Events)
        {
            Enter(product, happened);
        }

        var state = (ProductModelState)deed.After;
        verdict.Require(
            state.Current == _current.GetValueOrDefault(product)
            && state.LastVersion == _last.GetValueOrDefault(product),
            "versions",
            $"{product} is at version {state.Current}, by its events at {_current.GetValueOrDefault(product)}");
    }

    private void Enter(string product, object happened)
    {
        switch (happened)
        {
            case ProductModelEvent.VersionPublished { Version: var version }:
                verdict.Require(
                    version.Version == _last.GetValueOrDefault(product) + 1 && !_retired.Contains(product), "versions",
                    $"{product} published version {version.Version} after {_last.GetValueOrDefault(product)}");
                verdict.Require(
                    !_published.Any(known => known.Key.Product == product && known.Value == version.DefinitionHash
                        && !_withdrawn.Contains(known.Key)),
                    "versions", $"{product} published the same definition twice");
                _published[(product, version.Version)] = version.DefinitionHash;
                _last[product] = _current[product] = version.Version;
                break;
            case ProductModelEvent.VersionRolledBack back:
                verdict.Require(
                    _published.ContainsKey((product, back.Version)) && !_withdrawn.Contains((product, back.Version))
                    && !_retired.Contains(product),
                    "versions", $"{product} rolled back to version {back.Version}, which is not there");
                _current[product] = back.Version;
                break;
            case ProductModelEvent.VersionWithdrawn withdrawn:
                verdict.Require(
                    withdrawn.Version != _current[product] && _withdrawn.Add((product, withdrawn.Version)), "versions",
                    $"{product} withdrew version {withdrawn.Version}, which is current or withdrawn");
                break;
            case ProductModelEvent.ProductRetired:
                verdict.Require(_retired.Add(product), "versions", $"{product} retired twice");
                _current[product] = 0;
                break;
        }
    }
}
