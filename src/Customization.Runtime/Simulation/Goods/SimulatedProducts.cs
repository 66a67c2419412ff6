using System.Collections.Immutable;
using System.Globalization;

namespace Customization.Runtime.Simulation.Goods;

/// <summary>The products of the simulated worlds: a cap in three definitions, a kit that is only packed parts, in some
/// a lamp that its owner sets, in others tiles that ship in lots, in others a scarf that is chosen unasked as its
/// customer likes it.</summary>
internal static class SimulatedProducts
{
    /// <summary>What authors publish, roll back to and withdraw, by product.</summary>
    public static readonly ImmutableArray<SimulatedProduct> Caps = [Cap(0), Cap(1), Cap(2)];

    /// <summary>A product without any operation.</summary>
    public static readonly SimulatedProduct Kit = new(
        "kit", KitText, 900,
        [
            new Question("bag", [("small", 0), ("large", 150)]),
            new Question("strap", [("none", 0), ("short", 50), ("long", 80)]),
        ],
        values => values[0] == "large" || values[1] != "long");

    /// <summary>What its owner can set, and it learns.</summary>
    public static readonly SimulatedProduct Lamp = new(
        "lamp", LampText, 1500,
        [
            new Question("dimmer", [("none", 0), ("wheel", 200), ("touch", 500)]),
            new Question("count", [("one", 0), ("two", 1400)]),
        ],
        values => values[0] != "none" || values[1] != "two");

    /// <summary>What ships in lots.</summary>
    public static readonly SimulatedProduct Tiles = new(
        "tiles", TilesText, 800,
        [
            new Question("glaze", [("matt", 0), ("shiny", 40)]),
            new Question("tile.count", [("1", 150), ("2", 300), ("3", 450), ("4", 600), ("5", 750)]),
        ],
        values => values[0] != "shiny" || values[1] != "1");

    /// <summary>One of it goes into each lot of <see cref="Tiles"/>.</summary>
    public const string OfLots = "thread";

    /// <summary>Tiles in a lot of <see cref="Tiles"/>.</summary>
    public const int LotSize = 2;

    /// <summary>From this confidence on the scarf is chosen unasked.</summary>
    public const int SurePercent = 60;

    /// <summary>What its customers are known to like is chosen unasked.</summary>
    public static readonly SimulatedProduct Scarf = new(
        "scarf", ScarfText, 1200,
        [
            new Question("yarn", [("wool", 0), ("silk", 600)]),
            new Question("length", [("short", 0), ("long", 200)]),
        ],
        values => values[0] != "silk" || values[1] != "long");

    /// <summary>All definitions by the hash that a published version carries.</summary>
    public static readonly ImmutableDictionary<string, SimulatedProduct> ByHash =
        Caps.Add(Kit).Add(Lamp).Add(Tiles).Add(Scarf)
            .ToImmutableDictionary(product => product.Compiled.Hash, StringComparer.Ordinal);

    private const string KitText = """
        product: kit
        title: Kit
        pricing:
          lists: {eur: {currency: EUR, base: 9.00}}
          policy: {kind: list}
          costs: {currency: EUR, components: {cloth: 1.00, buckle: 0.50}, hours: {}}
        model:
          characteristics:
            bag: {title: Bag, values: {small: {}, large: {price: 1.50}}}
            strap: {title: Strap, values: {none: {}, short: {price: 0.50}, long: {price: 0.80}}}
          rules:
            - {name: long-strap, rule: strap = long => bag = large, message: A long strap needs the large bag.}
        bom:
          - {component: cloth, quantity: 1}
          - {component: buckle, quantity: 2, when: strap != none}
        lanes:
          post: {title: Post, price: 3.00}
          express: {title: Express, price: 7.00}
        """;

    /// <summary>What observers call the likings that a question of the scarf is about.</summary>
    public static string SubjectOf(string question) => question == "yarn" ? "feel" : "reach";

    private const string ScarfText = """
        product: scarf
        title: Scarf
        pricing:
          lists: {eur: {currency: EUR, base: 12.00}}
          policy: {kind: list}
          costs: {currency: EUR, components: {cloth: 1.00}, hours: {}}
        model:
          characteristics:
            yarn: {title: Yarn, values: {wool: {}, silk: {price: 6.00}}}
            length: {title: Length, values: {short: {}, long: {price: 2.00}}}
          rules:
            - {name: slips, rule: yarn = silk => length = short, message: Long silk slips.}
        apply:
          - {preference: feel, to: yarn, above: 60}
          - {preference: reach, to: length, above: 60}
        bom:
          - {component: cloth, quantity: 1}
        lanes:
          post: {title: Post, price: 3.00}
          express: {title: Express, price: 7.00}
        """;

