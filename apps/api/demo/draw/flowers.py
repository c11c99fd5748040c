"""Flower heads, seen from the front, each about 100 units in radius around the origin."""

import math

from canvas import ellipse, light, mix, num, num2, path, polar, smooth, use

# light edge, body, depth: three tones per colour, chosen by hand because darkened pastels turn to mud
COLOURS = {
    "ivory": ("#fffdf7", "#f8efe0", "#d6bd95"),
    "white": ("#ffffff", "#f6f2ed", "#c6bfb6"),
    "blush": ("#fff1ec", "#f6d3c9", "#d1897f"),
    "pink": ("#fddbe0", "#eda3b1", "#b8506c"),
    "rose": ("#f4a3b1", "#cf5674", "#86203f"),
    "hot": ("#f9a8c6", "#de5590", "#8e1f56"),
    "red": ("#e8606f", "#b3243f", "#5c0a1f"),
    "burgundy": ("#b04660", "#741c35", "#37081a"),
    "peach": ("#ffe9da", "#f9c2a0", "#cf7c57"),
    "coral": ("#ffcbb8", "#ee8a73", "#b1473a"),
    "lilac": ("#f4ebf6", "#d3b9dc", "#8f6c9e"),
    "mauve": ("#f0d9df", "#c59aab", "#774b60"),
    "plum": ("#c79bbb", "#8a4f7d", "#431f42"),
    "butter": ("#fff8df", "#f6dd9b", "#cb9a45"),
    "sun": ("#ffe38a", "#f3b93a", "#b56d12"),
    "blue": ("#f1f6fa", "#bcd0e0", "#6f8eab"),
    "sky": ("#e3eef6", "#9dbcd6", "#4e7396"),
    "sage": ("#eef2e4", "#c3cfae", "#7d8f68"),
    "cocoa": ("#e3c3ad", "#b5856a", "#694232"),
}

LEAVES = {
    "sage": ("#b9c4a6", "#8a9a78", "#5f7056"),
    "deep": ("#7f9a74", "#52714f", "#2f4a36"),
    "olive": ("#b3ae7c", "#86854f", "#59592f"),
    "eucalyptus": ("#c6d3c8", "#93aa9b", "#647f72"),
    "dry": ("#ead9bd", "#cfb48a", "#a1845a"),
    "blush": ("#f2dcd2", "#ddb5a5", "#b98876"),
}


def _petal(rng, angle, half, inner, outer, ruffle=0.03, notch=0.0, points=7, drop=0.22):
    """A fan-shaped petal whose outer edge falls towards its sides, a little uneven like a real one."""
    out = []
    for i in range(points):
        t = -1 + 2 * i / (points - 1)
        radius = outer * (1 - drop * abs(t) ** 2.4 - notch * max(0, 1 - abs(t) * 3)) * (1 + rng.uniform(-ruffle, ruffle))
        out.append(polar(angle + half * t, radius))
    out.append(polar(angle + half * 0.55, inner))
    out.append(polar(angle - half * 0.55, inner))
    return smooth(out, whole=True)


def _layered(c, tones, rings, ruffle=0.03, notch=0.0, rim=0.55, core=None, points=7, lean=4.0):
    """Rings of petals from the outside in. Each ring is light at its edge and deep inside, so the
    next ring's light edge stands out against it: that contrast is what makes the flower round.

    Every ring is drawn at radius 100 and scaled, so that petals and paints are shared between rings."""
    high, body, deep = tones
    rng, parts = c.rng, []
    spin = rng.uniform(0, 360)
    for index, (outer, count, half) in enumerate(rings):
        depth = round(2 * index / max(1, len(rings) - 1)) / 2
        edge = mix(high, body, 0.12 + 0.4 * depth)
        mid = mix(body, deep, 0.08 + 0.2 * depth)
        geometry = c.radial([], 0, 0, 100, user=True)
        paints = [
            c.paint_like(geometry, [(0.25, mix(deep, mid, 0.25)), (0.62, mix(mid, deep, tint)), (1, mix(edge, mid, tint))])
            for tint in (0.0, 0.16, 0.3)
        ]
        shift = -lean * index / max(1, len(rings) - 1)
        parts.append(f'<g transform="translate(0 {num(shift)})scale({num2(outer / 100)})" stroke="{light(edge, 0.5)}" stroke-opacity="{num2(rim)}">')
        if index:
            shade = c.radial([(0.55, deep, 0.55), (0.86, deep, 0.22), (1, deep, 0)])
            parts.append(ellipse(1, 4, 112, 112, shade, stroke="none"))
        spin += 180 / count + rng.uniform(-12, 12)
        for k in range(count):
            angle = spin + k * 360 / count + rng.uniform(-5, 5)
            key = ("petal", ruffle, notch, points, round(half, 1), rng.randrange(3))
            petal = c.symbol(key, lambda: f'<path d="{_petal(rng, 0, half, 18, 100, ruffle, notch, points)}"/>')
            # petals turned away from the light (top left) take the deeper paint
            facing = math.cos(math.radians(angle - 225))
            paint = paints[0 if facing > 0.25 else 1 if facing > -0.5 else 2]
            parts.append(f'<use href="#{petal}" transform="rotate({angle % 360:.0f})" fill="{paint}"/>')
        parts.append("</g>")
    if core:
        parts.append(core())
    return "".join(parts)


