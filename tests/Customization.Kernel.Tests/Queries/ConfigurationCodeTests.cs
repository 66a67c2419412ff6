using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

public sealed class ConfigurationCodeTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void The_format_does_not_change_unnoticed()
    {
        var model = ModelOf(3, 2, 5, 2);

        var dense = ConfigurationCode.Write("shoe", 7, model, Selection.From([2, -1, 0, 1]), "hi"u8);
        var sparse = ConfigurationCode.Write(
            "lamp", 300, ModelOf([.. Enumerable.Repeat(2, 400)]), Selection.From(Only(400, (200, 1))));

        Assert.Equal("EARzaG9lBwGfaGlG5E9N", dense);
        Assert.Equal("EQRsYW1wrAICkQOnSHx_", sparse);
    }

    [Fact]
    public void What_was_written_is_read_again_on_random_models()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var model = RandomModel(random);
            var selection = RandomSelection(model, random, random.NextDouble());
            var extra = new byte[random.Next(3) * random.Next(40)];
            random.NextBytes(extra);
            var version = random.Next(0, int.MaxValue);

            var text = ConfigurationCode.Write("p-" + seed, version, model, selection, extra);

            Assert.True(ConfigurationCode.TryRead(text, out var code, out var error), $"seed {seed}: {error}");
            Assert.True(code.TryReadSelection(model, out var read, out error), $"seed {seed}: {error}");
            Assert.Equal(("p-" + seed, version), (code.Product, code.Version));
            Assert.True(selection.Equals(read), $"seed {seed}");
            Assert.Equal(extra, code.Extra.ToArray());
            Assert.All(text, letter => Assert.Contains(letter, Alphabet));
        }
    }

    [Fact]
    public void Every_change_of_one_character_is_detected()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var text = RandomCode(new Random(seed));
            for (var at = 0; at < text.Length; at++)
            {
                foreach (var other in Alphabet + "=+/ .é\n")
                {
                    if (other != text[at])
                    {
                        var damaged = text[..at] + other + text[(at + 1)..];
                        Assert.False(ConfigurationCode.TryRead(damaged, out _, out _), $"seed {seed}: {damaged}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_missing_doubled_or_exchanged_character_is_detected()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var text = RandomCode(new Random(seed));
            for (var at = 0; at < text.Length; at++)
            {
                Refused(text[..at], seed);
                Refused(text.Remove(at, 1), seed);
                Refused(text.Insert(at, text[at].ToString()), seed);
                if (at > 0 && text[at] != text[at - 1])
                {
                    Refused(text[..(at - 1)] + text[at] + text[at - 1] + text[(at + 1)..], seed);
                }
            }
        }

        static void Refused(string damaged, int seed) =>
            Assert.False(ConfigurationCode.TryRead(damaged, out _, out _), $"seed {seed}: {damaged}");
    }

    [Fact]
    public void Arbitrary_text_is_refused_and_never_throws()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var letters = new char[random.Next(60)];
            for (var c = 0; c < letters.Length; c++)
            {
                letters[c] = random.Next(50) == 0 ? (char)random.Next(0x10000) : Alphabet[random.Next(64)];
            }

            Assert.False(ConfigurationCode.TryRead(new string(letters), out _, out var error));
            Assert.NotEqual(CodeError.None, error);
        }
    }

    [Fact]
    public void Arbitrary_bytes_under_a_right_checksum_never_throw()
    {
        var random = new Random(5);
        var model = RandomModel(random);
        for (var i = 0; i < 50_000; i++)
        {
            model = i % 100 == 0 ? RandomModel(random) : model;
            var bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            bytes[0] = (byte)(0x10 | random.Next(3));
            if (bytes.Length > 3 && random.Next(4) != 0)
            {
                bytes[1] = 1;
                bytes[2] = (byte)'p';
            }

            if (ConfigurationCode.TryRead(Sealed(bytes), out var code, out _))
            {
                var fits = code.TryReadSelection(model, out var selection, out var error);
                Assert.Equal(fits, error == CodeError.None);
                Assert.Equal(fits, selection is not null);
                Assert.All(selection?.Choices ?? [], choice => Assert.InRange(
                    choice.Value, 0, model.Characteristics[choice.Characteristic.Value].Values.Length - 1));
            }
        }
    }

    [Theory]
    [InlineData("", CodeError.NotACode)]
    [InlineData("shoe", CodeError.NotACode)]
    [InlineData("EARzaG9lBwGfaGlG5E9N==", CodeError.NotACode)]
    [InlineData(" EARzaG9lBwGfaGlG5E9N", CodeError.NotACode)]
    [InlineData("IARzaG9lBwGfaGlG5E9N", CodeError.OtherFormat)]
    [InlineData("EARzaG9lBwGfaGlG5E9O", CodeError.WrongChecksum)]
    public void Says_why_a_text_is_no_code(string text, CodeError expected)
    {
        Assert.False(ConfigurationCode.TryRead(text, out var code, out var error));
        Assert.Null(code);
        Assert.Equal(expected, error);
    }

    [Fact]
    public void A_longer_text_than_any_code_is_not_looked_at()
    {
        Assert.False(ConfigurationCode.TryRead(
            new string('A', ConfigurationCode.TextLengthMax + 1), out _, out var error));
        Assert.Equal(CodeError.TooLong, error);
    }

    [Fact]
    public void Choices_that_the_model_does_not_have_are_refused()
    {
        var text = ConfigurationCode.Write("p", 1, ModelOf(9, 9, 9), Selection.From([8, 8, 8]));

        Assert.True(ConfigurationCode.TryRead(text, out var code, out _));
        Assert.False(code.TryReadSelection(ModelOf(2, 2), out _, out var error));
        Assert.Equal(CodeError.OtherModel, error);
    }

    [Fact]
    public void A_wide_model_with_few_choices_has_a_short_code()
    {
        var model = ModelOf([.. Enumerable.Repeat(2, 6_000)]);
        var selection = Selection.From(Only(6_000, (5, 1), (17, 0), (1_200, 1), (3_000, 1), (5_999, 0)));

        var text = ConfigurationCode.Write("kernel", 12, model, selection);

        Assert.InRange(text.Length, 1, 34);
    }

    [Fact]
    public void A_full_selection_takes_little_more_than_its_information()
    {
        var random = new Random(1);
        var model = ModelOf([.. Enumerable.Range(0, 148).Select(_ => random.Next(2, 8))]);
        var bits = model.Characteristics.Sum(characteristic => Math.Log2(characteristic.Values.Length + 1));

        var text = ConfigurationCode.Write("car", 1, model, RandomSelection(model, random, 1));

        Assert.InRange(text.Length, bits / 6, (bits / 6) + 18);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("with blank", 1)]
    [InlineData("schön", 1)]
    [InlineData("p", -1)]
    public void Only_plain_product_codes_and_versions_are_written(string product, int version) =>
        Assert.Throws<ArgumentException>(
            () => ConfigurationCode.Write(product, version, ModelOf(2), Selection.From([0])));

    [Fact]
    public void The_checksum_is_the_common_one() =>
        Assert.Equal(0xCBF43926, Crc32.Of(Encoding.ASCII.GetBytes("123456789")));

    private static string Sealed(byte[] bytes)
    {
        var crc = Crc32.Of(bytes);
        byte[] all = [.. bytes, (byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
        return System.Buffers.Text.Base64Url.EncodeToString(all);
    }

    private static string RandomCode(Random random)
    {
        var model = RandomModel(random);
        var extra = new byte[random.Next(12)];
        random.NextBytes(extra);
        return ConfigurationCode.Write(
            "shoe", random.Next(1000), model, RandomSelection(model, random, random.NextDouble()), extra);
    }

    private static ProductModel RandomModel(Random random) =>
        ModelOf([.. Enumerable.Range(0, random.Next(1, 60)).Select(
            _ => random.Next(200) == 0 ? random.Next(1, 1_000) : random.Next(1, 8))]);

    private static Selection RandomSelection(ProductModel model, Random random, double share) =>
        Selection.From([.. model.Characteristics.Select(characteristic =>
            random.NextDouble() < share ? random.Next(characteristic.Values.Length) : -1)]);

    private static int[] Only(int length, params (int Characteristic, int Value)[] choices)
    {
        var values = new int[length];
        Array.Fill(values, -1);
        foreach (var (characteristic, value) in choices)
        {
            values[characteristic] = value;
        }

        return values;
    }

    private static ProductModel ModelOf(params int[] valueCounts) => new(
        "test",
        [.. valueCounts.Select((count, i) => new Characteristic(
            $"c{i}", CharacteristicKind.SingleChoice,
            [.. Enumerable.Range(0, count).Select(v => CharacteristicValue.Named($"v{v}"))], SourceSpan.None))],
        ImmutableArray<Rule>.Empty);
}
