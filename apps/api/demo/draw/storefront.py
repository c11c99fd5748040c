"""Category covers and the home page's hero scenes."""

import arrange as a
import scenes as s
import things as t
from boxes import ROSETTE
from bouquets import BLUES, GARDEN
from mugs import PEACHY

EUC, RUS, OLI, GYP = ("eucalyptus",), ("ruscus",), ("olive",), ("breath",)


def _boxes(c):
    s.set_stage(c, ("arch", "clay", "sand", 1160, 960, 110, "honey"))
    s.b.floor_shadow(c, 560, 1350, 300)
    s.v.closed_hat_box(c, 520, 1080, 600, 250, "#c98d74", "ivory")
    c.glow(520, 1084, 250, 60, "#3a221c", 0.4)
    s.posy_box(c, 520, 770, 470, 280, ROSETTE, "#fbf1e8", "rose", "rose", [EUC, GYP], 76, None, 200)
    corner = s.v.View(850, 1370, -26, 30)
    for size, colour, bow, at in (((250, 210, 170), "#e6c3b4", "mocha", corner),):
        w, depth, h = size
        s.v.path_shadow(c, [at(0, 0), at(w, 0), at(w, depth), at(0, depth)], 14, 0.34, (24, 12))
        s.v.box(c, at, w, depth, h, colour, lid=54)
        bx, by = s.v.ribbon_round(c, at, w, depth, h + 6, bow, 0.5, 32)
        s.r.put_bow(c, bow, bx, by - 6, 0.62, 4, True, 110)
    s.b.vignette(c)


def _hero_table(c, shift, low):
    """The boutique's table: vase, boxes, mug and candle. `shift` moves it sideways."""
    x = shift
    heads = [("peony", "pink", 2, 1.2), ("rose", "blush", 3, 1), ("ranunculus", "ivory", 2, 0.85), ("rose", "rose", 1.6, 0.95)]
    base = low
    s.b.floor_shadow(c, x, base, 210)
    rim = base - 440
    s.v.vase(c, x, rim, 400, 440, "#f0e3da")
    for k in range(9):
        u = k / 4 - 1
        c.add(s.leaves.stem([(x - u * 120, base - 22 - 16 * abs(u)), (x - u * 50, rim + 240), (x + u * 60, rim + 30), (x + u * 150, rim - 120)], "#7f9767" if k % 2 else "#93aa78", 11))
    s.v.vase_front(c, x, rim, 400, 440, "#f0e3da")
    a.collar(c, [EUC, RUS], x, rim - 170, 390, 310, 178, 362, 13, 1.1)
    a.dome(c, heads, x, rim - 200, 400, 310, 104)
    s.r.put_bow(c, "blush", x, rim + 66, 0.62)


def _wide(c):
    s.b.wall(c, "blush")
    c.glow(1500, 380, 1000, 620, "#fffaf0", 0.5)
    # an arched niche right of the middle leaves the left side quiet for words
    cx, rad, floor = 1560, 430, 1030
    c.path(f"M{cx - rad} {floor}V{130 + rad}A{rad} {rad} 0 0 1 {cx + rad} {130 + rad}V{floor}Z", c.linear([(0, "#dfa79c"), (0.4, "#e8bfb3"), (1, "#f3d9cd")], 0, 0, 1, 0.3))
    c.path(f"M{cx - rad} {floor}V{130 + rad}A{rad} {rad} 0 0 1 {cx + rad} {130 + rad}V{floor}", stroke="#fbeee6", stroke_width=4, stroke_opacity=0.8)
    s.b.window_light(c, 0.3, 760, 40, 0.34, 2, 1.2)
    s.b.table(c, "cream", floor)
    _hero_table(c, 1540, 1200)
    # left of the vase: a tower of boxes; right: an open box, a mug, a candle
    s.b.floor_shadow(c, 1010, 1196, 220)
    s.v.closed_hat_box(c, 1010, 980, 430, 200, "#c76a7c", "ivory")
    c.glow(1016, 984, 180, 44, "#3a221c", 0.4)
    s.v.closed_hat_box(c, 1010, 830, 310, 140, "#fbf1e8", "blush")
    s.r.put_bow(c, "blush", 1010, 822, 0.5, -3)
    s.b.floor_shadow(c, 2020, 1230, 220)
    s.posy_box(c, 2020, 990, 430, 220, ROSETTE[:1] + ROSETTE[2:], "#f7ece2", "blush", "blush", [EUC], 72, None, 165)
    a.scatter(c, "pink", 900, 2250, 1262, 1320, 7, 34)
    t.candle(c, 1775, 1290, 0.82, "#f4dfd2")
    t.card(c, 1290, 1240, 130, 165, -9)
    s.b.sprig_on_table(c, "eucalyptus", 700, 1270, 78, 1.0)
    s.b.vignette(c, 0.16)


def _tall(c):
    s.set_stage(c, ("arch", "blush", "cream", 1130, 940, 60))
    s.b.window_light(c, 0.26, 80, 20)
    _hero_table(c, 620, 1260)
    s.b.floor_shadow(c, 210, 1360, 170)
    s.v.closed_hat_box(c, 220, 1170, 340, 170, "#c76a7c", "ivory")
    s.r.put_bow(c, "ivory", 220, 1164, 0.52, -4, False)
    s.b.floor_shadow(c, 985, 1370, 150)
    s.posy_mug(c, 985, 1150, 280, 220, ROSETTE[:1] + ROSETTE[2:], "#fbf3ea", "hearts", "#d17a8c", [EUC], 1)
    a.scatter(c, "pink", 330, 860, 1410, 1465, 5, 34)
    t.card(c, 560, 1380, 150, 190, 8)
    s.b.vignette(c, 0.16)


PICTURES = {
    "category-flower-bouquets": lambda c: s.bouquet(c, ("arch", "rosy", "cream", 1210, 900, 80), GARDEN, "#fbeee4", "rose", [EUC, RUS, GYP], waist=1130, rx=370, ry=310, size=94),
    "category-flower-mugs": lambda c: s.mug(c, ("arch", "sage", "cream", 1150, 860, 110), PEACHY, "#fbf3ea", "dip", "#e7b3a4", [EUC, ("waxflower", "blush")], x=580, side=lambda c: a.scatter(c, "peach", 820, 1120, 1340, 1450, 6, 38)),
    "category-gift-boxes": _boxes,
    "category-newborn-gifts": lambda c: s.hat_box(c, ("arch", "sky", "pearl", 1160, 920, 110), BLUES[:3], "#f4f1ea", "blue", "blue", [EUC, GYP], x=460, width=520, size=80, ry=205,
                                                 side=lambda c: t.teddy(c, 900, 1350, 1.2, "#c99f74", "#f3e2cc", "blue")),
    "hero-phone": _tall,
}
WIDE = {"hero": _wide}