def rose(c, colour, variant=0):
    """A garden rose: few wide outer petals, a tight spiral heart."""
    def draw():
        return _layered(
            c, COLOURS[colour],
            [(100, 5, 0.82), (86, 5, 0.84), (71, 5, 0.84), (57, 4, 1.0), (44, 4, 1.02), (32, 3, 1.25), (22, 3, 1.25), (12, 2, 1.6)],
            ruffle=0.035, lean=6,
        )
    return c.symbol(("rose", colour, variant), draw)


def peony(c, colour, variant=0):
    """A full peony: many ruffled, notched petals."""
    def draw():
        return _layered(
            c, COLOURS[colour],
            [(100, 7, 0.6), (90, 8, 0.54), (78, 8, 0.52), (65, 8, 0.5), (53, 7, 0.56), (41, 6, 0.62), (29, 5, 0.72), (18, 4, 0.9)],
            ruffle=0.075, notch=0.09, points=8, lean=3, rim=0.7,
        )
    return c.symbol(("peony", colour, variant), draw)


def ranunculus(c, colour, variant=0):
    """Paper-thin rings packed around a green button."""
    high, body, deep = COLOURS[colour]
    def heart():
        return ellipse(0, -3, 11, 11, c.radial([(0, "#dfe3b4"), (0.7, "#a9b077"), (1, "#747b49")]))
    def draw():
        rings = [(100 - i * 10.2, 7 if i < 6 else 5, 0.62 if i < 6 else 0.82) for i in range(9)]
        return _layered(c, (high, mix(body, high, 0.2), mix(deep, body, 0.35)), rings, ruffle=0.015, core=heart, points=6, lean=3)
    return c.symbol(("ranunculus", colour, variant), draw)


def anemone(c, colour, variant=0):
    """Two rings of open petals round an ink-dark eye."""
    def eye():
        out = [ellipse(0, 0, 27, 27, c.radial([(0, "#2b2030", 0.5), (0.7, "#2b2030", 0.25), (1, "#2b2030", 0)]))]
        for k in range(22):
            x, y = polar(k * math.tau / 22 + c.rng.uniform(-0.08, 0.08), c.rng.uniform(20, 29))
            out.append(path(f"M0 0L{num(x)} {num(y)}", stroke="#2b2030", stroke_width=0.8))
            out.append(ellipse(x, y, 2.3, 2.3, "#2b2030"))
        out.append(ellipse(0, 0, 14, 14, c.radial([(0, "#5a4a63"), (0.5, "#2d2133"), (1, "#1a121d")], 0.4, 0.35, 0.6)))
        return "".join(out)
    def draw():
        return _layered(c, COLOURS[colour], [(100, 6, 0.62), (90, 6, 0.6)], ruffle=0.035, core=eye, lean=0)
    return c.symbol(("anemone", colour, variant), draw)


def daisy(c, colour="white", variant=0, heart=("#ffe08a", "#e8a72e", "#a86a12")):
    """Slender petals round a domed yellow heart."""
    high, body, deep = COLOURS[colour]
    def draw():
        rng, parts = c.rng, []
        for ring, (outer, count) in enumerate(((100, 15), (90, 13))):
            paint = c.radial([(0.2, deep), (0.5, mix(body, deep, 0.2)), (1, high if ring else mix(high, body, 0.6))], 0, 0, outer, user=True)
            for k in range(count):
                angle = (k + ring * 0.5) * math.tau / count + rng.uniform(-0.07, 0.07)
                d = _petal(rng, angle, 0.2, outer * 0.2, outer * rng.uniform(0.9, 1.02), 0.02, 0, 5, 0.1)
                parts.append(path(d, paint, stroke=deep, stroke_width=0.6, stroke_opacity=0.35))
        parts.append(ellipse(1, 3, 31, 31, c.radial([(0.6, deep, 0.6), (1, deep, 0)])))
        parts.append(ellipse(0, 0, 25, 25, c.radial([(0, heart[0]), (0.6, heart[1]), (1, heart[2])], 0.4, 0.35, 0.65)))
        for k in range(34):
            x, y = polar(k * 2.39996, 3.9 * math.sqrt(k))
            parts.append(ellipse(x, y, 1.5, 1.5, heart[0] if k % 3 else heart[2], opacity=0.8))
        return "".join(parts)
    return c.symbol(("daisy", colour, variant, heart), draw)


def sunflower(c, variant=0):
    return daisy(c, "sun", variant, ("#8a5a35", "#4d2b18", "#24120b"))


