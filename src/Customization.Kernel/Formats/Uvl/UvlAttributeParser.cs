using System.Globalization;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads <c>{abstract, price 5.20, size {width 3}, tags ['a', 'b'], constraint A =&gt; B}</c>.</summary>
internal sealed class UvlAttributeParser(UvlCursor cursor, UvlDocument document)
{
    private UvlScope _scope = UvlScope.File;

    private Findings Findings => cursor.Findings;

    /// <summary>False with the error reported; the rest of the line is then to be left out.</summary>
    public bool Read(UvlFeature feature, UvlScope scope)
    {
        _scope = scope;
        return ReadList(feature, "", 0);
    }

    private bool ReadList(UvlFeature feature, string prefix, int depth)
    {
        cursor.TakeSymbol("{");
        if (cursor.TakeSymbol("}"))
        {
            return true;
        }

        do
        {
            if (!ReadAttribute(feature, prefix, depth))
            {
                return false;
            }
        }
        while (cursor.TakeSymbol(","));
        return Expect("}");
    }

    private bool ReadAttribute(UvlFeature feature, string prefix, int depth)
    {
        if (!cursor.IsName)
        {
            cursor.Expected("the name of an attribute");
            return false;
        }

        var span = cursor.Span;
        if (cursor.TakeWord("constraint"))
        {
            return LocateConstraint();
        }

        if (cursor.TakeWord("constraints"))
        {
            return LocateConstraints();
        }

        var name = prefix + cursor.ReadName();
        if (cursor.IsSymbol("{"))
        {
            if (depth >= Findings.Limits.NestingMax)
            {
                Findings.Error("CU0010", span, $"attributes are nested more than {Findings.Limits.NestingMax} deep");
                return false;
            }

            return ReadList(feature, name + ".", depth + 1);
        }

        var start = cursor.At;
        if (ReadValue() is not { } value)
        {
            return false;
        }

        value = value with
        {
            Raw = cursor.TokensBetween(start, cursor.At),
            Texts = cursor.TextsBetween(start, cursor.At),
        };

        if (name == "abstract")
        {
            feature.IsAbstract = value.Text != "false";
        }
        else if (!feature.Attributes.TryAdd(name, value))
        {
            Findings.Warning("CU0015", span, $"attribute '{Findings.Quote(name)}' is given twice; the first counts");
        }

        return true;
    }

    /// <summary>A number, text, truth or list, or nothing, which is true. Null with the error reported.</summary>
    private UvlValue? ReadValue()
    {
        if (cursor.IsSymbol(",") || cursor.IsSymbol("}"))
        {
            return new UvlValue(null, null, "", []);
        }

        if (cursor.IsSymbol("["))
        {
            return SkipBrackets() ? new UvlValue(null, null, "", []) : null;
        }

        var text = cursor.TextOf(cursor.Current);
        switch (cursor.Kind)
        {
            case UvlTokenKind.Text or UvlTokenKind.QuotedName:
                cursor.Next();
                return new UvlValue(null, text[1..^1].ToString(), "", []);
            case UvlTokenKind.Name when text is "true" or "false":
                cursor.Next();
                return new UvlValue(null, text is "false" ? "false" : null, "", []);
        }

        var negative = cursor.TakeSymbol("-");
        if (ReadNumber(cursor) is not { } number)
        {
            return null;
        }

        return new UvlValue(negative ? -number : number, null, "", []);
    }

    /// <summary>A number of up to 18 digits, without trailing zeros; null with the error reported.</summary>
    public static decimal? ReadNumber(UvlCursor cursor)
    {
        const int DigitsMax = 18;
        if (cursor.Kind != UvlTokenKind.Number)
        {
            cursor.Expected("a value: a number, a text in quotes, true, false, a list or attributes");
            return null;
        }

        var text = cursor.TextOf(cursor.Current);
        if (text.Length > DigitsMax + 1
            || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            cursor.Findings.Error("CU0016", cursor.Span, $"expected a number of at most {DigitsMax} digits");
            cursor.Next();
            return null;
        }

        cursor.Next();
        return number / 1.0000000000000000000000000000m;
    }

    private bool LocateConstraint()
    {
        document.Constraints.Add(new UvlConstraint(cursor, cursor.At, _scope));
        return SkipConstraint();
    }

    private bool LocateConstraints()
    {
        if (!Expect("["))
        {
            return false;
        }

        if (cursor.TakeSymbol("]"))
        {
            return true;
        }

        do
        {
            if (!LocateConstraint())
            {
                return false;
            }
        }
        while (cursor.TakeSymbol(","));
        return Expect("]");
    }

    /// <summary>Steps to the comma or bracket that ends the constraint; commas in its own brackets do not.</summary>
    private bool SkipConstraint()
    {
        for (var depth = 0; cursor.Kind is not (UvlTokenKind.LineEnd or UvlTokenKind.End); cursor.Next())
        {
            if (depth == 0 && (cursor.IsSymbol(",") || cursor.IsSymbol("}") || cursor.IsSymbol("]")))
            {
                return true;
            }

            depth += cursor.IsSymbol("(") ? 1 : cursor.IsSymbol(")") ? -1 : 0;
        }

        return Expect("}");
    }

    private bool SkipBrackets()
    {
        var depth = 0;
        do
        {
            depth += cursor.IsSymbol("[") || cursor.IsSymbol("{") ? 1
                : cursor.IsSymbol("]") || cursor.IsSymbol("}") ? -1 : 0;
            cursor.Next();
        }
        while (depth > 0 && cursor.Kind is not (UvlTokenKind.LineEnd or UvlTokenKind.End));
        return depth == 0 || Expect("]");
    }

    private bool Expect(string symbol)
    {
        if (!cursor.TakeSymbol(symbol))
        {
            cursor.Expected($"'{symbol}'");
            return false;
        }

        return true;
    }
}
