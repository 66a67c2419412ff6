using System.Buffers.Binary;
using System.Buffers.Text;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Sessions;
using Customization.Fuzzing;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Hostile;

/// <summary>Configuration codes that anybody can make: with the right checksum over wrong bytes, too.</summary>
public class CodeFuzzTests
{
    private const int Cases = 20_000;
    private const int ChecksumLength = 4;

    private static readonly PublishedProduct[] Products = [TestProducts.Shoe, TestProducts.NextShoe, TestProducts.Lamp];
    private static readonly string[] Codes = [.. Products.SelectMany(CodesOf)];

    [Fact]
    public void Mutated_codes_are_read_or_refused() =>
        Fuzz.Run("codes", Cases, random => random.Next(4) == 0 ? Text(random) : Bytes(random), code =>
        {
            var isRead = CodedConfiguration.TryRead(code, Catalog.Instance, out var read, out var rejection);
            Assert.Equal(isRead, rejection is null);
            if (isRead)
            {
                var written = read!.Write();
                Assert.True(CodedConfiguration.TryRead(written, Catalog.Instance, out var again, out _));
                Assert.Equal(written, again.Write());
            }
        });

    [Fact]
    public void The_checksum_is_the_one_that_codes_have()
    {
        var bytes = Base64Url.DecodeFromChars(Codes[0]);
        Assert.Equal(Codes[0], Signed(bytes[..^ChecksumLength]));
    }

    private static string Text(Random random) =>
        Mutation.Of(Codes[random.Next(Codes.Length)], ["-", "_", "=", "A", "AAAA", "__8", "é"], Codes, random);

    private static string Bytes(Random random)
    {
        var bytes = Base64Url.DecodeFromChars(Codes[random.Next(Codes.Length)])[..^ChecksumLength].ToList();
        for (var steps = random.Next(1, 6); steps > 0 && bytes.Count > 0; steps--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xFF, random.Next(1, 12)));
                    break;
                default:
                    bytes.AddRange(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (byte)random.Next(256)));
                    break;
            }
        }

        return Signed([.. bytes]);
    }

    /// <summary>With the checksum that makes it look like ours: CRC-32, bit by bit.</summary>
    private static string Signed(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        var signed = new byte[bytes.Length + ChecksumLength];
        bytes.CopyTo(signed);
        BinaryPrimitives.WriteUInt32BigEndian(signed.AsSpan(bytes.Length), ~crc);
        return Base64Url.EncodeToString(signed);
    }

    private static IEnumerable<string> CodesOf(PublishedProduct product)
    {
        foreach (var terms in (SessionTerms[])[SessionTerms.Default, new SessionTerms("club", "express")])
        {
            var parameters = Tests.Products.Definitions.NoAnswers
                .Add("text", new ParameterValue.Text("ADA 1"))
                .Add("length", new ParameterValue.Measurement(248))
                .Add("image", new ParameterValue.Image("blob:1", "image/png", 1_000));
            var none = Selection.Empty(product.Model);
            yield return new CodedConfiguration(product, none, Tests.Products.Definitions.NoAnswers, terms).Write();
            yield return new CodedConfiguration(product, none, parameters, terms).Write();
        }
    }

    private sealed class Catalog : ICatalog
    {
        public static readonly Catalog Instance = new();

        public PublishedProduct? Current(string productCode) =>
            Products.LastOrDefault(product => product.Code == productCode);

        public PublishedProduct? Version(string productCode, int version) =>
            Products.FirstOrDefault(product => product.Code == productCode && product.Version == version);
    }
}
