#if WITH_ORLEANS
using Customization.EndToEnd.Tests.Access;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Kill;
using Customization.EndToEnd.Tests.Protocol;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Orleans;

// The tests of the embedded engine once more, over a silo: what a caller sees is the same.

/// <summary>The shared server with a silo in it.</summary>
public sealed class SharedSilo : SharedServer
{
    /// <summary>Name of the collection of these tests.</summary>
    public new const string Name = "shared silo";

    /// <summary>A silo, as options.</summary>
    public static readonly string[] Silo = ["--runtime", "orleans"];

    /// <inheritdoc/>
    public override string[] Engine => Silo;
}

/// <summary>Binds the fixture to its name.</summary>
[CollectionDefinition(SharedSilo.Name)]
public sealed class SharedSiloCollection : ICollectionFixture<SharedSilo>;

[Collection(SharedSilo.Name)]
public sealed class ShoeOverSiloTests(SharedSilo shared) : ShoeTests(shared);

[Collection(SharedSilo.Name)]
public sealed class PcOverSiloTests(SharedSilo shared) : PcTests(shared);

[Collection(SharedSilo.Name)]
public sealed class GuidanceOverSiloTests(SharedSilo shared) : GuidanceTests(shared);

[Collection(SharedSilo.Name)]
public sealed class EventStreamOverSiloTests(SharedSilo shared) : EventStreamTests(shared);

[Collection(SharedSilo.Name)]
public sealed class IdempotencyOverSiloTests(SharedSilo shared) : IdempotencyTests(shared);

[Collection(SharedSilo.Name)]
public sealed class RefusalOverSiloTests(SharedSilo shared) : RefusalTests(shared);

[Collection(SharedSilo.Name)]
public sealed class VersionOverSiloTests(SharedSilo shared) : VersionTests(shared);

[Collection(SharedSilo.Name)]
public sealed class AuthorizationOverSiloTests(SharedSilo shared) : AuthorizationTests(shared);

public sealed class RealProductOverSiloTests : RealProductTests
{
    /// <inheritdoc/>
    protected override string[] Engine => SharedSilo.Silo;
}

public sealed class ServingOverSiloTests : ServingTests
{
    /// <inheritdoc/>
    protected override string[] Engine => SharedSilo.Silo;

    /// <summary>What it did not tell its own lists yet.</summary>
    protected override bool IsOfTheStop(string line) => line.Contains("shutting down", StringComparison.Ordinal);
}

public sealed class RunKillOverSiloTests : RunKillTests
{
    /// <inheritdoc/>
    protected override string[] Engine => SharedSilo.Silo;
}

public sealed class KillOverSiloTests : KillTests
{
    /// <inheritdoc/>
    protected override string[] Engine => SharedSilo.Silo;

    /// <summary>A silo takes twice the time to start, and the fault tests of the cluster kill more of them.</summary>
    protected override int Kills => 3;
}
#endif
