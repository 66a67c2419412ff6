using Customization.Domain;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Customization.Client;

/// <summary>What a fault between the processes of a cluster means to who asked.</summary>
public static class ClusterFaults
{
    /// <summary>Where the exceptions of the policies live by which silos look for grains again and give up.</summary>
    public const string PolicyNamespace = "Polly";

    /// <summary>Whether an exception tells that the cluster could not bring a call to its grain or back, rather than
    /// what the grain itself threw.</summary>
    public static bool Is(Exception fault) =>
        fault is OrleansException or SerializerException or UnavailableExceptionFallbackException
        || fault.GetType().Namespace?.StartsWith(PolicyNamespace, StringComparison.Ordinal) == true;

    /// <summary>Whether the grain never saw the call, as where its silo is dead and the others do not know yet: asking
    /// again is safe whatever was asked.</summary>
    public static bool IsUndelivered(Exception fault) => fault is OrleansMessageRejectionException;

    /// <summary>Overloaded where the silos refused the call before they looked at it; otherwise it is unknown what was
    /// done.</summary>
    public static UnavailableException Of(Exception fault, string what) => fault is GatewayTooBusyException
        ? new UnavailableException(UnavailableReason.Overloaded, "the silos have too much to do", fault)
        : new UnavailableException(
            UnavailableReason.StorageFault, $"{what} could not be reached: {fault.Message}", fault);
}
