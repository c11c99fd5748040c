"""Pictures of the category Flower Bouquets. Each entry: product code -> (main view, second view)."""

import arrange as a
import details as d
import scenes as s
import things as t

EUC, RUS, OLI, GYP = ("eucalyptus",), ("ruscus",), ("olive",), ("breath",)
KRAFT, CREAM, PINK, INK, WHITE, LILAC, SAGE, SKY = "#d3a678", "#f4e6d4", "#f2cfc8", "#33282d", "#fbf6ee", "#dccbe4", "#cfd8c0", "#c9d8e4"

GARDEN = [("peony", "pink", 2, 1.2), ("rose", "blush", 3, 1), ("ranunculus", "ivory", 2, 0.85), ("rose", "rose", 1.4, 0.95)]
RED = [("rose", "red", 5, 1), ("rose", "burgundy", 1.6, 0.96)]
IVORY = [("rose", "ivory", 3, 1.02), ("peony", "white", 2, 1.15), ("ranunculus", "white", 2, 0.82)]
LILACS = [("rose", "lilac", 3, 1), ("hydrangea", "lilac", 1.3, 1.15), ("ranunculus", "ivory", 1.6, 0.82), ("rose", "mauve", 1.6, 0.95)]
SUNNY = [("sunflower", "sun", 3, 1.2), ("daisy", "white", 3, 0.82), ("ranunculus", "butter", 2, 0.88)]
ANEMONES = [("anemone", "white", 4, 1.05), ("rose", "burgundy", 2, 0.95), ("ranunculus", "blush", 2, 0.85)]
BLUES = [("hydrangea", "blue", 3, 1.28), ("hydrangea", "sky", 1.4, 1.2), ("rose", "white", 2, 0.9)]
CORAL = [("peony", "coral", 2, 1.2), ("ranunculus", "peach", 3, 0.9), ("rose", "coral", 2, 1), ("wax", "butter", 1, 0.6)]
PEONIES = [("peony", "hot", 2, 1.2), ("peony", "blush", 3, 1.2), ("peony", "white", 1.5, 1.1)]
DUNES = [("rose", "peach", 3, 1), ("carnation", "cocoa", 0.8, 0.85), ("ranunculus", "ivory", 2, 0.82), ("rose", "butter", 1.4, 0.95)]
MIXED = [("ranunculus", "coral", 2, 0.95), ("rose", "butter", 2, 1), ("daisy", "white", 2, 0.72), ("carnation", "pink", 2, 0.95)]
BRIDAL = [("peony", "ivory", 2, 1.2), ("rose", "white", 3, 0.98), ("ranunculus", "blush", 1.6, 0.82)]
CARNATIONS = [("carnation", "rose", 2, 1), ("carnation", "blush", 3, 1), ("carnation", "hot", 1.4, 1)]


def _cloud(c, stage, tint, paper, bow):
    """A wrap of nothing but baby's breath."""
    s.set_stage(c, stage)
    s.b.floor_shadow(c, 600, 1376, 210)
    _cloud_bunch(c, tint, paper, bow)
    s.b.vignette(c)


def _cloud_bunch(c, tint, paper, bow):
    from leaves import breath
    s.v.paper_back(c, 600, 1110, 440, 770, paper)
    spray = breath(c, tint)
    c.glow(600, 620, 380, 330, s.v.dark(a.palette(tint), 0.12), 0.4)
    for k in range(34):
        u = c.rng.uniform(-1, 1)
        c.use(spray, 600 + u * 150, c.rng.uniform(640, 960), c.rng.uniform(1.0, 1.35), u * 40 + c.rng.uniform(-12, 12), None, k % 2 == 0)
    _fluff(c, tint, 600, 590, 390, 330, 120, 1.0)
    c.glow(470, 470, 260, 220, "#fffdf6", 0.4)
    s.v.paper_front(c, 600, 1110, 380, 830, paper)
    s.r.put_bow(c, bow, 600, 1110, 0.8, 2, True, 230)


