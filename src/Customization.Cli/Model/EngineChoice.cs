namespace Customization.Cli.Model;

/// <summary>What a verb is asked to answer with.</summary>
internal enum EngineChoice
{
    /// <summary>A diagram, or search where the model does not compile within the limits.</summary>
    Auto,

    /// <summary>A diagram or an error.</summary>
    Diagram,

    /// <summary>Search, without trying to compile.</summary>
    Search,
}
