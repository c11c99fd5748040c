"""Pictures of the category Gift Boxes."""

import arrange as a
import details as d
import scenes as s
import things as t

EUC, RUS, OLI, GYP = ("eucalyptus",), ("ruscus",), ("olive",), ("breath",)

ROSETTE = [("rose", "blush", 3, 1), ("peony", "pink", 2, 1.18), ("ranunculus", "ivory", 2, 0.85)]
LILAC = [("rose", "lilac", 3, 1), ("rose", "ivory", 2, 1), ("hydrangea", "lilac", 1.3, 1.1)]
REDS = [("rose", "red", 1, 1)]
PINKS = [("rose", "pink", 2, 1), ("rose", "blush", 2, 1), ("ranunculus", "rose", 1, 0.9)]
WHITES = [("rose", "ivory", 3, 1), ("ranunculus", "white", 2, 0.9), ("rose", "white", 2, 1)]
PEACH = [("rose", "peach", 3, 1), ("ranunculus", "butter", 2, 0.9), ("carnation", "blush", 2, 0.95)]
NIGHT = [("rose", "ivory", 3, 1), ("rose", "plum", 2, 1), ("ranunculus", "mauve", 2, 0.88)]
EMERALD = [("rose", "white", 3, 1), ("ranunculus", "sage", 2, 0.9), ("hydrangea", "sage", 1.4, 1.1)]
GRAD = [("rose", "white", 3, 1), ("rose", "butter", 2, 0.95), ("ranunculus", "ivory", 1, 0.85)]
PARTY = [("carnation", "coral", 2, 1), ("rose", "hot", 2, 1), ("ranunculus", "butter", 2, 0.9), ("daisy", "white", 1, 0.75)]
WINE = [("rose", "burgundy", 3, 1), ("rose", "mauve", 2, 1), ("anemone", "white", 1.4, 0.95)]
SPA = [("rose", "blush", 3, 1), ("ranunculus", "white", 2, 0.85)]


def _posy(c, x, y, rx, ry, heads, size, greens=(EUC, GYP), scale=0.6):
    a.collar(c, list(greens), x, y + 20, rx, ry, 185, 355, 9, scale)
    a.dome(c, heads, x, y, rx, ry, size)


def _keepsake(c, x, rim):
    s.tissue(c, x, rim, 780, "#f6e3da")
    t.candle(c, x - 270, rim + 60, 1.15, "#f1d5c8")
    t.card(c, x + 290, rim - 100, 210, 290, 7)
    _posy(c, x + 20, rim - 92, 215, 160, ROSETTE, 72)
    s.tissue(c, x, rim + 26, 790, "#f9ece5")


def _eid(c, x, rim):
    s.tissue(c, x, rim, 780, "#efe4cf")
    t.burner(c, x - 250, rim + 50, 1.05)
    _posy(c, x + 60, rim - 90, 200, 150, EMERALD, 70, (EUC, OLI))
    t.bottle(c, x + 310, rim + 40, 1.15, "#b98a4e")
    s.tissue(c, x, rim + 26, 790, "#f5ecda")


def _spa(c, x, rim):
    s.tissue(c, x, rim, 780, "#e7ece0")
    t.bottle(c, x - 320, rim + 40, 1.3, "#d9a08b")
    t.bottle(c, x - 205, rim + 40, 1.05, "#a9b99a", tall=210)
    t.candle(c, x + 285, rim + 60, 1.05, "#dfe6d6")
    _posy(c, x + 30, rim - 66, 165, 130, SPA, 62, (EUC,))
    s.tissue(c, x, rim + 26, 790, "#f1f3ea")


def _scent(c, x, rim):
    s.tissue(c, x, rim, 780, "#f3d9d3")
    t.perfume(c, x - 220, rim + 40, 1.25)
    _posy(c, x + 130, rim - 96, 235, 170, [("peony", "blush", 3, 1.15), ("peony", "pink", 2, 1.1), ("rose", "ivory", 1, 0.9)], 78)
    s.tissue(c, x, rim + 26, 790, "#f8e7e1")


def _gentleman(c, x, rim):
    s.tissue(c, x, rim, 780, "#cdb59b")
    s.v.mug(c, x - 240, rim - 190, 250, 250, "#2f2a2c", "rim", "#d9bf86")
    t.books(c, x + 250, rim + 30, 250, ["#5e3f2e", "#2b2126", "#8a6a58", "#c7a76c"])
    _posy(c, x + 20, rim - 66, 150, 120, WHITES, 60, (OLI, EUC))
    s.tissue(c, x, rim + 26, 790, "#dcc7ae")


