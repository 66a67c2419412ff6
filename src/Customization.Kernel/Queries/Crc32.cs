namespace Customization.Kernel.Queries;

/// <summary>CRC-32/ISO-HDLC: reflected polynomial 0xEDB88320, all bits set before and inverted after.</summary>
public static class Crc32
{
    private static readonly uint[] Table = CreateTable();

    /// <summary>The checksum; 0xCBF43926 for the nine digits <c>123456789</c>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] CreateTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0xEDB88320;
            }

            table[i] = entry;
        }

        return table;
    }
}
