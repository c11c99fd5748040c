"""Greenery, fillers and flowers seen from the side. Stems grow from the origin upwards (-y)."""

import math

from canvas import ellipse, light, mix, num, path, polar, smooth, use
from flowers import COLOURS, LEAVES, wax


def _blade(length, width):
    """One leaf along +x: the outline of its lit half, and of its shaded half."""
    l, w = length, width
    lit = f"M0 0C{num(l * .25)} {num(-w)} {num(l * .75)} {num(-w)} {num(l)} 0Z"
    shade = f"M0 0C{num(l * .25)} {num(w)} {num(l * .75)} {num(w)} {num(l)} 0Z"
    return lit, shade


def leaf(c, tone, length=100, width=34):
    """A single leaf of two halves with a midrib, along +x."""
    def draw():
        high, body, deep = LEAVES[tone]
        lit, shade = _blade(length, width)
        return (
            path(lit, c.linear([(0, body), (1, high)], 0, 1, 0.6, 0)) + path(shade, c.linear([(0, body), (1, deep)], 0, 0, 0.4, 1))
            + path(f"M0 0L{length} 0", stroke=light(high, 0.3), stroke_width=1.2, stroke_opacity=0.6)
        )
    return c.symbol(("leaf", tone, length, width), draw)


def branch(c, tone="sage", pairs=6, length=300, blade=(82, 26), open_angle=52):
    """A stem with leaves in pairs, smaller towards the tip."""
    def draw():
        one = leaf(c, tone, *blade)
        stem = LEAVES[tone][2]
        bend = 0.1 * length
        parts = [path(f"M0 0Q{num(bend * .2)} {num(-length * .5)} {num(bend)} {num(-length)}", stroke=stem, stroke_width=4, stroke_linecap="round")]
        for k in range(pairs):
            t = (k + 0.8) / pairs
            x, y = bend * t * t, -length * t
            size = 1.06 - 0.5 * t
            for side in (-1, 1):
                turn = -90 + side * (open_angle + c.rng.uniform(-9, 9))
                parts.append(use(one, x, y, size * c.rng.uniform(0.9, 1.08), turn))
        parts.append(use(one, bend, -length, 0.6, -84))
        return "".join(parts)
    return c.symbol(("branch", tone, pairs, length, blade, open_angle), draw)


def eucalyptus(c, tone="eucalyptus"):
    """Round, coin-like leaves."""
    return branch(c, tone, 6, 290, (74, 42), 62)


def ruscus(c, tone="deep"):
    return branch(c, tone, 7, 320, (86, 25), 46)


def olive(c, tone="olive"):
    return branch(c, tone, 8, 310, (78, 14), 40)


def fern(c, tone="deep"):
    return branch(c, tone, 14, 320, (96, 11), 66)


def breath(c, colour="white"):
    """A spray of baby's breath."""
    def draw():
        high, body, deep = COLOURS[colour]
        dot = c.symbol(("breath", colour), lambda: ellipse(0, 1.5, 7.5, 7, deep, opacity=0.35) + "".join(
            ellipse(*polar(k * math.tau / 5, 3.6), 3.6, 3.6, high if k % 2 else body) for k in range(5)) + ellipse(0, 0, 1.4, 1.4, deep))
        rng, stems, dots = c.rng, [], []
        for _ in range(26):
            angle, reach = math.radians(-90 + rng.uniform(-44, 44)), rng.uniform(150, 300)
            x, y = polar(angle, reach)
            fork = polar(math.radians(-90 + rng.uniform(-14, 14)), reach * 0.45)
            stems.append(f"M0 0L{fork[0]:.0f} {fork[1]:.0f}L{x:.0f} {y:.0f}")
            dots.append(use(dot, x, y, rng.uniform(0.8, 1.5)))
            dots.append(use(dot, x + rng.uniform(-16, 16), y + rng.uniform(-4, 22), rng.uniform(0.6, 1.2)))
        return path("".join(stems), stroke="#9fae8b", stroke_width=1.3) + "".join(dots)
    return c.symbol(("spray", colour), draw)


def lavender(c, colour="lilac"):
    """A spike of small buds on a slim stem."""
    def draw():
        high, body, deep = COLOURS[colour]
        bud = c.symbol(("bud", colour), lambda: path("M0 0C-9-6-8-20 0-26C8-20 9-6 0 0Z", c.linear([(0, high), (0.6, body), (1, deep)])))
        parts = [path("M0 0Q6-120 2-290", stroke="#8a9a78", stroke_width=3.2, stroke_linecap="round")]
        for k in range(11):
            y, size = -150 - k * 13, 1.15 - k * 0.05
            for turn in (-48, 48, 0):
                parts.append(use(bud, 3, y, size, turn + c.rng.uniform(-8, 8)))
        return "".join(parts)
    return c.symbol(("lavender", colour), draw)


