using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog;

/// <summary>How far a publication is; the last step is <see cref="Refused"/>, <see cref="Published"/> or
/// <see cref="Rejected"/>.</summary>
public abstract record PublicationStep
{
    private PublicationStep()
    {
    }

    /// <summary>The definition is well formed; its rules are being compiled.</summary>
    /// <param name="Done">Share of the work that is done, 0 to 1; it never falls.</param>
    public sealed record Compiling(double Done) : PublicationStep;

    /// <summary>The definition is in error: nothing was published.</summary>
    public sealed record Refused(ImmutableArray<Diagnostic> Diagnostics) : PublicationStep;

    /// <summary>The product model entity said no, e.g. because the product is retired.</summary>
    public sealed record Rejected(Rejection Rejection) : PublicationStep;

    /// <summary>Durable and current; of a rule set: the latest.</summary>
    /// <param name="Warnings">What the author may want to mend.</param>
    public sealed record Published(string Code, int Version, ImmutableArray<Diagnostic> Warnings) : PublicationStep;
}
