namespace Customization.Domain.Stock;

/// <summary>How a component is called and bought.</summary>
/// <param name="Name">For people.</param>
/// <param name="LeadTimeDays">Days from ordering until it is on hand; from then on any quantity can be promised.
/// </param>
/// <param name="LotSize">Replenishment orders are multiples of it, at least 1.</param>
/// <param name="AutomaticReceipts">Announced receipts arrive by themselves at the start of their day; for plants
/// without a goods-in clerk, such as the samples. Otherwise a receipt that did not arrive slips by a day.</param>
public sealed record ComponentTerms(string Name, int LeadTimeDays, int LotSize, bool AutomaticReceipts);
