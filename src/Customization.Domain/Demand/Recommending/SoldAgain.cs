using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Puts a sold configuration together again, as a customer would who answers in an order of their own.
/// </summary>
internal static class SoldAgain
{
    /// <summary>The characteristics that are still open when their turn comes, each with the value that was sold.
    /// </summary>
    /// <remarks>While one is looked at, the tracker has the choices before it. Ends early where the rules no longer
    /// allow what was sold.</remarks>
    public static IEnumerable<(CharacteristicIndex Characteristic, int Value)> Open(
        DemandModel demand, SelectionTracker tracker, int configuration, int[] order)
    {
        tracker.Reset();
        foreach (var position in order)
        {
            var characteristic = new CharacteristicIndex(position);
            var value = demand.ValuesOf(characteristic)[configuration];
            if (value < 0)
            {
                continue;
            }

            // Where only one value is left there is nothing to foresee and nothing new to follow from it.
            if (tracker.CountPossible(characteristic) > 1)
            {
                yield return (characteristic, value);
            }

            if (!tracker.Choose(characteristic, value))
            {
                yield break;
            }
        }
    }
}
