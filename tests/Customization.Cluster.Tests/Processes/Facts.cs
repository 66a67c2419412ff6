namespace Customization.Cluster.Tests.Processes;

/// <summary>A test that needs a PostgreSQL server; skipped where none is installed.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    /// <summary>Says why it is skipped.</summary>
    public PostgreSqlFactAttribute() => Skip = Reason;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Reason { get; } = Tool.PostgreSqlFolder is null
        ? "no PostgreSQL server below /usr/lib/postgresql: install the package postgresql"
        : Tool.IsRoot && Tool.Find("setpriv") is null
            ? "PostgreSQL does not run as root, and setpriv is missing: install the package util-linux"
            : null;
}

/// <summary>A test that needs Azurite; skipped where it is not installed.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    /// <summary>Says why it is skipped.</summary>
    public AzuriteFactAttribute() => Skip = Reason;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Reason { get; } = Tool.Find("azurite") is null
        ? "no azurite on the path: npm install --global azurite" : null;
}

/// <summary>A test that parts networks from each other; skipped where that is not allowed.</summary>
public sealed class PartitionFactAttribute : FactAttribute
{
    /// <summary>Says why it is skipped.</summary>
    public PartitionFactAttribute() => Skip = PostgreSqlFactAttribute.Reason
        ?? (!Tool.IsRoot ? "only root may make network namespaces"
            : Tool.Find("ip") is null ? "no ip on the path: install the package iproute2"
            : PartedNetwork.Refusal() is { } refusal ? $"network namespaces cannot be made here: {refusal}"
            : null);
}
