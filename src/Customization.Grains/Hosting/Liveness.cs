using Orleans.Configuration;

namespace Customization.Grains.Hosting;

/// <summary>How soon a cluster notices that a silo is gone; decision record 005 says why so.</summary>
internal static class Liveness
{
    /// <summary>Time between two probes of a silo by another, and the least time it has to answer: Orleans makes it
    /// longer where answers take long.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How often every silo reads the membership, also where nobody tells it that it changed.</summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo writes that it lives. Three times missed, a new silo joins without asking it: so long
    /// does a whole cluster wait that starts again after all silos were killed.</summary>
    private static readonly TimeSpan LifeSign = TimeSpan.FromSeconds(10);

    /// <summary>How often a client looks for silos that are new or back.</summary>
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(10);

    /// <summary>Sets it for a silo of many.</summary>
    public static void Of(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = ProbeTimeout;
        membership.MinProbeTimeout = ProbeTimeout;
        membership.TableRefreshTimeout = TableRefresh;
        membership.IAmAliveTablePublishTimeout = LifeSign;
    }

    /// <summary>Sets it for a client.</summary>
    public static void Of(GatewayOptions gateways) => gateways.GatewayListRefreshPeriod = GatewayRefresh;
}
