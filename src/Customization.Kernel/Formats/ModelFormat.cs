namespace Customization.Kernel.Formats;

/// <summary>How the text of a model is written.</summary>
public enum ModelFormat
{
    /// <summary>Told by the name of the file, otherwise by its first characters.</summary>
    Auto,

    /// <summary>A product definition; read on the floor above, which knows YAML.</summary>
    Yaml,

    /// <summary>XCSP 2.1: constraint satisfaction problems in XML.</summary>
    Xcsp,

    /// <summary>Universal Variability Language: feature models.</summary>
    Uvl,

    /// <summary>DIMACS CNF: numbered Boolean variables and clauses.</summary>
    Dimacs,
}
