using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Defaults;

/// <summary>What the author expects where the customer says nothing.</summary>
/// <param name="When">Must surely hold; null holds always.</param>
/// <param name="Priority">Higher fills first; equal ones in the author's order.</param>
public sealed record DefaultValue(
    CharacteristicIndex Characteristic, int Value, Condition? When, int Priority, SourceSpan Span);
