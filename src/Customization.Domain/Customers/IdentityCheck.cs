namespace Customization.Domain.Customers;

/// <summary>Whether an identity can be kept: lengths, no control characters, the shape of mail address and country.
/// </summary>
/// <remarks>No address is looked up: only a letter that arrives proves it.</remarks>
internal static class IdentityCheck
{
    /// <summary>What is wrong first, or null.</summary>
    public static CustomerRejection? FirstIssue(CustomerIdentity identity)
    {
        if (string.IsNullOrWhiteSpace(identity.Name))
        {
            return new CustomerRejection.IdentityInvalid("name", "is empty");
        }

        foreach (var (field, text) in Fields(identity))
        {
            if (text.Length > CustomerLimits.TextLengthMax)
            {
                return new CustomerRejection.IdentityInvalid(field, "is too long");
            }

            if (text.Any(char.IsControl))
            {
                return new CustomerRejection.IdentityInvalid(field, "has control characters");
            }
        }

        return identity.Email.Length > 0 && !IsMail(identity.Email)
                ? new CustomerRejection.IdentityInvalid("email", "is no mail address")
            : identity.Address is { } address && !IsCountry(address.Country)
                ? new CustomerRejection.IdentityInvalid("address.country", "is no country code of two capital letters")
            : null;
    }

    private static IEnumerable<(string Field, string Text)> Fields(CustomerIdentity identity)
    {
        yield return ("name", identity.Name);
        yield return ("email", identity.Email);
        yield return ("phone", identity.Phone);
        yield return ("language", identity.Language);
        if (identity.Address is { } address)
        {
            yield return ("address.street", address.Street);
            yield return ("address.city", address.City);
            yield return ("address.postalCode", address.PostalCode);
            yield return ("address.country", address.Country);
            yield return ("address.region", address.Region);
        }
    }

    private static bool IsMail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }

    private static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);
}
