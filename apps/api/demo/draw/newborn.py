"""Pictures of the category Newborn Gifts."""

import arrange as a
import details as d
import scenes as s
import things as t

EUC, RUS, OLI, GYP = ("eucalyptus",), ("ruscus",), ("olive",), ("breath",)

BOY = [("hydrangea", "blue", 2, 1.15), ("rose", "white", 3, 0.95), ("ranunculus", "ivory", 2, 0.82)]
GIRL = [("rose", "blush", 3, 1), ("ranunculus", "pink", 2, 0.88), ("peony", "white", 2, 1.1)]
CALM = [("rose", "ivory", 3, 1), ("ranunculus", "butter", 2, 0.85), ("daisy", "white", 2, 0.7)]
MOTHER = [("peony", "blush", 2, 1.15), ("rose", "peach", 3, 1), ("ranunculus", "ivory", 2, 0.85)]
GREEN = [("rose", "white", 3, 1), ("ranunculus", "sage", 2, 0.88), ("daisy", "white", 2, 0.72)]
VIOLET = [("rose", "lilac", 3, 1), ("ranunculus", "white", 2, 0.85), ("hydrangea", "lilac", 1, 1.1)]


def _nest(heads, fur, ears, scarf):
    """A soft toy among flowers, for the clear box."""
    def inside(c, view, w, depth):
        a.bed(c, view, 30, depth * 0.45, w - 30, depth - 20, 40, heads, 70, 30)
        x, y = view(w / 2, depth * 0.36, 0)
        t.teddy(c, x, y, 0.98, fur, "#fbf1e4", scarf, ears)
        a.bed(c, view, 24, 10, w - 24, depth * 0.24, 26, heads, 62, 0)
    return inside


def _shoes(colour, bow):
    def side(c):
        t.bootie(c, 985, 1400, 0.78, colour, True, bow)
        t.bootie(c, 850, 1445, 0.78, colour, True, bow)
    return side


def _rattle(c):
    t.rattle(c, 1010, 1380, 0.95, 20)


def _flank(colour, bow):
    def side(c):
        t.bootie(c, 190, 1400, 0.78, colour, False, bow)
        t.rattle(c, 1010, 1385, 0.9, 20)
    return side


def _bassinet(c, x, rim):
    t.blanket(c, x - 150, rim + 60, 330, ["#f3d9d0", "#fbf3e8", "#e3e8da", "#f7e6c8"], 50)
    t.teddy(c, x + 170, rim + 50, 1.1, "#efe0cc", "#fffaf2", "blush", "bunny")
    a.collar(c, [EUC, GYP], x - 170, rim - 130, 170, 120, 190, 350, 7, 0.55)
    a.dome(c, GIRL, x - 170, rim - 130, 175, 110, 58)
    s.tissue(c, x, rim + 30, 720, "#fbf0e6")


def _muslin_above(c):
    d.loose_sprig(c, "eucalyptus", 1080, 420, 196, 1.3)
    for x, y, w, h, colour in ((120, 220, 560, 620, "#f3d9d0"), (170, 270, 460, 520, "#fbf3e8")):
        d._tray(c, d.rounded(x, y, w, h, 34), None, colour)
    c.path("M190 400H610M190 530H610M190 660H610", stroke="#d9b9a6", stroke_width=3, stroke_dasharray="6 12")
    t.rattle(c, 400, 520, 1.5, -20)
    t.bootie(c, 800, 930, 1.15, "#f6e6da", False, "blush")
    t.bootie(c, 980, 1090, 1.15, "#f6e6da", False, "blush")
    t.card(c, 330, 1150, 240, 300, -8)
    a.scatter(c, "blush", 560, 1120, 1210, 1450, 8, 42)


def _booties_main(c):
    """The pair in its box, from above."""
    d._tray(c, d.rounded(140, 300, 840, 820, 22), None, "#dfe8d8")
    c.path(d.rounded(168, 328, 784, 764, 12), c.linear([(0, "#c9d3bc"), (0.12, "#f6f2e6"), (1, "#fffdf6")], 0, 0, 0.25, 1))
    c.begin(filter=c.blur(7), opacity=0.5)
    for x, y, dx, dy in ((190, 420, 300, -40), (600, 380, 260, 50), (230, 1010, 330, 30), (640, 1050, 250, -50), (780, 560, 120, 90)):
        c.path(f"M{x} {y}q{dx * .5:.0f} {dy} {dx} 10", stroke="#d9cfb8", stroke_width=16)
    c.end()
    t.bootie(c, 390, 800, 2.1, "#f4ead9", False, "sage")
    t.bootie(c, 640, 960, 2.1, "#f4ead9", False, "sage")
    d.loose_sprig(c, "eucalyptus", 1090, 1470, -20, 1.4)
    t.card(c, 330, 1310, 250, 200, -6)
    s.r.curl(c, "sage", [(560, 1330), (660, 1240), (760, 1360), (860, 1260), (960, 1330)], 24)


