using Customization.Domain;
using Orleans.Runtime;

namespace Customization.Client;

/// <summary>What a fault between the processes of a cluster means to who asked.</summary>
public static class ClusterFaults
{
    /// <summary>Overloaded where the silos refused the call before they looked at it; otherwise it is unknown what was
    /// done.</summary>
    public static UnavailableException Of(Exception fault, string what) => fault is GatewayTooBusyException
        ? new UnavailableException(UnavailableReason.Overloaded, "the silos have too much to do", fault)
        : new UnavailableException(
            UnavailableReason.StorageFault, $"{what} could not be reached: {fault.Message}", fault);
}
