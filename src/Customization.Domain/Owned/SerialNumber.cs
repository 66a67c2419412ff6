using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Customization.Domain.Owned;

/// <summary>The number on the label of a thing: the same order always gives the same ones.</summary>
/// <remarks>Sixteen characters of an alphabet without I, L, O and U (80 bits of SHA-256 of the order's id, so that a
/// number tells nothing about others), then which piece of the order it is.</remarks>
public static class SerialNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 16;

    /// <summary>The number of a piece of an order, counted from 1.</summary>
    public static string Of(string orderId, int piece)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"serial\n{orderId}"));
        var text = new StringBuilder(Characters + 6);
        for (var i = 0; i < Characters; i++)
        {
            // Five bits a character: 16 characters out of ten bytes.
            var bit = i * 5;
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            text.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
            if (i % 4 == 3)
            {
                text.Append('-');
            }
        }

        return text.Append(piece.ToString("00", CultureInfo.InvariantCulture)).ToString();
    }
}