def _tea(c):
    s.b.floor_shadow(c, 800, 1270, 150)
    s.v.mug(c, 800, 1010, 300, 256, "#fbf1ea", "rim", "#c7a76c")
    c.path("M770 960Q740 900 776 850T772 740M836 964Q812 910 842 862T842 772", stroke="#fffaf2", stroke_width=12, stroke_opacity=0.5, stroke_linecap="round")
    colours = ["#e6a0ab", "#c3cfae", "#f4dfb4", "#cdb4d6", "#f0b79a"]
    k = 0
    for row, count in enumerate((4, 3, 2, 1)):
        for i in range(count):
            t.macaron(c, 190 + row * 72 + i * 142, 1250 - row * 100, colours[k % 5], 1.12, 0)
            k += 1
    t.card(c, 1000, 1370, 170, 210, 8)


def _tea_above(c):
    colours = ["#e6a0ab", "#c3cfae", "#f4dfb4", "#cdb4d6", "#f0b79a"]
    d._tray(c, d.rounded(130, 250, 760, 640, 18), None, "#f3cfc8")
    c.path(d.rounded(152, 272, 716, 596, 8), "#a9665f")
    for j in range(4):
        for i in range(5):
            t.macaron(c, 226 + i * 142, 346 + j * 146, colours[(i + j * 2) % 5], 1.04, 0)
    a.scatter(c, "pink", 120, 700, 1000, 1400, 9, 44)
    d.loose_sprig(c, "eucalyptus", 1080, 1460, -20, 1.5)
    s.r.curl(c, "rose", [(120, 1300), (320, 1180), (470, 1330), (640, 1210), (800, 1330), (950, 1270)], 26)


def _dates_above(c):
    d.sweets_above(c, 110, 190, 860, 1000, "#2f5f4b", ["dates:almond", "dates:pistachio", "dates:walnut"], 4, 7)
    d.loose_sprig(c, "olive", 1120, 1440, -30, 1.5)
    t.card(c, 330, 1330, 230, 190, -6, "#f8efdf")
    t.crescent(c, 1040, 300, 70)


def _truffles_above(c):
    d.sweets_above(c, 130, 150, 800, 1080, "#e9c9c4", ["milk", "ruby", "dark", "white", "foil", "pistachio"], 4, 4, PINKS)
    a.scatter(c, "pink", 120, 1100, 1290, 1460, 9, 42)
    s.r.curl(c, "rose", [(1000, 250), (1110, 420), (1000, 620), (1110, 800), (1020, 980), (1100, 1150)], 26)


def _grad(c):
    t.cap(c, 880, 1290, 0.95, 6)


def _grad_above(c):
    t.cap(c, 860, 1270, 1.05, -10)


def _birthday(c):
    t.candle(c, 1010, 1330, 0.85, "#f7dfb8")
    a.scatter(c, "coral", 130, 460, 1330, 1450, 5, 38)


def _balloons(c):
    t.balloon(c, 250, 300, 130, "#f2b8a4", (560, 720))
    t.balloon(c, 950, 240, 140, "#e58aa6", (640, 720))
    t.balloon(c, 600, 180, 150, "#f7d98c", (600, 720))


def _birthday_main(c):
    s.set_stage(c, ("tabletop", "cream", "cream", 1150, {"light": "window"}))
    _balloons(c)
    s.b.floor_shadow(c, 600, 1340, 290)
    s.posy_box(c, 600, 960, 580, 340, PARTY, "#fbe9dc", "peach", "rose", [RUS, GYP], 84, None, 220)
    _birthday(c)
    s.b.vignette(c)


def _ramadan_side(c):
    t.lantern(c, 1000, 1300, 1.12)
    c.glow(1000, 1330, 260, 60, "#ffcf78", 0.35)


def _ramadan(c):
    s.set_stage(c, ("tabletop", "night", "night", 1140))
    t.crescent(c, 300, 300, 120)
    for x, y, k in ((120, 170, 20), (520, 140, 14), (700, 330, 22), (930, 180, 16), (1080, 420, 12), (470, 430, 10)):
        t.sparkle(c, x, y, k, "#f6e2b0", 0.85)
    s.b.floor_shadow(c, 470, 1300, 290, None, 0.5, "#0f1424")
    s.posy_box(c, 470, 930, 560, 350, NIGHT, "#3a4674", "gold", "gold", [EUC, OLI], 82, None, 225)
    _ramadan_side(c)
    s.b.vignette(c)


