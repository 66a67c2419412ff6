using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Factors of one product that are to be learned from its sales as they were in one outlook.</summary>
/// <remarks>Owned by whoever got it from <see cref="DemandOutlookBuilder.NextLearning"/>, on any thread, until it is
/// handed back to <see cref="DemandOutlookBuilder.Take"/>.</remarks>
public sealed class DemandLearning
{
    private readonly DemandModel _demand;

    internal DemandLearning(string product, DemandModel demand, double sales)
    {
        (Product, _demand, Sales) = (product, demand, sales);
        Factors = demand.Factors;
    }

    /// <summary>Code of the product.</summary>
    public string Product { get; }

    internal ProductModel Model => _demand.Model;

    internal double Sales { get; }

    internal VoteFactors Factors { get; private set; }

    /// <summary>Learns. About two seconds for a thousand configurations of 44 choices.</summary>
    /// <returns>This, with the factors that were learned.</returns>
    public DemandLearning Learn(CancellationToken cancellation)
    {
        Factors = DemandLearner.Learn(_demand, cancellation);
        return this;
    }
}
