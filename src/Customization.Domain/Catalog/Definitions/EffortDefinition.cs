namespace Customization.Domain.Catalog.Definitions;

/// <summary>How long customers take, in seconds: what the complexity report multiplies its counts by.</summary>
/// <param name="Answer">To decide on a value and to choose it.</param>
/// <param name="Look">To look at one value.</param>
public sealed record EffortDefinition(double Answer, double Look)
{
    /// <summary>What counts where the author measured nothing: of somebody who knows the page and errs nowhere, so at
    /// the least. An answer is a thought of 1.35 s, pointing 1.10 s and a click 0.20 s (Card, Moran, Newell 1980, The
    /// keystroke-level model, Communications of the ACM 23, 396-410); a look is a movement of the eyes, 0.23 s (the
    /// same 1983, The Psychology of Human-Computer Interaction, chapter 2).</summary>
    public static readonly EffortDefinition Usual = new(2.65, 0.23);
}
