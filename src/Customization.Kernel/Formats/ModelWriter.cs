using Customization.Kernel.Formats.Dimacs;
using Customization.Kernel.Formats.Uvl;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats;

/// <summary>Writes a model as the text of another format.</summary>
/// <remarks>What is written reads back to a model with the same configurations, under the same names; DIMACS adds
/// variables without a name, which the others determine. What a format cannot say is a diagnostic at the rule or
/// characteristic in question; nothing is left out in silence. Time and memory are linear in the text, which is no
/// longer than <see cref="ReadLimits.CharactersMax"/>. Safe to call from any thread.</remarks>
public static class ModelWriter
{
    /// <summary>Writes a model.</summary>
    /// <param name="features">The tree of features where the model was read with one; otherwise null.</param>
    public static WriteResult Write(
        ProductModel model, FeatureModel? features, ModelFormat format, ReadLimits? limits = null)
    {
        var findings = new Findings(model.Name, limits ?? ReadLimits.Default);
        switch (format)
        {
            case ModelFormat.Uvl:
                return findings.With(new UvlWriter(model, features, findings).Write());
            case ModelFormat.Dimacs:
                return findings.With(DimacsWriter.Write(model, features, findings));
            default:
                findings.Error("CW0001", findings.Span(0, 0), $"a model cannot be written as {format}; expected UVL "
                    + "or DIMACS");
                return findings.With("");
        }
    }
}
