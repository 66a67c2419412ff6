using System.Net;
using System.Net.Sockets;

namespace Customization.Cluster.Tests.Processes;

/// <summary>Free loopback ports for processes that are stopped and started again on the same ones.</summary>
/// <remarks>Below the range that outgoing connections take theirs from, so that nobody takes a port while its process
/// is away. Each is given once per run.</remarks>
public static class Ports
{
    private const int First = 21000;
    private const int Count = 1000;

    private static readonly Lock Gate = new();
    private static int _next = Environment.ProcessId % Count;

    /// <summary>A port that nobody listens on.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (var tries = 0; tries < Count; tries++)
            {
                var port = First + (_next++ % Count);
                if (IsFree(port))
                {
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"none of the ports from {First} on is free");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
