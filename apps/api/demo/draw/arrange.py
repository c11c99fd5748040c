"""Putting flowers together: domes, rows on a plane, loose petals."""

import math

from canvas import light, mix, num2, path, polar, use
from flowers import COLOURS, _petal, head
from leaves import sprig


def pick(c, heads, near):
    """A flower for a spot: by weight, but unlike its neighbours."""
    weights = []
    for h in heads:
        same = sum(1 for n in near if n is h)
        weights.append(h[2] * (0.28 ** same))
    return c.rng.choices(heads, weights)[0]


def place(c, h, x, y, size, turn=0.0, squash=None, shade="#4a1f1c"):
    """One head with its contact shadow. `h` = (kind, colour, weight, relative size)."""
    symbol = head(c, h[0], h[1])
    r = size * h[3]
    c.ellipse(x + r * 0.05, y + r * 0.12, r * 1.16, r * 1.16, c.radial([(0.5, shade, 0.42), (0.82, shade, 0.16), (1, shade, 0)]))
    c.use(symbol, x, y, r / 100, turn, squash)


def spots(c, cx, cy, rx, ry, step):
    """Hexagonally packed, slightly shaken positions inside an ellipse."""
    out, rows = [], int(ry // (step * 0.86)) + 1
    shift = c.rng.uniform(-0.25, 0.25)
    for j in range(-rows, rows + 1):
        columns = int(rx // step) + 1
        for i in range(-columns, columns + 1):
            x = (i + (0.5 if j % 2 else 0) + shift) * step + c.rng.uniform(-0.1, 0.1) * step
            y = j * step * 0.86 + c.rng.uniform(-0.1, 0.1) * step
            if (x / rx) ** 2 + (y / ry) ** 2 <= 1:
                out.append((cx + x, cy + y))
    return out


def dome(c, heads, cx, cy, rx, ry, size, step=1.42, focus=0.22, tilt=0.34, fillers=(), low=None):
    """A dome of flowers seen from the front: outer heads turn away, the middle faces us.

    `low` drops everything whose centre lies below that line (the vessel's rim)."""
    places = [p for p in spots(c, cx, cy, rx, ry, size * step) if low is None or p[1] < low]
    fx, fy = cx, cy + ry * focus
    places.sort(key=lambda p: -math.hypot((p[0] - fx) / rx, (p[1] - fy) / ry))
    done = []
    for x, y in places:
        near = [h for px, py, h in done if math.hypot(px - x, py - y) < size * step * 1.35]
        h = pick(c, heads, near)
        d = min(1.0, math.hypot((x - cx) / rx, (y - cy) / ry))
        direction = math.degrees(math.atan2(y - cy, x - cx))
        if fillers and c.rng.random() < 0.55:
            f = c.rng.choice(fillers)
            fx2, fy2 = x + c.rng.uniform(-0.7, 0.7) * size, y + c.rng.uniform(-0.7, 0.7) * size
            c.use(sprig(c, *f[:2]), fx2, fy2, f[2] * size / 100, direction + 90 + c.rng.uniform(-50, 50))
        place(c, h, x, y, size * (1.04 - 0.14 * d) * c.rng.uniform(0.94, 1.06), c.rng.uniform(0, 360), (direction, 1 - tilt * d * d))
        done.append((x, y, h))
    # light from the top left, shade at the bottom right, over the whole dome
    c.glow(cx - rx * 0.4, cy - ry * 0.5, rx * 0.8, ry * 0.75, "#fff6e6", 0.3)
    c.glow(cx + rx * 0.45, cy + ry * 0.55, rx * 0.62, ry * 0.5, "#5a2420", 0.2)
    return done


def collar(c, kinds, cx, cy, rx, ry, start=185, end=355, count=13, scale=0.8, lean=0.55):
    """Sprigs fanning out from behind a dome. `kinds` = [(sprig, tone or None)]; angles as on a clock face in degrees."""
    for k in range(count):
        angle = start + (end - start) * (k + 0.5) / count + c.rng.uniform(-6, 6)
        kind = kinds[k % len(kinds)]
        x, y = polar(math.radians(angle), 1)
        reach = c.rng.uniform(0.9, 1.12)
        c.use(sprig(c, *kind), cx + x * rx * lean, cy + y * ry * lean, scale * reach, angle + 90 + c.rng.uniform(-10, 10), flip=k % 2 == 1)


def bed(c, project, x0, y0, x1, y1, z, heads, size, bump=0.0, step=1.5, squash=0.86):
    """Heads packed on a plane inside a box; `project` maps box coordinates to the picture."""
    nx = max(1, round(abs(x1 - x0) / (size * step)))
    ny = max(1, round(abs(y1 - y0) / (size * step)))
    todo = []
    for j in range(ny):
        for i in range(nx):
            u = (i + 0.5 + c.rng.uniform(-0.08, 0.08)) / nx
            v = (j + 0.5 + c.rng.uniform(-0.08, 0.08)) / ny
            lift = bump * math.sin(math.pi * u) * math.sin(math.pi * v)
            x, y = project(x0 + (x1 - x0) * u, y0 + (y1 - y0) * v, z + lift)
            todo.append((v, u, x, y))
    done = []
    for v, u, x, y in sorted(todo, key=lambda t: -t[0]):
        near = [h for px, py, h in done if math.hypot(px - x, py - y) < size * step * 1.4]
        h = pick(c, heads, near)
        place(c, h, x, y, size * c.rng.uniform(0.96, 1.06), c.rng.uniform(0, 360), (90, squash))
        done.append((x, y, h))
    return done


def petals(c, colour, places, size=30):
    """Loose petals lying on a surface. `places` = [(x, y, turn)]."""
    high, body, deep = COLOURS[colour]
    def draw():
        d = _petal(c.rng, 0, 0.62, 8, 100, 0.04, 0.04, 7, 0.16)
        return path(d, c.radial([(0.1, deep), (0.5, body), (1, high)], 0, 0, 100, user=True), stroke=light(high, 0.5), stroke_width=2)
    one = c.symbol(("loose", colour), draw)
    for x, y, turn in places:
        k = size * c.rng.uniform(0.8, 1.15)
        c.glow(x + 3, y + 5, k * 0.62, k * 0.3, "#4a2a26", 0.3)
        c.add(f'<g transform="translate({x:.0f} {y:.0f})scale(1 .62)">{use(one, 0, 0, k / 100, turn)}</g>')


def scatter(c, colour, x0, x1, y0, y1, count, size=30):
    """Loose petals at random inside a rectangle."""
    petals(c, colour, [(c.rng.uniform(x0, x1), c.rng.uniform(y0, y1), c.rng.uniform(0, 360)) for _ in range(count)], size)


def veil(c, colour, opacity):
    """A flat wash over the whole picture, to pull a scene's colours together."""
    c.add(f'<rect width="{c.width}" height="{c.height}" fill="{colour}" opacity="{num2(opacity)}"/>')


def palette(*names):
    """The mixed body colour of some flower colours (for cards and glazes)."""
    out = COLOURS[names[0]][1]
    for name in names[1:]:
        out = mix(out, COLOURS[name][1], 0.5)
    return out