def _minis(c):
    tints = (("#f7e3da", "rose"), ("#e6ebdc", "sage"), ("#ece0f0", "lilac"), ("#fbf0dc", "gold"), ("#dfe8ef", "blue"))
    k = 0
    for y, xs in ((900, (300, 600, 900)), (1180, (180, 460, 740, 1020))):
        for x in xs:
            colour, bow = tints[k % 5]
            s.b.floor_shadow(c, x, y + 150, 105)
            s.v.hat_box(c, x, y, 210, 130, colour, None)
            a.dome(c, [PINKS[:2], WHITES[:1] + PINKS[1:2], LILAC[:2]][k % 3], x, y - 24, 116, 74, 46, low=y + 30)
            s.r.put_bow(c, bow, x, y + 82, 0.32)
            k += 1


def _minis_close(c):
    for k, (x, y) in enumerate(((330, 420), (860, 560), (370, 980), (900, 1130))):
        colour = ("#f7e3da", "#e6ebdc", "#ece0f0", "#fbf0dc")[k]
        d._tray(c, d.round_path(x, y, 240), None, colour)
        c.ellipse(x, y, 222, 222, s.v.dark(colour, 0.5))
        a.dome(c, [PINKS, WHITES, LILAC, PEACH][k][:2], x, y, 212, 212, 88, focus=0, tilt=0.2)


def _pillow_candle(c):
    t.candle(c, 1000, 1345, 0.95, "#f0d9cd")


def _card(x=1010, y=1310, turn=9):
    return lambda c: t.card(c, x, y, 190, 240, turn)


