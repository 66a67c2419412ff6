using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Demand;

/// <summary>One sale as Demand hears of it: what was sold and when, not to whom.</summary>
/// <param name="Key">Names the sale, so that it counts once; a hash from which no order can be read.</param>
/// <param name="Configuration">Configuration code of everything that was chosen or followed, without parameters.
/// </param>
public sealed record Sale(string Key, string Configuration, DateOnly Day)
{
    private const int KeyBytes = 9;

    /// <summary>The key of the sale that an order is.</summary>
    public static string KeyOf(string orderId) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(orderId)).AsSpan(0, KeyBytes));
}
