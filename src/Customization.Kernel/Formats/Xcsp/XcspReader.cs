using System.Collections.Immutable;
using System.Xml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads XCSP 2.1: domains, variables, relations, predicates and constraints in XML.</summary>
/// <remarks>One characteristic per variable in the order of the file, its values named by their numbers; one rule per
/// constraint, by its name. A domain whose attribute <c>optional</c> names its value for "not present" makes an
/// optional characteristic, that value first. Source: Roussel, Lecoutre 2009, XML Representation of Constraint
/// Networks, Format XCSP 2.1.</remarks>
internal static class XcspReader
{
    public static ReadResult Read(string text, Findings findings)
    {
        var problem = new XcspProblem(findings);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), settings);
            ReadInstance(reader, problem, findings);
        }
        catch (XmlException exception)
        {
            findings.Error("CX0001", exception.LineNumber, exception.LinePosition, Explain(exception));
        }

        return findings.HasErrors ? findings.WithoutModel() : findings.With(problem.Build());
    }

    private static void ReadInstance(XmlReader reader, XcspProblem problem, Findings findings)
    {
        reader.MoveToContent();
        var position = (IXmlLineInfo)reader;
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "instance")
        {
            findings.Error("CX0002", position.LineNumber, position.LinePosition,
                $"expected the element <instance>, found <{Findings.Quote(reader.LocalName)}>");
            return;
        }

        while (!findings.IsFull && reader.Read())
        {
            // Sections only group what is inside; their counts (nbDomains and so on) say nothing new.
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is not
                ("domains" or "variables" or "relations" or "predicates" or "constraints"))
            {
                if (XcspNode.Read(reader, findings) is not { } node)
                {
                    return;
                }

                problem.Add(node);
            }
        }
    }

    /// <summary>The XML reader's own words without the position at their end, which the diagnostic has anyway.</summary>
    private static string Explain(XmlException exception)
    {
        var position = exception.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return "not well-formed XML: " + (position > 0 ? exception.Message[..position] : exception.Message);
    }
}
