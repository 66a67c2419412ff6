using System.Text;
using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Dimacs;

/// <summary>Writes a model as DIMACS CNF with as many models as it has configurations.</summary>
/// <remarks>A yes/no characteristic is a variable of its name, any other one variable per value, named
/// <c>characteristic = value</c>; variables without a name are auxiliary and determined by the others.</remarks>
internal static class DimacsWriter
{
    public static string Write(ProductModel model, FeatureModel? features, Findings findings)
    {
        var diagnostics = new List<Diagnostic>();
        if (NetworkBuilder.Build(model, diagnostics) is not { } network)
        {
            diagnostics.ForEach(found => findings.Error(found.Code, found.Span, found.Message));
            return "";
        }

        var body = new StringBuilder();
        var encoding = new DimacsEncoding(network, variable => IsSingle(network, variable), body,
            findings.Limits.CharactersMax);
        encoding.WriteAll();
        if (!encoding.Fits)
        {
            findings.Error("CW0005", findings.Span(0, 0),
                $"the text would have more than {findings.Limits.CharactersMax} characters");
            return "";
        }

        Warn(model, features, findings);
        var text = new StringBuilder(body.Length);
        WriteNames(model, network, encoding, text, findings);
        return text.Append($"p cnf {encoding.Variables} {encoding.Clauses}\n").Append(body).ToString();
    }

    private static bool IsSingle(ConstraintNetwork network, int variable) => network.DomainSize(variable) == 2
        && (variable >= network.VisibleCount
            || network.Model.Characteristics[variable].Kind == CharacteristicKind.Boolean);

    private static void WriteNames(
        ProductModel model, ConstraintNetwork network, DimacsEncoding encoding, StringBuilder text, Findings findings)
    {
        for (var i = 0; i < model.Characteristics.Length; i++)
        {
            var characteristic = model.Characteristics[i];
            if (IsSingle(network, i))
            {
                WriteName(encoding.Literal(i, 1), characteristic.Name);
                continue;
            }

            for (var value = 0; value < characteristic.Values.Length; value++)
            {
                WriteName(encoding.Literal(i, value), $"{characteristic.Name} = {characteristic.Values[value].Name}");
            }

            void WriteName(int variable, string name)
            {
                text.Append($"c {variable} {name}\n");
                if (name.Trim() != name || name.Length == 0 || name.AsSpan().IndexOfAny('\r', '\n') >= 0)
                {
                    findings.Error("CW0002", characteristic.Span, $"the name '{Findings.Quote(name)}' cannot be "
                        + "written: it is empty, begins or ends with a blank, or has a line break");
                }
            }
        }
    }

    private static void Warn(ProductModel model, FeatureModel? features, Findings findings)
    {
        foreach (var preference in model.Preferences)
        {
            findings.Warning("CW0006", preference.Span, "preferences have no form in DIMACS; "
                + $"'{Findings.Quote(preference.Name)}' is left out");
        }

        var lost = features is { TreeRules: > 0 } ? "the tree of features and " : "";
        if (lost.Length > 0 || model.Characteristics.Any(c => c.Values.Any(value => !value.Attributes.IsEmpty)))
        {
            findings.Warning("CW0007", findings.Span(0, 0), $"{lost}attributes have no form in DIMACS; what they mean "
                + "for configurations stays");
        }
    }
}
