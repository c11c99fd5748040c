"""Pictures of the category Flower Mugs."""

import arrange as a
import details as d
import scenes as s
import things as t

EUC, RUS, OLI, GYP = ("eucalyptus",), ("ruscus",), ("olive",), ("breath",)
GOLD = "#c7a76c"

PEACHY = [("ranunculus", "peach", 3, 1), ("rose", "blush", 2, 1), ("daisy", "white", 2, 0.75)]
SWEET = [("rose", "pink", 3, 1), ("peony", "blush", 2, 1.15), ("wax", "blush", 1, 0.6)]
DAISIES = [("daisy", "white", 5, 0.95), ("ranunculus", "butter", 2, 0.85)]
BLUEISH = [("hydrangea", "blue", 2, 1.2), ("rose", "white", 3, 0.95), ("ranunculus", "ivory", 1, 0.8)]
WINE = [("rose", "burgundy", 3, 1), ("anemone", "white", 2, 0.95), ("ranunculus", "rose", 2, 0.85)]
PURPLE = [("rose", "lilac", 3, 1), ("ranunculus", "plum", 1.5, 0.85), ("hydrangea", "lilac", 1.4, 1.1)]
WHITE = [("rose", "white", 3, 1), ("ranunculus", "ivory", 2, 0.85), ("anemone", "white", 1.6, 0.95)]
SUN = [("ranunculus", "coral", 2, 0.95), ("rose", "butter", 3, 1), ("daisy", "white", 2, 0.7)]
BERRY = [("carnation", "rose", 2, 1), ("rose", "hot", 2, 1), ("ranunculus", "blush", 2, 0.85)]