PICTURES = {
    "rosette-hat-box": (
        lambda c: s.hat_box(c, ("arch", "blush", "cream", 1150), ROSETTE, "#fbf1e8", "rose", "rose", [EUC, GYP], fillers=[("breath", "white", 0.5)]),
        s.near(lambda c: d.wrapped_round(c, ("studio", "blush"), "#fbf1e8", "rose", "pink"), 1.16, 600, 1300),
    ),
    "velvet-square": (
        s.near(lambda c: s.square_box(c, ("tabletop", "lilac", "pearl", 1010, {"light": "window"}), LILAC, "#c7aed2", "ivory", at=(600, 1200)), 1.28, 600, 1290),
        lambda c: d.above(c, ("linen", "lilac"), "square", LILAC, "#c7aed2", "lilac", s=370, petals="lilac", sprigs=("eucalyptus",)),
    ),
    "drawer-of-secrets": (
        s.near(lambda c: s.drawer(c, ("studio", "rosy", {"light": "leaves"}), PINKS, "#f3d5cf", "#fbeee8", ["milk", "white", "ruby", "dark"], "rose"), 1.16, 600, 1330),
        s.near(lambda c: d.things_above(c, ("linen", "blush"), lambda c: (d.sweets_above(c, 150, 420, 820, 520, "#f3d5cf", ["milk", "white", "ruby", "dark"], 6, 4), a.scatter(c, "rose", 100, 1100, 1060, 1420, 12, 46), a.scatter(c, "pink", 100, 1100, 70, 330, 7, 46))), 1.16, 560, 680),
    ),
    "keepsake-evening": (
        s.near(lambda c: s.open_box(c, ("tabletop", "clay", "sand", 1120), "#e9d2c2", "#f6e6da", _keepsake), 1.2, 600, 1330),
        s.near(lambda c: d.wrapped_square(c, ("studio", "clay"), "#e9d2c2", "mocha", petals="peach"), 1.2, 760, 1330),
    ),
    "heart-of-roses": (
        lambda c: d.above(c, ("linen", "blush"), "heart", REDS, "#7a1d33", "red", 600, 740, 480, 74, False, "red"),
        lambda c: d.close(c, ("studio", "wine"), [("rose", "red", 5, 1), ("rose", "rose", 1, 0.92), ("rose", "burgundy", 0.5, 0.92)], [RUS], 620, 880, 700, 640, 176),
    ),
    "truffle-garden": (
        s.near(lambda c: s.square_box(c, ("plinth", "rosy", 1080, 1180, "cream", 600, None, 1000), PINKS, "#e6bdb8", "rose", w=700, d=440, h=170, at=(590, 1220), half=["milk", "ruby", "dark", "white", "foil"]), 1.3, 600, 1290),
        lambda c: d.things_above(c, ("marble", "blush"), _truffles_above),
    ),
    "dates-and-dawn": (
        s.near(lambda c: s.square_box(c, ("tabletop", "sand", "sand", 1010, {"light": "window"}), WHITES, "#2f5f4b", "gold", w=700, d=450, h=180, at=(590, 1210), half=["dates:almond", "dates:pistachio", "dates:walnut"]), 1.3, 600, 1290),
        lambda c: d.things_above(c, ("linen", "sand"), _dates_above),
    ),
    "ramadan-lantern": (
        _ramadan,
        s.near(lambda c: d.wrapped_round(c, ("tabletop", "night", "night", 1060), "#3a4674", "gold", "ivory"), 1.16, 600, 1300),
    ),
    "eid-morning": (
        s.near(lambda c: s.open_box(c, ("arch", "sage", "pearl", 1130, 980, 120), "#2f5f4b", "#efe6d2", _eid, bow="gold"), 1.18, 600, 1330),
        s.near(lambda c: d.wrapped_square(c, ("studio", "sage"), "#2f5f4b", "gold", petals="ivory"), 1.2, 760, 1330),
    ),
    "cap-and-roses": (
        lambda c: s.hat_box(c, ("disc", "pearl", "#d9c08a", 1140), GRAD, "#2b2126", "gold", "gold", [OLI, EUC], x=520, width=580, side=_grad),
        lambda c: d.above(c, ("marble", "pearl"), "round", GRAD, "#2b2126", None, 500, 620, 370, 84, False, None, False, ("olive",), _grad_above),
    ),
    "slow-sunday-spa": (
        s.near(lambda c: s.open_box(c, ("tabletop", "sage", "pearl", 1120, {"light": "leaves"}), "#eef0e6", "#dfe6d6", _spa, bow="sage"), 1.18, 600, 1330),
        s.near(lambda c: d.wrapped_square(c, ("studio", "sage"), "#eef0e6", "sage", petals="blush"), 1.2, 760, 1330),
    ),
    "peony-and-parfum": (
        s.near(lambda c: s.open_box(c, ("arch", "rosy", "cream", 1130, 980, 120), "#f0cdc7", "#f9e6e0", _scent, bow="rose"), 1.18, 600, 1330),
        s.near(lambda c: d.wrapped_square(c, ("studio", "rosy"), "#f0cdc7", "rose", petals="pink"), 1.2, 760, 1330),
    ),
    "the-gentleman": (
        s.near(lambda c: s.open_box(c, ("tabletop", "mocha", "mocha", 1120), "#33282d", "#c9ad90", _gentleman), 1.18, 600, 1330),
        s.near(lambda c: d.wrapped_square(c, ("tabletop", "mocha", "mocha", 960), "#33282d", "gold"), 1.2, 760, 1330),
    ),
    "macaron-tea": (
        s.near(lambda c: s.table_of(c, ("disc", "honey", "#f6c9bd", 1120, 600, 740, 380, "cream"), _tea), 1.14, 560, 1380),
        s.near(lambda c: d.things_above(c, ("linen", "cream"), _tea_above), 1.14, 500, 760),
    ),
    "forever-frame": (
        lambda c: s.framed(c, ("tabletop", "pearl", "sand", 1190, {"light": "leaves"}), [("rose", "blush", 3, 1), ("anemone", "white", 2, 0.95), ("ranunculus", "peach", 2, 0.85)], [EUC, OLI, GYP], "#d7b98f", "#fffaf2", side=_pillow_candle),
        lambda c: s.framed(c, ("studio", "clay"), [("ranunculus", "coral", 2, 1), ("rose", "peach", 3, 1), ("daisy", "white", 2, 0.7)], [OLI, ("fern",)], "#3d2c25", "#fbf1e3", 600, 1290, 700, 980),
    ),
    "birthday-balloons": (
        _birthday_main,
        lambda c: d.above(c, ("linen", "honey"), "round", PARTY, "#fbe9dc", "peach", petals="coral", sprigs=("ruscus",)),
    ),
    "ivory-tower": (
        lambda c: s.hat_box(c, ("drape", "pearl"), WHITES, "#fbf6ee", "gold", "ivory", [EUC, OLI], side=_card(1000, 1290)),
        lambda c: d.wrapped_round(c, ("tabletop", "sage", "pearl", 1060), "#fbf6ee", "sage", None, ("#e3e8da", "ivory")),
    ),
    "midnight-plum": (
        lambda c: s.hat_box(c, ("tabletop", "wine", "wine", 1140), WINE, "#2b2126", "gold", "red", [RUS, OLI], side=None),
        lambda c: d.above(c, ("linen", "mocha"), "round", WINE, "#2b2126", "gold", petals="burgundy", sprigs=("olive",)),
    ),
    "little-thank-yous": (
        s.near(lambda c: s.table_of(c, ("tabletop", "cream", "cream", 800, {"light": "window"}), _minis), 1.12, 600, 1330),
        lambda c: d.things_above(c, ("linen", "pearl"), _minis_close),
    ),
}