def hydrangea(c, colour, variant=0):
    """A mop of four-petalled florets; tint and size vary so that the dome reads as round."""
    high, body, deep = COLOURS[colour]
    def floret(tint):
        def draw():
            edge, inner = mix(high, body, tint), mix(body, deep, 0.1 + tint * 0.6)
            paint = c.radial([(0, inner), (0.45, mix(edge, inner, 0.35)), (1, edge)], 0, 0, 22, user=True)
            parts = []
            for k in range(4):
                d = _petal(c.rng, k * math.pi / 2, 0.72, 2, 21, 0.05, 0, 5, 0.18)
                parts.append(path(d, paint, stroke=mix(body, deep, 0.6), stroke_width=0.5, stroke_opacity=0.5))
            parts.append(ellipse(0, 0, 2.6, 2.6, light(high, 0.4)))
            return "".join(parts)
        return c.symbol(("floret", colour, tint), draw)
    def draw():
        rng = c.rng
        parts = [ellipse(0, 0, 80, 80, c.radial([(0, mix(body, deep, 0.6)), (1, mix(body, deep, 0.9))]))]
        spots = [polar(k * 2.39996, 11.6 * math.sqrt(k + 0.5)) for k in range(56)]
        for x, y in sorted(spots, key=lambda p: -math.hypot(p[0], p[1])):
            shade = (x + y) / 180
            tint = 0.0 if shade < -0.2 else 0.35 if shade < 0.25 else 0.8
            parts.append(use(floret(tint), x, y, rng.uniform(0.85, 1.1), rng.uniform(0, 90)))
        return "".join(parts)
    return c.symbol(("hydrangea", colour, variant), draw)


def carnation(c, colour, variant=0):
    """Frilled all over."""
    def draw():
        return _layered(
            c, COLOURS[colour],
            [(100, 10, 0.4), (88, 10, 0.4), (75, 9, 0.44), (61, 8, 0.48), (47, 7, 0.52), (33, 5, 0.66), (20, 4, 0.8)],
            ruffle=0.12, points=9, lean=2, rim=0.75,
        )
    return c.symbol(("carnation", colour, variant), draw)


def orchid(c, colour="white", variant=0):
    """A moth orchid: three sepals, two broad petals, a coloured lip."""
    high, body, deep = COLOURS[colour]
    def draw():
        rng, parts = c.rng, []
        back = c.radial([(0, mix(body, deep, 0.35)), (0.6, body), (1, high)], 0, 0, 100, user=True)
        for angle in (-90, 35, 145):
            parts.append(path(_petal(rng, math.radians(angle), 0.42, 8, 92, 0.02, 0, 7, 0.1), back, stroke=deep, stroke_width=0.8, stroke_opacity=0.3))
        front = c.radial([(0, mix(body, deep, 0.5)), (0.4, mix(high, body, 0.7)), (1, high)], 0, 0, 105, user=True)
        for angle in (-172, -8):
            d = _petal(rng, math.radians(angle), 0.74, 8, 102, 0.02, 0, 9, 0.12)
            parts.append(path(d, front, stroke=deep, stroke_width=0.8, stroke_opacity=0.35))
            for spread in (-0.4, -0.15, 0.1, 0.35):
                x, y = polar(math.radians(angle) + spread, 74)
                parts.append(path(f"M0 0L{num(x)} {num(y)}", stroke=deep, stroke_width=0.8, stroke_opacity=0.22))
        parts.append(path("M-7 4C-26 8 -24 30 -8 26C-6 40 6 40 8 26C24 30 26 8 7 4C4 -8 -4 -8 -7 4Z", c.linear([(0, "#f3c56b"), (0.35, "#c23c6a"), (1, "#7d1d44")])))
        parts.append(ellipse(0, 2, 6, 7, "#fff4dd"))
        return "".join(parts)
    return c.symbol(("orchid", colour, variant), draw)


def wax(c, colour="blush", variant=0):
    """Five round petals, a waxflower; good as filler."""
    high, body, deep = COLOURS[colour]
    def draw():
        paint = c.radial([(0, deep), (0.35, mix(body, deep, 0.2)), (1, high)], 0, 0, 100, user=True)
        parts = [path(_petal(c.rng, k * math.tau / 5, 0.62, 5, 98, 0.03, 0, 6, 0.15), paint, stroke=deep, stroke_width=1.5, stroke_opacity=0.3) for k in range(5)]
        parts.append(ellipse(0, 0, 20, 20, c.radial([(0, "#f0d9a0"), (1, deep)])))
        return "".join(parts)
    return c.symbol(("wax", colour, variant), draw)


HEADS = {
    "rose": rose, "peony": peony, "ranunculus": ranunculus, "anemone": anemone, "daisy": daisy,
    "hydrangea": hydrangea, "carnation": carnation, "orchid": orchid, "wax": wax,
    "sunflower": lambda c, colour, variant=0: sunflower(c, variant),
}


def head(c, kind, colour, variant=0):
    """The symbol of a flower head by name, e.g. ("rose", "blush")."""
    return HEADS[kind](c, colour, variant)
