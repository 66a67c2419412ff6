using Customization.Domain.Delivery;

namespace Customization.Domain.Ordering;

/// <summary>One line of the history of an order's promise.</summary>
/// <param name="Promise">The promise from then on, without its evidence; null while the order waits for one.</param>
/// <param name="Reason">Why it changed, e.g. <c>confirmed</c>, <c>cell-broken: belt torn</c>.</param>
public sealed record PromiseChange(DateTimeOffset At, Promise? Promise, string Reason);
