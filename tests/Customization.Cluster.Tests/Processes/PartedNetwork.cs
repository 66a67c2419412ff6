using System.Diagnostics;

namespace Customization.Cluster.Tests.Processes;

/// <summary>Hosts on a network of their own in this machine, which can be parted: one network namespace each, joined by
/// a bridge.</summary>
/// <remarks>Nothing of it reaches beyond the machine. Names and addresses are of this process, and everything is
/// removed at the end.</remarks>
public sealed class PartedNetwork : IAsyncDisposable
{
    private readonly string _name = $"cz{Environment.ProcessId % 100_000}";
    private readonly string _prefix = $"10.213.{Environment.ProcessId % 250}";
    private readonly int _hosts;

    private PartedNetwork(int hosts) => _hosts = hosts;

    /// <summary>Address of this machine there.</summary>
    public string Here => $"{_prefix}.1";

    /// <summary>All addresses.</summary>
    public string Range => $"{_prefix}.0/24";

    /// <summary>Makes the network.</summary>
    public static async Task<PartedNetwork> Make(int hosts)
    {
        var network = new PartedNetwork(hosts);
        try
        {
            await Ip("link", "add", network._name, "type", "bridge");
            await Ip("addr", "add", $"{network.Here}/24", "dev", network._name);
            await Ip("link", "set", network._name, "up");
            for (var host = 0; host < hosts; host++)
            {
                await network.Add(host);
            }
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }

        return network;
    }

    /// <summary>Why no namespace can be made here; null where one can.</summary>
    public static string? Refusal()
    {
        var probe = $"cz-probe-{Environment.ProcessId}";
        try
        {
            Ip("netns", "add", probe).GetAwaiter().GetResult();
            Ip("netns", "del", probe).GetAwaiter().GetResult();
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Address of a host.</summary>
    public string AddressOf(int host) => $"{_prefix}.{host + 11}";

    /// <summary>The same process, run on a host.</summary>
    public ProcessStartInfo On(int host, ProcessStartInfo start)
    {
        var moved = new ProcessStartInfo(
            Tool.Find("ip")!, ["netns", "exec", NameOf(host), start.FileName, .. start.ArgumentList])
        {
            RedirectStandardOutput = start.RedirectStandardOutput,
            RedirectStandardError = start.RedirectStandardError,
            WorkingDirectory = start.WorkingDirectory,
        };
        foreach (var (name, value) in start.Environment)
        {
            moved.Environment[name] = value;
        }

        return moved;
    }

    /// <summary>A host and all others no longer reach each other, without being told; this machine reaches all.
    /// </summary>
    /// <remarks>Frames for the other go to a card that nobody has, so they are lost in silence.</remarks>
    public Task Part(int host) => Change(host, "replace", "lladdr", "02:00:00:00:00:01", "nud", "permanent");

    /// <summary>They reach each other again.</summary>
    public Task Heal(int host) => Change(host, "del");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (var host = 0; host < _hosts; host++)
        {
            await Quietly("netns", "del", NameOf(host));
        }

        await Quietly("link", "del", _name);
    }

    private string NameOf(int host) => $"{_name}-{host}";

    private string DeviceOf(int host) => $"{_name}i{host}";

    private async Task Add(int host)
    {
        var (name, outside, inside) = (NameOf(host), $"{_name}o{host}", DeviceOf(host));
        await Ip("netns", "add", name);
        await Ip("link", "add", outside, "type", "veth", "peer", "name", inside);
        await Ip("link", "set", inside, "netns", name);
        await Ip("link", "set", outside, "master", _name, "up");
        await Ip("-n", name, "addr", "add", $"{AddressOf(host)}/24", "dev", inside);
        await Ip("-n", name, "link", "set", inside, "up");
        await Ip("-n", name, "link", "set", "lo", "up");
    }

    private async Task Change(int host, params string[] change)
    {
        for (var other = 0; other < _hosts; other++)
        {
            if (other != host)
            {
                await Ip(["-n", NameOf(host), "neigh", .. change, "dev", DeviceOf(host), "to", AddressOf(other)]);
                await Ip(["-n", NameOf(other), "neigh", .. change, "dev", DeviceOf(other), "to", AddressOf(host)]);
            }
        }
    }

    private static async Task Quietly(params IEnumerable<string> arguments)
    {
        try
        {
            await Ip(arguments);
        }
        catch (InvalidOperationException)
        {
            // Not there: the making of the network ended before it.
        }
    }

    private static Task Ip(params IEnumerable<string> arguments) => Tool.Run(Tool.Find("ip")!, arguments);
}