def pampas(c, colour="butter"):
    """A dried plume, drawn as many fine hairs."""
    def draw():
        tones = LEAVES["dry"]
        parts = [path("M0 0Q8-160 20-330", stroke=tones[2], stroke_width=4)]
        for layer, tone in enumerate((tones[2], tones[1], tones[0], light(tones[0], 0.5))):
            hairs = []
            for k in range(30):
                t = k / 29
                x, y = 8 + 14 * t, -120 - 220 * t
                side = -1 if (k + layer) % 2 else 1
                w = 62 * math.sin(math.pi * min(1, 0.18 + t * 0.86)) * c.rng.uniform(0.6, 1.1)
                hairs.append(f"M{x:.0f} {y:.0f}q{side * w * .5:.0f}-14 {side * w:.0f} {c.rng.uniform(-44, -8):.0f}")
            parts.append(path("".join(hairs), stroke=tone, stroke_width=4.2 - layer * 0.7, stroke_linecap="round", stroke_opacity=0.8))
        return "".join(parts)
    return c.symbol(("pampas", colour), draw)


def waxflower(c, colour="blush"):
    """A sprig of small five-petalled flowers and needles."""
    def draw():
        bloom, rng = wax(c, colour), c.rng
        needle = leaf(c, "deep", 60, 7)
        parts = [path("M0 0Q-6-140 8-280", stroke="#71855f", stroke_width=3.5)]
        for k in range(12):
            parts.append(use(needle, k * 0.7, -30 - k * 20, 0.9, -90 + (-1) ** k * rng.uniform(35, 60)))
        for k in range(9):
            x, y = rng.uniform(-70, 80), -130 - k * 19 + rng.uniform(-12, 12)
            parts.append(path(f"M4 {num(y + 50)}Q{num(x * .5)} {num(y + 40)} {num(x)} {num(y)}", stroke="#71855f", stroke_width=2))
            parts.append(use(bloom, x, y, rng.uniform(0.17, 0.25), rng.uniform(0, 72)))
        return "".join(parts)
    return c.symbol(("waxflower", colour), draw)


def tulip(c, colour, variant=0):
    """A tulip head from the side, standing on the origin, about 150 high."""
    def draw():
        high, body, deep = COLOURS[colour]
        lean = c.rng.uniform(-6, 6)
        back = c.linear([(0, mix(high, body, 0.5)), (1, deep)])
        side_l = c.linear([(0, high), (0.45, body), (1, mix(body, deep, 0.75))], 0, 0, 0.9, 1)
        side_r = c.linear([(0, mix(high, body, 0.7)), (0.5, mix(body, deep, 0.4)), (1, deep)], 0, 0, 0.4, 1)
        front = c.linear([(0, high), (0.35, mix(high, body, 0.7)), (1, mix(body, deep, 0.6))], 0.3, 0, 0.6, 1)
        rim = {"stroke": light(high, 0.5), "stroke_width": 1.3, "stroke_opacity": 0.7}
        parts = [
            path("M-34-60C-40-120-22-150-10-160C2-140 10-120 8-70Z", back), path("M34-60C40-118 24-148 12-156C0-140-8-120-6-70Z", back),
            path("M-4 0C-54-6-62-64-48-112C-44-130-36-142-30-148C-8-122 8-60-4 0Z", side_l, **rim),
            path("M4 0C54-6 62-64 48-112C44-128 38-138 32-146C8-122-8-60 4 0Z", side_r, **rim),
            path(f"M0 1C-36-6-42-62-26-100C-16-122-4-134 {num(lean * .5)}-140C10-130 22-118 28-98C42-60 36-4 0 1Z", front, **rim),
        ]
        veins = "".join(f"M0-6Q{x}-60 {num(x * .7)}-{y}" for x, y in ((-17, 104), (-8, 118), (1, 124), (10, 116), (19, 100)))
        parts.append(path(veins, stroke=deep, stroke_width=0.9, stroke_opacity=0.22))
        return "".join(parts)
    return c.symbol(("tulip", colour, variant), draw)


def tulip_leaf(c, tone="sage"):
    """A long strap leaf."""
    def draw():
        high, body, deep = LEAVES[tone]
        return path("M-8 0C-52-100-34-220 16-330C40-230 38-110 14 0Z", c.linear([(0, high), (0.55, body), (1, deep)], 0, 0, 1, 0.2)) + path(
            "M2 0C-12-110-6-220 14-320", stroke=light(high, 0.4), stroke_width=2, stroke_opacity=0.5)
    return c.symbol(("strap", tone), draw)


SPRIGS = {
    "eucalyptus": eucalyptus, "ruscus": ruscus, "olive": olive, "fern": fern, "breath": breath,
    "lavender": lavender, "pampas": pampas, "waxflower": waxflower,
}


def sprig(c, kind, tone=None):
    """A sprig by name; `tone` picks its colour."""
    return SPRIGS[kind](c, tone) if tone else SPRIGS[kind](c)


def stem(points, colour, width=9):
    """A stem as a smooth stroke."""
    return path(smooth(points, closed=False), stroke=colour, stroke_width=width, stroke_linecap="round")