def _booties(c):
    t.blanket(c, 600, 1330, 780, ["#dfe6d6", "#fbf3e8"], 76)
    t.bootie(c, 440, 1160, 2.3, "#f4ead9", False, "sage")
    t.bootie(c, 730, 1172, 2.3, "#f4ead9", False, "sage")
    a.collar(c, [EUC, OLI], 1000, 1330, 150, 130, 190, 340, 5, 0.6)
    a.dome(c, GREEN, 1000, 1330, 150, 100, 56)


def _favours(c):
    k = 0
    for y, xs in ((880, (290, 600, 910)), (1180, (180, 460, 740, 1020))):
        for x in xs:
            tint = ("#bcd0e0", "#f3cfc4", "#f6ead2")[k % 3]
            bow = ("blue", "blush", "gold")[k % 3]
            view = s.v.View(x - 90, y + 150, -20, 20)
            s.b.floor_shadow(c, x, y + 130, 100)
            s.v.acrylic_back(c, view, 170, 140, 150)
            kinds = {"#bcd0e0": ["white", "foil"], "#f3cfc4": ["ruby", "white"], "#f6ead2": ["white", "milk"]}[tint]
            s.sweets_grid(c, view, 12, 10, 158, 130, 30, kinds, 62)
            s.sweets_grid(c, view, 20, 20, 150, 120, 76, kinds[::-1], 62)
            s.v.acrylic_front(c, view, 170, 140, 150, False)
            bx, by = s.v.ribbon_round(c, view, 170, 140, 154, bow, 0.5, 20, 0, False)
            s.r.put_bow(c, bow, bx, by - 4, 0.36, 0, True, 110)
            k += 1


def _favours_close(c):
    d.loose_sprig(c, "breath", 1000, 560, 30, 1.5)
    for x, y, kinds, bow in ((110, 190, ["white", "foil"], "blue"), (520, 640, ["ruby", "white"], "blush"), (130, 1010, ["milk", "white"], "gold")):
        d.sweets_above(c, x, y, 400, 400, {"blue": "#cfdce6", "blush": "#f3d2c9", "gold": "#f4e6c9"}[bow], kinds, 3, 3)
        s.r.put_bow(c, bow, x + 330, y + 330, 0.6, -30)


def _balloon_main(c):
    s.set_stage(c, ("tabletop", "sky", "pearl", 1150))
    t.balloon(c, 330, 330, 165, "#bcd0e0", (520, 930))
    t.balloon(c, 640, 230, 175, "#fbf3e8", (545, 930))
    t.balloon(c, 900, 390, 150, "#9dbcd6", (570, 930))
    s.b.floor_shadow(c, 480, 1330, 250)
    s.posy_box(c, 480, 1010, 500, 300, BOY, "#eef3f6", "blue", "blue", [EUC, GYP], 72, None, 185)
    t.teddy(c, 900, 1340, 1.02, "#c99f74", "#f3e2cc", "blue")
    s.b.vignette(c)


def _mother(c):
    t.teddy(c, 985, 1370, 0.92, "#efe0cc", "#fffaf2", "peach", "bear")


def _moon(c):
    t.crescent(c, 330, 330, 130, "#f0dca8")
    for x, y, k in ((620, 190, 22), (820, 320, 15), (960, 170, 20), (480, 460, 12), (1040, 470, 16)):
        t.sparkle(c, x, y, k, "#fbf0d0", 0.9)


def _keepsake(c, x, rim):
    s.tissue(c, x, rim, 780, "#f6eee0")
    t.blanket(c, x - 240, rim + 60, 250, ["#cfdcc4", "#fbf3e8", "#f3d9d0", "#e8dcec", "#f7e6c8"], 46)
    t.teddy(c, x + 30, rim + 70, 0.95, "#d8b890", "#f8ead6", "sage", "bear")
    t.card(c, x + 285, rim - 70, 180, 240, 7)
    s.tissue(c, x, rim + 26, 790, "#fbf6ec")


