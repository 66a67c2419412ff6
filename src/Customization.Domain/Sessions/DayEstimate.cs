using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Delivery;
using Customization.Kernel.Model;

namespace Customization.Domain.Sessions;

/// <summary>Days that each literal needs at least: what the author says, and until its own components are there.
/// </summary>
/// <remarks>A component counts at a literal where its line hangs on that characteristic alone and on no parameter.
/// O(lines x values).</remarks>
internal static class DayEstimate
{
    /// <summary>Days from today, per literal.</summary>
    public static long[] PerLiteral(PublishedProduct product, Outlook outlook, DateOnly today)
    {
        var model = product.Model;
        var days = product.DaysPerLiteral.ToArray();
        var configuration = new int[model.Characteristics.Length];
        foreach (var line in product.Definition.Bom)
        {
            var scope = FormulaScope.Of(line.When, line.Quantity);
            if (line.Parameter is not null || scope.Count != 1
                || !outlook.Components.TryGetValue(line.Component, out var component))
            {
                continue;
            }

            var characteristic = scope.Min;
            for (var value = 0; value < model.Characteristics[characteristic.Value].Values.Length; value++)
            {
                configuration[characteristic.Value] = value;
                var quantity = line.When is null || Evaluation.Holds(line.When.Formula, configuration)
                    ? Evaluation.ValueOf(line.Quantity.Term, configuration)
                    : 0;
                if (quantity is > 0 and <= int.MaxValue)
                {
                    var wait = component.Earliest((int)quantity, today).Date.DayNumber - today.DayNumber;
                    var literal = model.Literal(characteristic, value);
                    days[literal] = Math.Max(days[literal], wait);
                }
            }

            configuration[characteristic.Value] = 0;
        }

        return days;
    }
}
