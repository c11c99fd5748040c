"""Satin: bows, bands, tails and bands round boxes."""

from canvas import light, num, path

# light, body, deep
SATIN = {
    "rose": ("#dd8296", "#b8405e", "#74203a"),
    "blush": ("#fbe7e0", "#ecc1b5", "#c08a7e"),
    "ivory": ("#fffdf7", "#f3e8d6", "#c9b491"),
    "gold": ("#f3e2b4", "#c7a76c", "#8a6a34"),
    "ink": ("#5b474d", "#2b2126", "#120c0f"),
    "sage": ("#d5ddc6", "#9dac88", "#66775a"),
    "lilac": ("#ece0f0", "#bfa3ca", "#80628f"),
    "blue": ("#eaf1f6", "#a9c1d3", "#6c8aa2"),
    "red": ("#e0606f", "#a81f38", "#5c0c1e"),
    "emerald": ("#6d9a84", "#2f5f4b", "#143428"),
    "peach": ("#ffe6d3", "#f3b892", "#bf7b52"),
    "mocha": ("#d9bba3", "#9c7258", "#5e3f2e"),
}


def _shine(c, tones, x1, y1, x2, y2):
    high, body, deep = tones
    return c.linear([(0, body), (0.22, high), (0.48, body), (0.8, deep), (1, body)], x1, y1, x2, y2)


def bow(c, colour="rose", tails=True, long=190):
    """A satin bow around the origin, about 300 wide."""
    tones = SATIN[colour]
    high, body, deep = tones
    def draw():
        parts = []
        edge = {"stroke": light(high, 0.35), "stroke_width": 1.4, "stroke_opacity": 0.75}
        if tails:
            for side in (-1, 1):
                s = side
                d = (f"M{-6 * s} 4C{-34 * s} {num(long * .3)} {-30 * s} {num(long * .55)} {-70 * s} {long}L{-44 * s} {long - 14}L{-28 * s} {long + 16}"
                     f"C{2 * s} {num(long * .62)} {2 * s} {num(long * .4)} {18 * s} 6Z")
                parts.append(path(d, _shine(c, tones, 0 if s > 0 else 1, 0, 0.8 if s > 0 else 0.2, 1), **edge))
        for side in (-1, 1):
            s = side
            inner = f"M0 0C{-52 * s}-46 {-128 * s}-66 {-146 * s}-30C{-154 * s} 4 {-92 * s} 26 0 8Z"
            outer = f"M0-6C{-44 * s}-78 {-126 * s}-108 {-150 * s}-66C{-164 * s}-36 {-160 * s} 18 {-140 * s} 42C{-104 * s} 58 {-46 * s} 38 0 8Z"
            lip = f"M0-2C{-56 * s}-40 {-120 * s}-52 {-138 * s}-32C{-150 * s} 8 {-144 * s} 26 {-138 * s} 38C{-100 * s} 52 {-44 * s} 34 0 8Z"
            parts.append(path(outer, c.linear([(0, body), (0.3, high), (0.7, body), (1, deep)], 0.5, 0, 0.5, 1), **edge))
            parts.append(path(inner, deep, opacity=0.55))
            parts.append(path(lip, _shine(c, tones, 1 if s > 0 else 0, 0, 0.1 if s > 0 else 0.9, 0.9), **edge))
            folds = f"M{-8 * s} 2Q{-50 * s}-14 {-92 * s}-12M{-8 * s} 5Q{-54 * s} 14 {-98 * s} 18"
            parts.append(path(folds, stroke=deep, stroke_width=2.2, stroke_opacity=0.4, stroke_linecap="round"))
        parts.append(path("M-20-22C-8-30 8-30 20-22C27-6 27 10 20 24C8 31-8 31-20 24C-27 10-27-6-20-22Z", _shine(c, tones, 0, 0, 1, 0.6), **edge))
        parts.append(path("M-7-24Q-11 0-6 25M8-25Q5 0 9 26", stroke=deep, stroke_width=1.6, stroke_opacity=0.4))
        return "".join(parts)
    return c.symbol(("bow", colour, tails, long), draw)


def put_bow(c, colour, x, y, scale=1.0, turn=0.0, tails=True, long=190):
    """A bow with its soft shadow."""
    c.glow(x + 6, y + 20 * scale, 175 * scale, 80 * scale, "#4a2416", 0.26)
    c.use(bow(c, colour, tails, long), x, y, scale, turn)


def curl(c, colour, points, width=26):
    """A ribbon lying loosely along `points` (drawn as three strokes: shade, body, sheen)."""
    from canvas import smooth
    high, body, deep = SATIN[colour]
    d = smooth(points, closed=False)
    c.add(path(smooth([(x + 5, y + 8) for x, y in points], closed=False), stroke="#4a2416", stroke_width=width, stroke_opacity=0.16, stroke_linecap="round"))
    c.add(path(d, stroke=body, stroke_width=width), path(d, stroke=deep, stroke_width=width * 0.28, stroke_opacity=0.25, transform=f"translate(0 {num(width * .3)})"))
    c.add(path(d, stroke=high, stroke_width=width * 0.22, stroke_opacity=0.85, transform=f"translate(0 {num(-width * .22)})"))
