"""The drawing surface: a tiny SVG writer with shared gradients, symbols and seeded randomness.

Everything is deterministic: a picture is a function of its recipe and its name (the seed).
Gradients and symbols are written once and reused, which keeps a scene of fifty flowers small.
"""

import colorsys
import math
import random


def num(value):
    """A coordinate, as short as the eye allows: tenths below 100, whole units above. File size is part of the job."""
    return _short_number(f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}")


def num2(value):
    """Two fraction digits, for scales and opacities."""
    return _short_number(f"{value:.2f}")


def _short_number(text):
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in ("", "-0", "-") else text


def _channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def mix(a, b, t):
    """The colour `t` of the way from `a` to `b`."""
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in zip(_channels(a), _channels(b)))


def light(colour, t):
    """Towards warm white: highlights never turn grey."""
    return mix(colour, "#fffaf3", t)


def dark(colour, t):
    """Towards a deep tone of the same hue, so that cream shades to toffee and blush to wine, never to grey."""
    r, g, b = (channel / 255 for channel in _channels(colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(r, g, b)
    deep = colorsys.hls_to_rgb(hue, min(0.22, lightness * 0.45), max(0.4, min(0.6, saturation)))
    return mix(colour, "#" + "".join(f"{round(channel * 255):02x}" for channel in deep), t)


def smooth(points, closed=True, whole=False):
    """A soft path through the middles of `points` (quadratic curves); `whole` rounds to units."""
    fmt = (lambda v: str(round(v))) if whole else num
    if closed:
        mids = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:] + points[:1])]
        start, curve = mids[-1], [q for pair in zip(points, mids) for q in pair]
    else:
        mids = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(points[1:-2], points[2:-1])]
        start, curve = points[0], [q for pair in zip(points[1:-1], mids + [points[-1]]) for q in pair]
    numbers = " ".join(f"{fmt(x)} {fmt(y)}" for x, y in curve).replace(" -", "-")
    return f"M{fmt(start[0])} {fmt(start[1])}Q{numbers}" + ("Z" if closed else "")


