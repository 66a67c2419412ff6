using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Catalog.Pricing.Arms;

/// <summary>Which customer gets which of the compared policies of a product, and the prices of each.</summary>
/// <remarks>Chance has no part in it: the policy follows from product and customer alone, so every process says the
/// same at any time, as long as the author leaves codes, order and shares alone. Immutable.</remarks>
internal sealed class PolicyArms
{
    /// <summary>Fewest policies that can be compared.</summary>
    public const int CountMin = 2;

    /// <summary>Most policies that can be compared.</summary>
    public const int CountMax = 8;

    /// <summary>All customers, in percent.</summary>
    public const int Whole = 100;

    private readonly string _product;
    private readonly ImmutableArray<PolicyArm> _arms;
    private readonly ImmutableArray<ImmutableArray<PriceTable>> _tables;

    /// <summary>Prepares the tables. O(policies x lists x lines x values).</summary>
    public PolicyArms(ProductDefinition definition, ImmutableArray<CostElement> elements)
    {
        (_product, _arms) = (definition.Code, definition.Pricing.Arms);
        _tables =
        [
            .. _arms.Select(arm => definition.Pricing.Lists
                .Select(list => new PriceTable(definition, list, elements, arm)).ToImmutableArray()),
        ];
    }

    /// <summary>The prices of a list for a customer; the list's own where nothing is compared or nobody asks.</summary>
    public PriceTable TableFor(PriceTable table, string customer) => _arms.IsEmpty || customer.Length == 0
        ? table
        : _tables[IndexOf(_arms, _product, customer)][table.List.Index];

    /// <summary>The prices of a list under a policy; null where there is no such policy.</summary>
    public PriceTable? TableOf(PriceTable table, string arm)
    {
        for (var i = 0; i < _arms.Length; i++)
        {
            if (string.Equals(_arms[i].Code, arm, StringComparison.Ordinal))
            {
                return _tables[i][table.List.Index];
            }
        }

        return null;
    }

    /// <summary>The position of the policy that a customer gets: the first 64 bits of SHA-256 over product and customer
    /// cut the customers into 100 parts, equal to within 2^-57.</summary>
    public static int IndexOf(ImmutableArray<PolicyArm> arms, string product, string customer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{product}\n{customer}"), hash);
        var place = (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Whole);
        var index = 0;
        for (var end = arms[0].Share; place >= end; end += arms[index].Share)
        {
            index++;
        }

        return index;
    }
}