def _fluff(c, tint, cx, cy, rx, ry, count, scale):
    """Loose clusters of blossoms, so many that hardly any green shows."""
    from flowers import COLOURS
    high, body, deep = COLOURS[tint]
    def draw():
        rng, out = c.rng, []
        for _ in range(17):
            x, y = rng.uniform(-38, 38), rng.uniform(-34, 34)
            out.append(s.v.path(f"M{x:.0f} {y + 2:.0f}h.1", stroke=deep, stroke_width=13, stroke_linecap="round", stroke_opacity=0.4))
            out.append(s.v.path(f"M{x - 3:.0f} {y:.0f}h.1m6-3h.1m1 6h.1m-6 2h.1", stroke=body, stroke_width=8, stroke_linecap="round"))
            out.append(s.v.path(f"M{x - 1:.0f} {y - 3:.0f}h.1m4 3h.1", stroke=high, stroke_width=7, stroke_linecap="round"))
        return "".join(out)
    puff = c.symbol(("puff", tint), draw)
    for _ in range(count):
        a0, d0 = c.rng.uniform(0, 6.283), c.rng.random() ** 0.5
        x, y = cx + rx * d0 * a.math.cos(a0), cy + ry * d0 * a.math.sin(a0)
        c.use(puff, x, y, scale * c.rng.uniform(0.8, 1.25), c.rng.uniform(0, 360))


def _cloud_close(c, stage, tint):
    from leaves import breath
    s.set_stage(c, stage)
    spray = breath(c, tint)
    for k in range(30):
        c.use(spray, c.rng.uniform(-60, 1260), c.rng.uniform(1100, 1900) - 120 * (k % 4), c.rng.uniform(2.0, 3.2), c.rng.uniform(-34, 34), None, k % 2 == 0)
    _fluff(c, tint, 600, 900, 720, 620, 130, 2.0)
    c.glow(420, 420, 600, 480, "#fffdf6", 0.4)
    s.b.vignette(c)


def _weekly(c):
    """Three small vases, one for each week to come."""
    for x, rim, heads, tint in ((250, 1000, CORAL[1:3], "#f1dcc9"), (600, 900, GARDEN[:2], "#e9dfe6"), (950, 1010, LILACS[:1] + GARDEN[1:2], "#dfe9e6")):
        h = 1290 - rim
        s.b.floor_shadow(c, x, 1290, 105)
        s.v.vase(c, x, rim, 230, h, tint)
        for u in (-1, -0.5, 0, 0.5, 1):
            c.add(s.leaves.stem([(x - u * 42, 1262), (x - u * 16, rim + h * 0.5), (x + u * 30, rim + 14), (x + u * 70, rim - 60)], "#86a06d", 9))
        s.v.vase_front(c, x, rim, 230, h, tint)
        a.collar(c, [EUC, GYP], x, rim - 110, 160, 150, 185, 355, 7, 0.55)
        a.dome(c, heads[:2], x, rim - 110, 168, 150, 66)


def _desk(c):
    d.loose_sprig(c, "ruscus", 1010, 1500, -16, 1.5)
    for k, (x, y, heads) in enumerate(((330, 400, CORAL[:2]), (860, 560, LILACS[:2]), (400, 980, GARDEN[:2]))):
        d._tray(c, d.round_path(x, y, 235), None, ("#fbf2e8", "#e8dcec", "#f4d8d0")[k])
        c.ellipse(x, y, 214, 214, "#5d3f37")
        a.dome(c, heads, x, y, 205, 205, 74, focus=0, tilt=0.2)
    t.card(c, 880, 1090, 250, 310, 8)
    s.r.curl(c, "rose", [(120, 1370), (300, 1250), (420, 1400), (560, 1290), (700, 1400), (820, 1360)], 22)