def poly(points):
    """A straight-edged closed path."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"


class Canvas:
    """One picture: definitions, layers in painting order, and its own random numbers."""

    def __init__(self, name, width=1200, height=1500):
        self.name, self.width, self.height = name, width, height
        self.rng = random.Random(f"amoonis:{name}")
        self._defs, self._ids, self._symbols = [], {}, {}
        self._body = []

    # -- definitions -------------------------------------------------------------------------
    def _define(self, template):
        if template not in self._ids:
            ident = _short(len(self._ids))
            self._ids[template] = ident
            self._defs.append(template.replace("@ID", ident))
        return self._ids[template]

    def _paint(self, template):
        return f"url(#{self._define(template)})"

    @staticmethod
    def _stops(stops):
        out = []
        for stop in stops:
            opacity = f' stop-opacity="{num2(stop[2])}"' if len(stop) > 2 and stop[2] != 1 else ""
            out.append(f'<stop offset="{num2(stop[0])}" stop-color="{stop[1]}"{opacity}/>')
        return "".join(out)

    def linear(self, stops, x1=0, y1=0, x2=0, y2=1, user=False):
        """A linear gradient's paint; `user` measures in drawing units instead of the shape's box."""
        fmt = num if user else num2
        units = ' gradientUnits="userSpaceOnUse"' if user else ""
        coords = f'x1="{fmt(x1)}" y1="{fmt(y1)}" x2="{fmt(x2)}" y2="{fmt(y2)}"'
        return self._paint(f'<linearGradient id="@ID" {coords}{units}>{self._stops(stops)}</linearGradient>')

    def radial(self, stops, cx=0.5, cy=0.5, r=0.5, user=False, fx=None, fy=None):
        """A radial gradient's paint."""
        fmt = num if user else num2
        units = ' gradientUnits="userSpaceOnUse"' if user else ""
        focus = "" if fx is None else f' fx="{fmt(fx)}" fy="{fmt(fy)}"'
        coords = f'cx="{fmt(cx)}" cy="{fmt(cy)}" r="{fmt(r)}"{focus}'
        return self._paint(f'<radialGradient id="@ID" {coords}{units}>{self._stops(stops)}</radialGradient>')

    def paint_like(self, geometry, stops):
        """A radial gradient with the geometry of another one."""
        return self._paint(f'<radialGradient id="@ID" href="{geometry[4:-1]}">{self._stops(stops)}</radialGradient>')

    def blur(self, amount):
        """A blur filter's reference, wide enough not to be cut off."""
        box = 'x="-50%" y="-50%" width="200%" height="200%"'
        return self._paint(f'<filter id="@ID" {box}><feGaussianBlur stdDeviation="{num(amount)}"/></filter>')

    def clip(self, path):
        return self._paint(f'<clipPath id="@ID"><path d="{path}"/></clipPath>')

    def symbol(self, key, draw):
        """Defines a group once per `key`; `draw` returns its content."""
        if key not in self._symbols:
            content = draw()
            self._symbols[key] = self._define(f'<g id="@ID">{content}</g>')
        return self._symbols[key]

    # -- painting ----------------------------------------------------------------------------
    def add(self, *parts):
        self._body.extend(parts)

    def path(self, d, fill="none", **attrs):
        self.add(path(d, fill, **attrs))

    def ellipse(self, cx, cy, rx, ry, fill, **attrs):
        self.add(ellipse(cx, cy, rx, ry, fill, **attrs))

    def use(self, ident, x, y, scale=1.0, turn=0.0, squash=None, flip=False, opacity=1.0):
        self.add(use(ident, x, y, scale, turn, squash, flip, opacity))

    def begin(self, **attrs):
        self.add(f"<g{_attrs(attrs)}>")

    def end(self):
        self.add("</g>")

    def glow(self, cx, cy, rx, ry, colour, opacity, solid=0.0):
        """A soft-edged ellipse of light or shade, without a filter."""
        paint = self.radial([(0, colour, opacity), (solid, colour, opacity), (0.62 + solid * 0.3, colour, opacity * 0.36), (1, colour, 0)])
        self.ellipse(cx, cy, rx, ry, paint)

    def text(self):
        """The finished file."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}"><defs>{"".join(self._defs)}</defs>{"".join(self._body)}</svg>\n'
        )


def _short(n):
    letters = "abcdefghijklmnopqrstuvwxyz"
    out = ""
    n += 1
    while n:
        n, r = divmod(n - 1, 26)
        out = letters[r] + out
    return out


def _attrs(attrs):
    out = []
    for key, value in attrs.items():
        if value is None:
            continue
        if isinstance(value, (int, float)):
            value = num2(value)
        out.append(f' {key.rstrip("_").replace("_", "-")}="{value}"')
    return "".join(out)


def path(d, fill="none", **attrs):
    return f'<path d="{d}" fill="{fill}"{_attrs(attrs)}/>'


def ellipse(cx, cy, rx, ry, fill, **attrs):
    if abs(rx - ry) < 0.05:
        return f'<circle cx="{num(cx)}" cy="{num(cy)}" r="{num(rx)}" fill="{fill}"{_attrs(attrs)}/>'
    return f'<ellipse cx="{num(cx)}" cy="{num(cy)}" rx="{num(rx)}" ry="{num(ry)}" fill="{fill}"{_attrs(attrs)}/>'


def use(ident, x, y, scale=1.0, turn=0.0, squash=None, flip=False, opacity=1.0):
    """Places a symbol. `squash` = (direction in degrees, factor): flattened along that direction."""
    steps = [f"translate({num(x)} {num(y)})"]
    if squash:
        direction, factor = squash
        steps.append(f"rotate({num(direction)})scale({num2(scale * factor)} {num2(scale)})rotate({num(turn - direction)})")
    else:
        if turn:
            steps.append(f"rotate({num(turn)})")
        if scale != 1 or flip:
            steps.append(f"scale({num2(-scale)} {num2(scale)})" if flip else f"scale({num2(scale)})")
    shade = "" if opacity == 1 else f' opacity="{num2(opacity)}"'
    return f'<use href="#{ident}" transform="{"".join(steps)}"{shade}/>'


def polar(angle, radius, cx=0.0, cy=0.0):
    return (cx + math.cos(angle) * radius, cy + math.sin(angle) * radius)
