using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>The usual analysis of a feature model, as numbers of features.</summary>
/// <param name="Core">In every configuration.</param>
/// <param name="Dead">In none.</param>
/// <param name="FalseOptional">May be left out by their declaration, yet in every configuration that has their parent;
/// below a dead parent that is vacuously all of them, as in the published analyses.</param>
/// <remarks>Source: Benavides, Segura, Ruiz-Cortes 2010, automated analysis of feature models.</remarks>
public readonly record struct FeatureAnalysis(int Core, int Dead, int FalseOptional)
{
    private const int No = 0;
    private const int Yes = 1;

    /// <summary>Analyses a compiled feature model. One pass per feature that has children.</summary>
    public static FeatureAnalysis Of(CompiledModel compiled, FeatureModel features)
    {
        var configurator = Configurator.For(compiled);
        var nothing = Selection.Empty(compiled.Model);
        var roots = features.Features.Where(feature => feature.Declaration == FeatureDeclaration.Root);
        var withRoot = roots.Aggregate(nothing, (selection, root) => selection.With(root.Characteristic, Yes));
        var possible = configurator.PossibleValues(withRoot);
        var core = features.Features.Count(feature => !possible.Contains(feature.Characteristic, No));
        var dead = features.Features.Count(feature => !possible.Contains(feature.Characteristic, Yes));
        var falseOptional = 0;
        foreach (var siblings in features.Features.Where(feature => feature.Parent >= 0).GroupBy(feature => feature.Parent))
        {
            var parent = features.Features[siblings.Key].Characteristic;
            var optional = siblings.Where(feature => FeatureModel.MayBeLeftOut(feature.Declaration));
            if (!possible.Contains(parent, Yes))
            {
                falseOptional += optional.Count();
                continue;
            }

            var withParent = configurator.PossibleValues(withRoot.With(parent, Yes));
            falseOptional += optional.Count(feature => !withParent.Contains(feature.Characteristic, No));
        }

        return new FeatureAnalysis(core, dead, falseOptional);
    }
}