    private const string TilesText = """
        product: tiles
        title: Tiles
        pricing:
          lists: {eur: {currency: EUR, base: 8.00}}
          policy: {kind: list}
          costs:
            currency: EUR
            components: {cloth: 1.00, thread: 0.20}
            hours: {cutting: 30.00, sewing: 30.00, printing: 30.00}
        model:
          characteristics:
            glaze: {title: Glaze, values: {matt: {}, shiny: {price: 0.40}}}
          parts:
            tile:
              title: Tile
              count: 1..5
              price: 1.50
              routing: [{id: print, capability: printing, minutes: 40}]
          rules:
            - {name: single, rule: glaze = shiny => tile.count >= 2, message: A single tile is matt.}
        bom:
          - {component: cloth, quantity: 1}
        lots:
          of: tile
          size: 2
          bom: [{component: thread}]
          routing:
            - {id: check, capability: sewing, minutes: 15, after: [tile.print]}
            - {id: pack, capability: cutting, minutesEach: 5, after: [check]}
        lanes:
          post: {title: Post, price: 3.00}
          express: {title: Express, price: 7.00}
        """;

    private const string LampText = """
        product: lamp
        title: Lamp
        pricing:
          lists: {eur: {currency: EUR, base: 15.00}}
          policy: {kind: list}
          costs: {currency: EUR, components: {cloth: 1.00, buckle: 0.50}, hours: {}}
        model:
          characteristics:
            dimmer: {title: Dimmer, values: {none: {}, wheel: {price: 2.00}, touch: {price: 5.00}}}
            count: {title: How many, values: {one: {}, two: {price: 14.00}}}
          rules:
            - {name: pair, rule: count = two => dimmer != none, message: A pair has dimmers.}
        bom:
          - {component: cloth, quantity: 1}
          - {component: buckle, quantity: 1, when: dimmer != none}
        owned:
          title: Lamp
          pieces: [1, {add: 1, when: count = two}]
          settings:
            light:
              title: Light
              unit: '%'
              min: 0
              max: 100
              step: 5
              factory: 100
              bounds:
                - {when: dimmer = none, step: 100, message: It is only switched.}
                - {when: dimmer = touch, max: 90, message: It glares above.}
            fade: {title: Fade, unit: s, min: 0, max: 30, factory: 2, when: dimmer != none}
          presets:
            evening: {title: Evening, set: {light: 60, fade: 10}}
          learning:
            dusk: {preset: evening, of: [light], from: '00:00', until: '00:00', uses: 2, near: 20, drift: 15}
        lanes:
          post: {title: Post, price: 3.00}
          express: {title: Express, price: 7.00}
        """;

    private const string Template = """
        product: cap
        title: Cap
        help: Edition EDITION
        pricing:
          lists: {eur: {currency: EUR, base: 20.00}}
          policy: {kind: list}
          costs:
            currency: EUR
            components: {cloth: 1.00, buckle: 0.50, thread: 0.20}
            hours: {cutting: 30.00, sewing: 30.00, printing: 30.00}
        model:
          characteristics:
            size: {title: Size, values: {s: {}, m: {}, l: {price: 2.00}}}
            peak: {title: Peak, values: {flat: {}, PEAK: {price: 1.00}, none: {}}}
            colour: {title: Colour, values: {red: {}, blue: {price: 0.50}, gold: {price: 5.00, days: 1}}}
            badge: {title: Badge, values: {none: {}, print: {price: 1.20}, stitch: {price: BADGE}}}
          rules:
            - {name: gold, rule: colour = gold => badge != print, message: Nothing prints on gold.}
            - {name: bare, rule: peak = none => badge = none, message: A badge sits on the peak.}
        TINY
        bom:
          - {component: cloth, quantity: 1, when: size != l}
          - {component: cloth, quantity: 2, when: size = l}
          - {component: buckle, quantity: 1, when: peak != none}
          - {component: thread, quantity: 3, when: badge = stitch}
        routing:
          - {id: cut, capability: cutting, minutes: [25, {add: 10, when: size = l}]}
          - {id: print, capability: printing, minutes: 20, when: badge = print}
          - {id: sew, capability: sewing, minutes: 60, after: [cut, print]}
          - {id: stitch, capability: sewing, minutes: 45, after: [sew], when: badge = stitch}
        lanes:
          post: {title: Post, price: 3.00}
          express: {title: Express, price: 7.00}
        """;

    private const string Tiny = "    - {name: tiny, rule: size = s => peak != PEAK, message: Too long.}";

    /// <summary>The next definition has another peak, a dearer badge and one rule more.</summary>
    private static SimulatedProduct Cap(int edition)
    {
        var peak = edition == 0 ? "curved" : "long";
        var badge = 300 + (edition * 25);
        return new SimulatedProduct(
            "cap", CapText(edition, peak, badge), 2000,
            [
                new Question("size", [("s", 0), ("m", 0), ("l", 200)]),
                new Question("peak", [("flat", 0), (peak, 100), ("none", 0)]),
                new Question("colour", [("red", 0), ("blue", 50), ("gold", 500)]),
                new Question("badge", [("none", 0), ("print", 120), ("stitch", badge)]),
            ],
            values => (values[2] != "gold" || values[3] != "print")
                && (values[1] != "none" || values[3] == "none")
                && (edition < 2 || values[0] != "s" || values[1] != peak));
    }

    private static string CapText(int edition, string peak, int badge) => Template
        .Replace("EDITION", edition.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("BADGE", (badge / 100m).ToString("0.00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("TINY", edition < 2 ? "" : Tiny, StringComparison.Ordinal)
        .Replace("PEAK", peak, StringComparison.Ordinal);
}
