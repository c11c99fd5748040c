"""Studio backdrops: a wall, a surface, a direction of light. All at the picture's own size."""

import math

from canvas import dark, light, num, path, poly, use
from leaves import sprig

# wall, surface
TONES = {
    "cream": ("#f5ece1", "#fbf5ec"),
    "blush": ("#f3d9d0", "#f9e9e2"),
    "rosy": ("#e3b1ad", "#eecac4"),
    "sage": ("#cdd3bf", "#e0e4d4"),
    "moss": ("#8f9b80", "#a8b299"),
    "lilac": ("#dccfe0", "#ebe2ed"),
    "dusk": ("#a68fae", "#bca8c2"),
    "sky": ("#cddae3", "#e2eaf0"),
    "sand": ("#e3d2ba", "#efe3d0"),
    "clay": ("#cf9f86", "#dfb8a3"),
    "honey": ("#edd3a0", "#f5e4c2"),
    "pearl": ("#ebe6df", "#f6f2ec"),
    "mocha": ("#8a6a58", "#a3826e"),
    "wine": ("#5b2133", "#74304a"),
    "ink": ("#2c2226", "#3d3035"),
    "emerald": ("#24463a", "#31594a"),
    "night": ("#26304a", "#364260"),
}


def _rect(c, x, y, w, h, fill, **attrs):
    c.add(f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" fill="{fill}"' + "".join(f' {k}="{v}"' for k, v in attrs.items()) + "/>")


def wall(c, tone):
    base = TONES[tone][0]
    _rect(c, 0, 0, c.width, c.height, c.linear([(0, light(base, 0.42)), (0.55, light(base, 0.08)), (1, dark(base, 0.07))], 0, 0, 0.75, 1))


def table(c, tone, y=1130):
    """A table's far edge at `y`: the surface catches the light towards us."""
    base = TONES[tone][1]
    _rect(c, 0, y, c.width, c.height - y, c.linear([(0, dark(base, 0.1)), (0.12, base), (0.6, light(base, 0.3)), (1, light(base, 0.05))]))
    _rect(c, 0, y - 26, c.width, 26, c.linear([(0, dark(base, 0.5), 0), (1, dark(base, 0.5), 0.16)]))
    _rect(c, 0, y, c.width, 2.5, light(base, 0.6), opacity=0.7)


def studio(c, tone, floor=1130):
    """A seamless paper roll: wall and floor melt into each other."""
    wall(c, tone)
    base = TONES[tone][1]
    fade = c.linear([(0, base, 0), (0.3, base, 0.75), (1, light(base, 0.22))])
    _rect(c, 0, floor - 160, c.width, c.height - floor + 160, fade)
    c.glow(c.width * 0.3, c.height * 0.28, c.width * 0.62, c.height * 0.42, "#fffaf0", 0.42)


def tabletop(c, tone, surface=None, y=1130):
    wall(c, tone)
    c.glow(c.width * 0.26, c.height * 0.3, c.width * 0.6, c.height * 0.44, "#fffaf0", 0.4)
    table(c, surface or tone, y)


def arch(c, tone, surface=None, y=1150, width=760, top=170, inner=None):
    """A plastered wall with an arched niche behind the object."""
    wall(c, tone)
    base = TONES[tone][0]
    inside = TONES[inner][0] if inner else dark(base, 0.1)
    cx, r = c.width / 2, width / 2
    shape = f"M{num(cx - r)} {y}V{num(top + r)}A{num(r)} {num(r)} 0 0 1 {num(cx + r)} {num(top + r)}V{y}Z"
    c.path(shape, c.linear([(0, dark(inside, 0.12)), (0.35, inside), (1, light(inside, 0.25))], 0, 0, 1, 0.35))
    # the niche's thickness: shade on the lit side, a bright edge opposite
    c.path(f"M{num(cx - r)} {y}V{num(top + r)}A{num(r)} {num(r)} 0 0 1 {num(cx + r)} {num(top + r)}A{num(r)} {num(r + 12)} 0 0 0 {num(cx - r + 44)} {num(top + r + 34)}V{y}Z",
           c.linear([(0, dark(base, 0.3), 0.55), (1, dark(base, 0.2), 0.1)], 0, 0, 1, 0))
    c.path(f"M{num(cx - r)} {num(top + r)}A{num(r)} {num(r)} 0 0 1 {num(cx + r)} {num(top + r)}V{y}", stroke=light(base, 0.65), stroke_width=3.5, stroke_opacity=0.8)
    c.glow(cx + r * 0.2, y - 330, r * 0.9, 420, "#fffaf0", 0.3)
    table(c, surface or tone, y)


def disc(c, tone, colour="#c7a76c", y=1130, cx=None, cy=560, r=380, surface=None, opacity=0.5):
    """A large sun behind the object."""
    wall(c, tone)
    cx = cx or c.width / 2
    c.ellipse(cx, cy, r, r, c.linear([(0, light(colour, 0.45), opacity), (1, colour, opacity * 0.75)], 0.2, 0, 0.8, 1))
    c.ellipse(cx, cy, r + 26, r + 26, "none", stroke=light(colour, 0.25), stroke_width=2, stroke_opacity=0.7)
    table(c, surface or tone, y)


def plinth(c, tone, top=1110, width=620, surface=None, cx=None, stone=None, floor=1290):
    """A round plinth; the object stands at `top`."""
    tabletop(c, tone, surface, floor)
    base = TONES[stone or tone][1]
    cx = cx or c.width / 2
    r, ry = width / 2, width * 0.105
    bottom = c.height - 90
    c.glow(cx + 50, bottom + 10, r * 1.3, 90, dark(base, 0.75), 0.32)
    side = c.linear([(0, dark(base, 0.14)), (0.24, light(base, 0.35)), (0.55, base), (1, dark(base, 0.3))], 0, 0, 1, 0)
    c.path(f"M{num(cx - r)} {top}V{bottom}A{num(r)} {num(ry)} 0 0 0 {num(cx + r)} {bottom}V{top}Z", side)
    c.ellipse(cx, top, r, ry, c.linear([(0, light(base, 0.5)), (1, base)], 0, 0, 1, 0.6))
    c.ellipse(cx, top, r, ry, "none", stroke=light(base, 0.7), stroke_width=2, stroke_opacity=0.8)


def steps(c, tone, tops=((150, 1180, 420), (560, 1240, 520)), surface=None, floor=1320):
    """Square blocks of different heights: [(x, top, width)]."""
    tabletop(c, tone, surface, floor)
    base = TONES[surface or tone][1]
    for x, top, w in tops:
        depth = 74
        c.glow(x + w * 0.6, c.height - 60, w * 0.8, 80, dark(base, 0.7), 0.3)
        c.path(poly([(x, top), (x + depth, top - 44), (x + w + depth, top - 44), (x + w, top)]), c.linear([(0, light(base, 0.6)), (1, light(base, 0.2))], 0, 0, 1, 1))
        _rect(c, x, top, w, c.height - top, c.linear([(0, light(base, 0.28)), (1, dark(base, 0.06))], 0, 0, 1, 0.4))
        c.path(poly([(x + w, top), (x + w + depth, top - 44), (x + w + depth, c.height), (x + w, c.height)]), c.linear([(0, dark(base, 0.14)), (1, dark(base, 0.3))]))


def window_light(c, opacity=0.34, x=120, y=60, slant=0.32, panes=2, scale=1.0):
    """Sun through a window, thrown across the wall."""
    c.begin(filter=c.blur(9), opacity=opacity)
    w, h = 230 * scale, 360 * scale
    for i in range(panes):
        for j in range(2):
            px, py = x + i * (w + 30), y + j * (h + 30) - i * 40
            px += j * (h + 30) * slant
            c.path(poly([(px, py), (px + w, py - 44), (px + w + h * slant, py + h - 44), (px + h * slant, py + h)]), "#fffaf0")
    c.end()


def leaf_shadow(c, kind="olive", places=((1210, 40, 222, 1.7), (1240, 330, 262, 1.5), (960, -60, 196, 1.5)), opacity=0.2, colour="#5a3a2c"):
    """The blurred shadow of a plant outside the frame: [(x, y, turn, scale)]."""
    c.begin(filter=c.blur(6), opacity=opacity)
    flat = c.symbol(("shadow", kind), lambda: _silhouette(c, kind, colour))
    for x, y, turn, scale in places:
        c.use(flat, x, y, scale, turn)
    c.end()


def _silhouette(c, kind, colour):
    out = [path("M0 0Q8-160 30-330", stroke=colour, stroke_width=7)]
    wide = {"eucalyptus": 40, "ruscus": 24, "olive": 14, "fern": 10}.get(kind, 22)
    blade = f"M0 0C22-{wide} 64-{wide} 88 0C64 {wide} 22 {wide} 0 0Z"
    for k in range(8):
        t = (k + 0.7) / 8
        for side in (-1, 1):
            out.append(f'<path d="{blade}" fill="{colour}" transform="translate({num(30 * t * t)} {num(-320 * t)})rotate({num(-90 + side * 50)})scale({num(1.1 - t * .5)})"/>')
    return "".join(out)


def drape(c, tone, folds=9):
    """A curtain in soft folds."""
    base = TONES[tone][0]
    stops = []
    for k in range(folds):
        t = k / folds
        wobble = c.rng.uniform(-0.018, 0.018)
        stops += [(max(0, t + wobble), dark(base, 0.12)), (t + 0.35 / folds, light(base, 0.34)), (t + 0.62 / folds, base)]
    stops.append((1, dark(base, 0.12)))
    _rect(c, 0, 0, c.width, c.height, c.linear(stops, 0, 0, 1, 0.06))
    _rect(c, 0, 0, c.width, c.height, c.linear([(0, "#fffaf0", 0.22), (0.5, "#fffaf0", 0), (1, "#2b1216", 0.14)]))


def linen(c, tone, weave=True):
    """A cloth seen from above, for flat lays: soft creases and a hint of weave."""
    base = TONES[tone][1]
    _rect(c, 0, 0, c.width, c.height, c.linear([(0, light(base, 0.4)), (1, dark(base, 0.06))], 0, 0, 0.8, 1))
    if weave:
        step = 12
        lines = "".join(f"M0 {y}H{c.width}" for y in range(6, c.height, step)) + "".join(f"M{x} 0V{c.height}" for x in range(6, c.width, step))
        c.path(lines, stroke=dark(base, 0.35), stroke_width=1, stroke_opacity=0.07)
    c.begin(filter=c.blur(16))
    for _ in range(5):
        x, y = c.rng.uniform(-100, c.width), c.rng.uniform(0, c.height)
        dx, dy = c.rng.uniform(380, 760), c.rng.uniform(-260, 260)
        d = f"M{num(x)} {num(y)}q{num(dx * .5)} {num(dy * .2)} {num(dx)} {num(dy)}"
        c.path(d, stroke=dark(base, 0.5), stroke_width=26, stroke_opacity=0.11)
        c.path(d, stroke="#fffdf8", stroke_width=18, stroke_opacity=0.45, transform="translate(-14 -20)")
    c.end()


def marble(c, tone="pearl"):
    """Veined stone from above."""
    base = TONES[tone][1]
    _rect(c, 0, 0, c.width, c.height, c.linear([(0, light(base, 0.5)), (1, dark(base, 0.05))], 0, 0, 1, 1))
    c.begin(filter=c.blur(3), fill="none", stroke_linecap="round")
    for _ in range(9):
        x, y, d = c.rng.uniform(-200, c.width), -20, []
        d.append(f"M{num(x)} {y}")
        for _ in range(6):
            d.append(f"q{num(c.rng.uniform(20, 150))} {num(c.rng.uniform(40, 150))} {num(c.rng.uniform(60, 230))} {num(c.rng.uniform(180, 330))}")
        c.path("".join(d), stroke=dark(base, 0.35), stroke_width=c.rng.uniform(1.5, 9), stroke_opacity=c.rng.uniform(0.06, 0.2))
    c.end()


def vignette(c, strength=0.2):
    """A gentle fall-off towards the corners, last of all."""
    paint = c.radial([(0.6, "#5a2f1c", 0), (1, "#5a2f1c", strength)], 0.46, 0.44, 0.8)
    _rect(c, 0, 0, c.width, c.height, paint)


def floor_shadow(c, cx, y, rx, ry=None, opacity=0.42, colour="#3a221c"):
    """A contact shadow plus the long soft one thrown to the right."""
    ry = ry or rx * 0.16
    c.glow(cx + rx * 0.3, y + ry * 0.35, rx * 1.38, ry * 1.7, colour, opacity * 0.6)
    c.glow(cx + rx * 0.04, y, rx * 1.06, ry * 0.8, colour, opacity, 0.3)


def sprig_on_table(c, kind, x, y, turn, scale, tone=None):
    """A sprig lying down, with its shadow."""
    ident = sprig(c, kind, tone)
    c.glow(x + math.sin(math.radians(turn)) * 150 * scale, y - math.cos(math.radians(turn)) * 150 * scale + 14, 170 * scale, 26, "#3a221c", 0.24)
    c.add(f'<g transform="translate({num(x)} {num(y)})scale(1 .8)">{use(ident, 0, 0, scale, turn)}</g>')