def _starry(c):
    s.set_stage(c, ("disc", "dusk", "#e9dcf0", 1180, None, 560, 420))
    _moon(c)
    t.blanket(c, 600, 1330, 620, ["#cdb9d8", "#f3ebf5", "#f7e6c8"])
    t.teddy(c, 600, 1184, 1.6, "#d9d2da", "#fbf6f8", "lilac", "bunny")
    s.b.vignette(c)


PICTURES = {
    "hello-little-one": (
        s.near(lambda c: s.acrylic(c, ("studio", "sky", {"light": "window"}), _nest(BOY, "#c99f74", "bear", "blue"), "blue", side=_shoes("#eef3f6", "blue")), 1.14, 600, 1340),
        s.near(lambda c: s.acrylic(c, ("studio", "blush", {"light": "window"}), _nest(GIRL, "#efe0cc", "bear", "rose"), "blush", side=_shoes("#fbeee8", "blush")), 1.14, 600, 1340),
    ),
    "bunny-and-blanket": (
        lambda c: s.seated(c, ("arch", "sage", "cream", 1170, 820, 130), "#efe3d3", "bunny", "sage", ["#dfe6d6", "#fbf3e8", "#f3d9d0"], seat=1170, scale=1.7, muzzle="#fffaf2", side=_rattle),
        s.near(lambda c: d.things_above(c, ("linen", "cream"), _muslin_above), 1.06, 560, 760),
    ),
    "welcome-basket": (
        lambda c: s.hamper(c, ("tabletop", "cream", "sand", 1160, {"light": "window"}), _bassinet, bow="blush"),
        s.near(lambda c: d.wrapped_square(c, ("studio", "cream"), "#f7e6dc", "blush", petals="blush"), 1.2, 760, 1330),
    ),
    "first-steps": (
        lambda c: s.table_of(c, ("disc", "sage", "#f7efdc", 1160, None, 640, 400), _booties),
        lambda c: d.things_above(c, ("linen", "sage"), _booties_main),
    ),
    "sky-full-of-joy": (
        _balloon_main,
        lambda c: d.above(c, ("linen", "sky"), "round", BOY, "#e3edf3", "blue", petals="white", sprigs=("eucalyptus",)),
    ),
    "rosy-teddy": (
        lambda c: s.hat_box(c, ("arch", "rosy", "cream", 1160, 900, 130), GIRL, "#fbe9e4", "blush", "blush", [GYP, EUC], x=470, width=540, size=78, ry=215,
                            side=lambda c: t.teddy(c, 920, 1350, 1.12, "#e6c3a6", "#fbefe2", "rose")),
        lambda c: s.seated(c, ("studio", "rosy"), "#e6c3a6", "bear", "rose", ["#f3d9d0", "#fbf3e8"], seat=1200, side=_flank("#fbeee8", "rose")),
    ),
    "sweet-favours": (
        s.near(lambda c: s.table_of(c, ("tabletop", "pearl", "cream", 800, {"light": "window"}), _favours), 1.06, 600, 1340),
        s.near(lambda c: d.things_above(c, ("marble", "pearl"), _favours_close), 1.07, 420, 700),
    ),
    "mother-and-moon": (
        lambda c: s.hat_box(c, ("disc", "honey", "#fdf3dd", 1160), MOTHER, "#f7ead9", "peach", "peach", [EUC, ("waxflower", "blush")], x=500, width=580, side=_mother),
        lambda c: d.close(c, ("studio", "honey"), MOTHER, [EUC], size=185),
    ),
    "cradle-keepsake": (
        s.near(lambda c: s.open_box(c, ("tabletop", "pearl", "sage", 1120, {"light": "leaves"}), "#dfe6d6", "#f6f0e2", _keepsake, bow="ivory"), 1.18, 600, 1330),
        s.near(lambda c: d.wrapped_square(c, ("studio", "pearl"), "#dfe6d6", "ivory", petals="ivory"), 1.2, 760, 1330),
    ),
    "goodnight-bunny": (
        _starry,
        s.near(lambda c: s.acrylic(c, ("studio", "lilac"), _nest(VIOLET, "#e6dfe6", "bunny", "lilac"), "lilac", side=_shoes("#f3ebf5", "lilac")), 1.14, 600, 1340),
    ),
}
