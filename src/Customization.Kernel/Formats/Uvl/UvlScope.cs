namespace Customization.Kernel.Formats.Uvl;

/// <summary>Where names are looked up: the file, a model imported into it, or one instance of a feature.</summary>
/// <param name="Prefix">What stands before names declared here, with a dot at its end; empty for the first file.
/// </param>
/// <param name="Local">The last part of the prefix: what this scope adds to that around it.</param>
/// <param name="IsInstance">Whether names that are unknown here are looked up in the scope around.</param>
internal sealed record UvlScope(string Prefix, string Local, UvlScope? Outer, bool IsInstance)
{
    /// <summary>The names of the first file.</summary>
    public static readonly UvlScope File = new("", "", null, false);

    /// <summary>The names of an imported model.</summary>
    public UvlScope Import(string alias) => new($"{Prefix}{alias}.", $"{alias}.", this, false);

    /// <summary>The names below one instance of a feature.</summary>
    public UvlScope Instance(string name) => new($"{Prefix}{name}.", $"{name}.", this, true);
}
