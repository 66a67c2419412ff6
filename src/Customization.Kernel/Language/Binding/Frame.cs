using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>The instance that a condition or number is about while it is bound, and which neighbours it spoke of.
/// </summary>
/// <remarks>A condition that names <c>next</c> is about instances that have a next one. For an instance that has none
/// in any configuration the name stands for the instance itself, so that the text is checked all the same, and
/// <see cref="IsBeyond"/> says that the result means nothing.</remarks>
internal sealed class Frame
{
    private readonly Part _part;

    /// <summary>Starts with no neighbour named.</summary>
    public Frame(Part part, PartInstance instance)
    {
        _part = part;
        Instance = instance;
        Needed = instance;
    }

    /// <summary>The instance.</summary>
    public PartInstance Instance { get; }

    /// <summary>The instance behind this one, or null for the last that there may be.</summary>
    public PartInstance? Next => Instance.Position < _part.Instances.Length ? _part.Instances[Instance.Position] : null;

    /// <summary>A neighbour was named that exists in no configuration.</summary>
    public bool IsBeyond { get; private set; }

    /// <summary>The instance whose existence the result is about: of those named, the one that fills last.</summary>
    public PartInstance Needed { get; private set; }

    /// <summary>The neighbour that a word names, or null where it is no such word.</summary>
    public PartInstance? Neighbour(string word)
    {
        switch (word)
        {
            case "next":
                IsBeyond |= Next is null;
                Needed = Next ?? Needed;
                return Next ?? Instance;
            case "previous":
                IsBeyond |= Instance.Position == 1;
                return Instance.Position > 1 ? _part.Instances[Instance.Position - 2] : Instance;
            default:
                return null;
        }
    }

    /// <summary>That there is no next instance.</summary>
    public Formula IsLast => Next is null ? new Formula.Constant(true)
        : Next.Exists is Formula.Constant ? new Formula.Constant(false)
        : new Formula.Not(Next.Exists);
}
