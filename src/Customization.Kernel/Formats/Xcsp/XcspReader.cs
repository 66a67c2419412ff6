using System.Collections.Immutable;
using System.Xml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads XCSP 2.1: domains, variables, relations, predicates and constraints in XML.</summary>
/// <remarks>One characteristic per variable in the order of the file, its values named by their numbers; one rule per
/// constraint, by its name. A domain whose attribute <c>optional</c> names its value for "not present" makes an
/// optional characteristic, that value first. Source: Roussel, Lecoutre 2009, XML Representation of Constraint
/// Networks, Format XCSP 2.1. A file that says <c>format="XCSP3"</c> is read by <see cref="Xcsp3Problem"/>.</remarks>
internal static class XcspReader
{
    public static ReadResult Read(string text, Findings findings)
    {
        ProductModel? model = null;
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
            model = ReadInstance(reader, findings);
        }
        catch (XmlException exception)
        {
            ReportMalformed(text, exception, findings);
        }

        return findings.HasErrors || model is null ? findings.WithoutModel() : findings.With(model);
    }

    private static ProductModel? ReadInstance(XmlReader reader, Findings findings)
    {
        reader.MoveToContent();
        var position = (IXmlLineInfo)reader;
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "instance")
        {
            findings.Error("CX0002", position.LineNumber, position.LinePosition,
                $"expected the element <instance>, found <{Findings.Quote(reader.LocalName)}>");
            return null;
        }

        var isNew = reader.GetAttribute("format")?.StartsWith("XCSP3", StringComparison.OrdinalIgnoreCase) ?? false;
        return isNew ? ReadNew(reader, findings) : ReadOld(reader, findings);
    }

    private static ProductModel? ReadOld(XmlReader reader, Findings findings)
    {
        var problem = new XcspProblem(findings);
        while (!findings.IsFull && reader.Read())
        {
            // Sections only group what is inside; their counts (nbDomains and so on) say nothing new.
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is not
                ("domains" or "variables" or "relations" or "predicates" or "constraints"))
            {
                if (XcspNode.Read(reader, findings) is not { } node)
                {
                    return null;
                }

                problem.Add(node);
            }
        }

        return findings.HasErrors ? null : problem.Build();
    }

    private static ProductModel? ReadNew(XmlReader reader, Findings findings)
    {
        var problem = new Xcsp3Problem(findings);
        while (!findings.IsFull && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is not
                ("variables" or "constraints" or "block"))
            {
                var isInside = reader.Depth > 1;
                if (XcspNode.Read(reader, findings) is not { } node)
                {
                    return null;
                }

                problem.Add(node, isInside);
            }
        }

        return findings.HasErrors ? null : problem.Build();
    }

    /// <summary>The XML reader's own words without the position at their end, which the diagnostic has anyway. It has
    /// none for document type definitions, which are refused because they can include files and explode.</summary>
    private static void ReportMalformed(string text, XmlException exception, Findings findings)
    {
        var definition = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        if (exception.LineNumber == 0 && definition >= 0)
        {
            var span = new XcspText(text, findings.Span(1, 1)).At(definition);
            findings.Error("CX0001", span, "a document type definition is not accepted");
            return;
        }

        var position = exception.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        var message = position > 0 ? exception.Message[..position] : exception.Message;
        findings.Error("CX0001", Math.Max(exception.LineNumber, 1), Math.Max(exception.LinePosition, 1),
            "not well-formed XML: " + message);
    }
}