PICTURES = {
    "garden-party": (
        lambda c: s.bouquet(c, ("studio", "blush", {"light": "window"}), GARDEN, CREAM, "rose", [EUC, GYP, ("waxflower", "blush")]),
        lambda c: d.close(c, ("studio", "blush"), GARDEN[:3], [EUC, RUS], fillers=[("breath", "white", 0.5)]),
    ),
    "red-velvet": (
        lambda c: s.bouquet(c, ("tabletop", "wine", "wine"), RED, INK, "gold", [RUS], rx=345, ry=290, size=84),
        lambda c: d.lying(c, ("marble", "pearl"), RED, INK, "gold", [RUS], petals="red"),
    ),
    "ivory-whisper": (
        lambda c: s.bouquet(c, ("arch", "sage", "pearl", 1210, 820, 120), IVORY, WHITE, "ivory", [EUC, GYP, OLI], fillers=[("breath", "white", 0.55)]),
        lambda c: d.lying(c, ("linen", "sage"), IVORY, WHITE, "sage", [EUC, GYP], 28, 620, 880, petals="ivory"),
    ),
    "sunday-tulips": (
        lambda c: s.tulips(c, ("tabletop", "sky", "pearl", 1210), ["pink", "white", "pink", "butter"], KRAFT, "ivory"),
        lambda c: d.lying(c, ("linen", "honey"), None, KRAFT, "ivory", None, -30, 580, 880, tulips=["pink", "white", "butter", "pink"]),
    ),
    "little-cloud": (
        lambda c: _cloud(c, ("disc", "rosy", "#f9e6df", 1190, None, 560, 430), "white", "#f9e9e3", "blush"),
        lambda c: _cloud_close(c, ("studio", "rosy"), "white"),
    ),
    "lilac-hour": (
        lambda c: s.bouquet(c, ("tabletop", "lilac", "pearl", 1230, {"light": "leaves"}), LILACS, LILAC, "lilac", [("lavender", "lilac"), EUC, ("lavender", "plum")]),
        lambda c: d.close(c, ("studio", "dusk"), LILACS[:3], [("lavender", "plum"), EUC]),
    ),
    "golden-afternoon": (
        lambda c: s.vase(c, ("tabletop", "honey", "sand", 1160, {"light": "window"}), SUNNY, [RUS, ("fern",)], tint="#e9e2c8"),
        lambda c: d.lying(c, ("linen", "pearl"), SUNNY, KRAFT, "mocha", [RUS, OLI], -28, 590, 890, card=False, petals="sun"),
    ),
    "anemone-poem": (
        lambda c: s.bouquet(c, ("arch", "clay", "sand", 1210, 820, 120), ANEMONES, "#efe0d6", "ink", [OLI, RUS]),
        lambda c: d.close(c, ("studio", "clay"), ANEMONES, [OLI, RUS], size=180),
    ),
    "blue-hour-hydrangea": (
        lambda c: s.vase(c, ("disc", "pearl", "#b9cbd9", 1180, 600, 600, 400), BLUES, [EUC], size=112, tint="#d8e6ec", bow="blue"),
        lambda c: d.close(c, ("studio", "sky"), BLUES, [EUC], size=230),
    ),
    "peony-season": (
        lambda c: s.vase(c, ("plinth", "blush", 1230, 600, "pearl"), PEONIES, [RUS], rim=830, height=390, size=108, tint="#f0dfdc"),
        lambda c: d.lying(c, ("linen", "blush"), PEONIES, WHITE, "rose", [RUS], -32, 570, 890, petals="pink"),
    ),
    "dune-rose": (
        lambda c: s.bouquet(c, ("drape", "sand"), DUNES, KRAFT, "mocha", [("pampas",), OLI]),
        lambda c: d.close(c, ("studio", "sand"), DUNES, [("pampas",), OLI]),
    ),
    "quiet-orchid": (
        lambda c: s.orchid(c, ("arch", "moss", "pearl", 1210, 800, 110), "white", "#f4ece0"),
        lambda c: s.orchid(c, ("disc", "lilac", "#f3e3ec", 1210, None, 560, 420), "lilac", "#e7d6de", 600, 1030, False),
    ),
    "coral-sunset": (
        lambda c: s.bouquet(c, ("disc", "honey", "#f0a583", 1230, None, 600, 450), CORAL, PINK, "peach", [OLI, ("waxflower", "butter")]),
        lambda c: d.lying(c, ("linen", "sand"), CORAL, PINK, "peach", [OLI, RUS], 30, 620, 880, petals="coral"),
    ),
    "flowers-every-week": (
        s.near(lambda c: s.table_of(c, ("tabletop", "pearl", "cream", 1120, {"light": "window"}), _weekly), 1.1, 600, 1340),
        lambda c: d.things_above(c, ("linen", "cream"), _desk),
    ),
    "brides-morning": (
        lambda c: s.vase(c, ("drape", "pearl"), BRIDAL, [OLI, GYP], tint="#eee6dc", bow="ivory", fillers=[("breath", "white", 0.5)]),
        lambda c: d.above(c, ("marble", "pearl"), "round", BRIDAL, "#fbf6ee", "ivory", lid=False, petals="blush", sprigs=("olive", "breath")),
    ),
    "carnation-ruffle": (
        lambda c: s.bouquet(c, ("studio", "rosy", {"light": "leaves"}), CARNATIONS, "#fbe9e4", "blush", [EUC, GYP], size=86),
        lambda c: d.close(c, ("studio", "rosy"), CARNATIONS, [EUC], size=185),
    ),
    "meadow-market": (
        lambda c: s.bouquet(c, ("tabletop", "sage", "cream", 1230, {"light": "window"}), MIXED, KRAFT, "sage", [("fern",), ("waxflower", "pink"), GYP]),
        lambda c: d.lying(c, ("linen", "pearl"), MIXED, KRAFT, "sage", [("fern",), GYP], -30, 570, 890),
    ),
}
