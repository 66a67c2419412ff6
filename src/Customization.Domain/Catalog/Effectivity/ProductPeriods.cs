using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Sessions;
using Customization.Kernel;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Effectivity;

/// <summary>One version of a product in each of its periods.</summary>
/// <remarks>Immutable and safe for any number of threads. A period is prepared when it is first asked for; its diagram
/// was compiled at publication, and is compiled again after a restart, within the limits that it kept to then.
/// </remarks>
public sealed class ProductPeriods
{
    private readonly ImmutableArray<(DateOnly From, Lazy<PublishedProduct> Product)> _all;

    internal ProductPeriods(
        ProductDefinition definition, ImmutableArray<ReadyModel> ready,
        Func<ProductDefinition, ReadyModel, ProductPeriods, PublishedProduct> make)
    {
        _all =
        [
            .. definition.Periods.Select(period => (period.From, new Lazy<PublishedProduct>(
                () => make(definition.In(period), ModelOf(period.Model, ready), this)))),
        ];
    }

    /// <summary>The answers that the process remembers; null where it remembers none. Set before the version is shared.
    /// </summary>
    internal RememberedAnswers? Answers { get; set; }

    /// <summary>Lets go of scratch memory of periods that nobody asked since the last call.</summary>
    internal void Trim()
    {
        foreach (var (_, product) in _all)
        {
            if (product.IsValueCreated)
            {
                product.Value.Configurators.Trim();
            }
        }
    }

    /// <summary>Whether nothing is dated.</summary>
    public bool IsSingle => _all.IsEmpty;

    /// <summary>The version as it is in effect on a day.</summary>
    public PublishedProduct On(DateOnly day) => _all.Last(period => period.From <= day).Product.Value;

    /// <summary>The first day after this one on which something changes, or null.</summary>
    public DateOnly? NextChange(DateOnly day)
    {
        foreach (var (from, _) in _all)
        {
            if (from > day)
            {
                return from;
            }
        }

        return null;
    }

    /// <summary>Whether a selection has a completion in some period, past ones and those to come included.</summary>
    public bool IsPossibleInSome(Selection selection) =>
        _all.Any(period => period.Product.Value.Configurators.Use(
            configurator => configurator.IsPossible(selection)));

    private static ReadyModel ModelOf(ProductModel model, ImmutableArray<ReadyModel> ready)
    {
        foreach (var each in ready)
        {
            if (ReferenceEquals(each.Compiled.Model, model))
            {
                return each;
            }
        }

        var isSearched = ready.Any(each => each.Compiled.Engine == ConfigurationEngine.Search);
        var compiled = (isSearched ? CompiledModel.ForSearch(model) : ModelCompiler.CompileOrSearch(model)).Compiled;
        Invariant.Check(compiled is not null, "the models of all periods compiled when they were published");
        return new ReadyModel(compiled!, null);
    }
}
