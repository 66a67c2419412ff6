using System.Globalization;
using System.Text;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Pictures;

/// <summary>A picture for products that nobody drew: a dot for each question, arranged like the seeds of a sunflower.
/// Its colour is that of the value taken, and what the customer chose is large.</summary>
/// <remarks>Source of the arrangement: Vogel 1979, A better way to construct the sunflower head.</remarks>
internal static class GenericPicture
{
    private const int Middle = 200;
    private const int Radius = 180;

    /// <summary>Turn from one seed to the next, radians: a full turn divided by the golden ratio squared.</summary>
    private const double GoldenAngle = 2.399963229728653;

    private static readonly string[] Colours = ["#2a9d8f", "#e9a23b", "#d9654b", "#4a7bd0", "#8d5fc4", "#6f9e3f"];

    /// <summary>The picture of a full configuration. O(characteristics).</summary>
    public static Picture Of(ProductModel model, ReadOnlySpan<int> choices, ReadOnlySpan<int> configuration)
    {
        var count = model.Characteristics.Length;
        var paths = new StringBuilder[2 * Colours.Length];
        for (var c = 0; c < count; c++)
        {
            // Questions with one answer are part of every configuration and tell nothing apart.
            var isOpen = model.Characteristics[c].Values.Length > 1;
            var colour = configuration[c] % Colours.Length;
            var group = isOpen && choices[c] >= 0 ? Colours.Length + colour : colour;
            var distance = Radius * Math.Sqrt((c + 0.5) / count);
            var (sine, cosine) = Math.SinCos(c * GoldenAngle);
            (paths[group] ??= new StringBuilder()).Append(
                CultureInfo.InvariantCulture, $"M{Middle + (distance * cosine):F0} {Middle + (distance * sine):F0}h0");
        }

        // The dots of n seeds fill the circle where their radius is about R / sqrt(n).
        var size = Math.Min(60, 1.7 * Radius / Math.Sqrt(Math.Max(1, count)));
        return new Picture(
            string.Create(CultureInfo.InvariantCulture, $"0 0 {2 * Middle} {2 * Middle}"),
            [
                .. from i in Enumerable.Range(0, paths.Length)
                   where paths[i] is not null
                   select new PictureLayer(
                       string.Create(CultureInfo.InvariantCulture, $"dots-{i}"),
                       Dots(paths[i].ToString(), Colours[i % Colours.Length], i < Colours.Length, size)),
            ]);
    }

    private static string Dots(string path, string colour, bool isQuiet, double size) => string.Create(
        CultureInfo.InvariantCulture,
        $"<path d=\"{path}\" stroke=\"{colour}\" stroke-linecap=\"round\" "
        + $"stroke-width=\"{(isQuiet ? 0.55 * size : size):F1}\" stroke-opacity=\"{(isQuiet ? 0.55 : 1)}\"/>");
}