def _sweets(*kinds):
    def paint(c):
        for k, kind in enumerate(kinds):
            t.truffle(c, 930 + 84 * (k % 2) - 30 * (k // 2), 1370 - 58 * (k // 2) + 26 * (k % 2), 62, kind)
    return paint


def _card(x=990, y=1270, turn=9):
    return lambda c: t.card(c, x, y, 190, 240, turn)


def _macarons(c):
    t.macaron(c, 985, 1390, "#e6a0ab", 1.1)
    t.macaron(c, 985, 1310, "#f4dfb4", 1.1, 4)
    t.macaron(c, 850, 1425, "#c3cfae", 1.05, -14)


def _petals(colour):
    return lambda c: a.scatter(c, colour, 800, 1130, 1330, 1450, 6, 38)


def _candle(c):
    t.candle(c, 985, 1345, 0.95, "#f0d9cd")


def _books(c):
    t.books(c, 985, 1370, 300, ["#3d3035", "#8a6a58", "#c7a76c"])


def _pair(c):
    for x, rim, heads, colour, pattern, accent, handle in ((330, 950, SWEET, "#fbefe8", "hearts", "#cf7f90", -1), (840, 1000, WHITE, "#efe6d8", "hearts", "#8a6a58", 1)):
        s.b.floor_shadow(c, x, rim + 320, 180)
        s.posy_mug(c, x, rim, 390, 320, heads, colour, pattern, accent, [EUC], handle)


def _pair_above(c):
    d.loose_sprig(c, "eucalyptus", 1090, 420, 200, 1.2)
    for x, y, heads, colour, turn in ((390, 470, SWEET, "#fbefe8", 200), (790, 1010, WHITE, "#efe6d8", 20)):
        import math
        hx, hy = x + math.cos(math.radians(turn)) * 300, y + math.sin(math.radians(turn)) * 300
        c.path(f"M{x} {y}L{hx:.0f} {hy:.0f}", stroke=s.v.dark(colour, 0.15), stroke_width=58, stroke_linecap="round")
        c.path(f"M{x} {y}L{hx:.0f} {hy:.0f}", stroke=s.v.light(colour, 0.3), stroke_width=40, stroke_linecap="round")
        d._tray(c, d.round_path(x, y, 262), None, colour)
        c.ellipse(x, y, 244, 244, s.v.dark(colour, 0.5))
        a.dome(c, heads, x, y, 236, 236, 74, focus=0, tilt=0.22)
    t.card(c, 880, 330, 230, 290, 9)
    a.scatter(c, "pink", 90, 520, 1080, 1430, 7, 42)


PICTURES = {
    "morning-hearts": (
        lambda c: s.mug(c, ("disc", "cream", "#eeb5a6", 1130), PEACHY, "#fbf3ea", "hearts", "#d17a8c", [EUC, ("waxflower", "blush")], side=_petals("peach")),
        lambda c: d.mug_above(c, ("linen", "blush"), PEACHY, "#fbf3ea", "#d17a8c", cookies=[("#e6a0ab", 960, 1240), ("#f4dfb4", 1060, 1130)]),
    ),
    "candy-stripe": (
        lambda c: s.mug(c, ("tabletop", "blush", "cream", 1140, {"light": "window"}), SWEET, "#fffaf4", "stripes", "#e8a3ad", [GYP, EUC], side=_macarons),
        lambda c: d.close(c, ("studio", "blush"), SWEET, [EUC, GYP], 600, 700, 640, 560, 170, colour="#fffaf4"),
    ),
    "daisy-dots": (
        lambda c: s.mug(c, ("studio", "sage", {"light": "leaves"}), DAISIES, "#f7f4ea", "dots", "#e3b64f", [("fern",), RUS], side=_card()),
        lambda c: d.mug_above(c, ("linen", "sage"), DAISIES, "#f7f4ea", "#e3b64f", cookies=[("#f4dfb4", 990, 1230), ("#f4dfb4", 1060, 1110)]),
    ),
    "blue-glaze": (
        lambda c: s.mug(c, ("arch", "pearl", "pearl", 1160, 780, 150, "sky"), BLUEISH, "#f6f3ee", "dip", "#86a5bf", [EUC], side=_card(1000, 1290, 7)),
        lambda c: d.mug_above(c, ("marble", "pearl"), BLUEISH, "#f6f3ee", "#86a5bf", petals="blue"),
    ),
    "gold-rim-noir": (
        lambda c: s.mug(c, ("tabletop", "mocha", "mocha", 1140), WINE, "#33282d", "rim", "#d9bf86", [OLI], side=_sweets("dark", "foil", "gold", "milk")),
        lambda c: d.mug_above(c, ("linen", "mocha"), WINE, "#33282d", "#d9bf86", cookies=[("dark", 960, 1240), ("foil", 1070, 1180), ("gold", 1040, 1300)]),
    ),
    "desert-arches": (
        lambda c: s.mug(c, ("arch", "clay", "sand", 1150, 760, 160, "honey"), SUN, "#f8eee0", "arches", "#cc8c6c", [OLI, RUS], side=_petals("coral")),
        lambda c: d.mug_above(c, ("linen", "sand"), SUN, "#f8eee0", "#cc8c6c", petals="coral"),
    ),
    "brushed-lilac": (
        lambda c: s.mug(c, ("disc", "lilac", "#f7eef5", 1140), PURPLE, "#f8f3f6", "brush", "#b99bc8", [("lavender", "lilac"), EUC], side=_candle),
        lambda c: d.close(c, ("studio", "lilac"), PURPLE, [("lavender", "plum"), EUC], 600, 700, 640, 560, 170, colour="#f8f3f6"),
    ),
    "his-black-coffee": (
        lambda c: s.mug(c, ("tabletop", "pearl", "sand", 1130, {"light": "window"}), WHITE, "#2f2a2c", None, "#2f2a2c", [OLI, EUC], side=_books),
        lambda c: d.mug_above(c, ("linen", "pearl"), WHITE, "#2f2a2c", GOLD, cookies=[("dark", 960, 1240), ("milk", 1060, 1170)]),
    ),
    "berry-crush": (
        lambda c: s.mug(c, ("studio", "rosy", {"light": "window"}), BERRY, "#f6dcd9", "rim", "#c7a76c", [RUS, GYP], side=_sweets("ruby", "white", "ruby", "milk")),
        lambda c: d.mug_above(c, ("marble", "blush"), BERRY, "#f6dcd9", "#c7a76c", cookies=[("ruby", 960, 1240), ("white", 1070, 1180)]),
    ),
    "two-of-us": (
        lambda c: s.table_of(c, ("arch", "blush", "cream", 1150, 980, 150), _pair),
        lambda c: d.things_above(c, ("linen", "cream"), _pair_above),
    ),
}
