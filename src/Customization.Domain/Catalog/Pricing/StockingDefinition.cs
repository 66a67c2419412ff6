namespace Customization.Domain.Catalog.Pricing;

/// <summary>The author's figures for setting stock of standard variants against making to order.</summary>
/// <param name="Variants">Configurations that would be kept in stock, 1 to <see cref="VariantsMax"/>.</param>
/// <param name="Holding">Yearly cost of stock as a part of its value: capital, space, insurance, shrinkage.</param>
/// <param name="Obsolescence">Part of the value of stock that is written off in a year, besides.</param>
/// <param name="Service">Probability that stock covers the demand of a lead time, 50 to 99.99 %.</param>
/// <param name="LeadDays">Days from ordering a piece, of a variant or a component, until it is there.</param>
/// <param name="Substitute">Part of the customers who take another variant where theirs is not there.</param>
public sealed record StockingDefinition(
    int Variants, Ratio Holding, Ratio Obsolescence, Ratio Service, int LeadDays, Ratio Substitute)
{
    /// <summary>Most configurations that the report keeps in stock.</summary>
    public const int VariantsMax = 50;

    /// <summary>What counts where the author says nothing: ten variants, a quarter of the value a year, 95 % within
    /// four weeks. 19 % take another variant of the same brand (Gruen, Corsten, Bharadwaj 2002, Retail
    /// Out-of-Stocks).</summary>
    public static readonly StockingDefinition Usual =
        new(10, new Ratio(2_500), new Ratio(0), new Ratio(9_500), 28, new Ratio(1_900));

    /// <summary>Yearly cost of stock, obsolescence included, as a part of its value.</summary>
    public Ratio YearlyRate => new(Holding.BasisPoints + Obsolescence.BasisPoints);

    /// <summary><see cref="Service"/> as a probability.</summary>
    public double ServiceShare => (double)Service.BasisPoints / Ratio.Whole;

    /// <summary><see cref="Substitute"/> as a probability.</summary>
    public double SubstituteShare => (double)Substitute.BasisPoints / Ratio.Whole;
}
