"""Second views: from above, wrapped and tied, or very close."""

import math

import arrange as a
import backdrops as b
import ribbons as r
import things as t
import vessels as v
from canvas import num, smooth
from leaves import sprig
from scenes import bunch, set_stage, tulip_bunch


def _tray(c, shape, fill, colour, shadow=True):
    if shadow:
        c.begin(filter=c.blur(14), opacity=0.34)
        c.path(shape, "#3a221c", transform="translate(26 32)")
        c.end()
    c.path(shape, c.linear([(0, v.light(colour, 0.5)), (0.5, colour), (1, v.dark(colour, 0.2))], 0, 0, 1, 1))


def round_path(cx, cy, rad):
    return f"M{num(cx - rad)} {num(cy)}a{num(rad)} {num(rad)} 0 1 0 {num(2 * rad)} 0a{num(rad)} {num(rad)} 0 1 0-{num(2 * rad)} 0Z"


def rounded(x, y, w, h, k=18):
    return f"M{num(x + k)} {num(y)}H{num(x + w - k)}Q{num(x + w)} {num(y)} {num(x + w)} {num(y + k)}V{num(y + h - k)}Q{num(x + w)} {num(y + h)} {num(x + w - k)} {num(y + h)}H{num(x + k)}Q{num(x)} {num(y + h)} {num(x)} {num(y + h - k)}V{num(y + k)}Q{num(x)} {num(y)} {num(x + k)} {num(y)}Z"


def _heart(t):
    """A point of the heart curve, about 1 in radius, tip down."""
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x / 15, -y / 15 - 0.1


def heart_path(cx, cy, s):
    return smooth([(cx + x * s, cy + y * s) for x, y in (_heart(k * math.tau / 44) for k in range(44))])


def _outline(kind, reach):
    """The shape's outline, as many points."""
    if kind == "heart":
        return [(x * reach, y * reach) for x, y in (_heart(k * math.tau / 400) for k in range(400))]
    return [(math.cos(k * math.tau / 400) * reach, math.sin(k * math.tau / 400) * reach) for k in range(400)]


def _places(c, kind, cx, cy, s, step):
    """Where the heads go: rows and columns in a square, elsewhere rings that follow the outline."""
    if kind == "square":
        n = max(2, round(1.86 * s / step))
        gap = 1.86 * s / n
        spots = [(-0.93 * s + (i + 0.5) * gap, -0.93 * s + (j + 0.5) * gap) for i in range(n) for j in range(n)]
    else:
        spots, reach = [], s - step * 0.56
        while reach > step * 0.3:
            outline = _outline(kind, reach)
            lengths = [math.dist(p, q) for p, q in zip(outline, outline[1:] + outline[:1])]
            count = max(1, round(sum(lengths) / (step * 0.96)))
            gap, walked = sum(lengths) / count, c.rng.uniform(0, step) if kind == "round" else 0.0
            for point, length in zip(outline, lengths):
                walked += length
                if walked >= gap:
                    walked -= gap
                    spots.append(point)
            reach -= step * 0.92
        if not any(math.hypot(x, y) < step * 0.5 for x, y in spots):
            spots.append((0, 0))
    return [(cx + x + c.rng.uniform(-5, 5), cy + y + c.rng.uniform(-5, 5)) for x, y in spots]


def above(c, floor, kind, heads, colour, ribbon, cx=560, cy=800, s=400, size=86, lid=True, petals=None, gift_card=True, sprigs=("eucalyptus",), extra=None):
    """A box of flowers from straight above; `kind`: round, square or heart."""
    getattr(b, floor[0])(c, *floor[1:])
    shape = {"round": lambda k: round_path(cx, cy, k), "square": lambda k: rounded(cx - k, cy - k, 2 * k, 2 * k, 22), "heart": lambda k: heart_path(cx, cy, k)}[kind]
    if lid:
        lx, ly = cx + s * 0.98, cy - s * 1.28
        over = {"round": lambda k: round_path(lx, ly, k), "square": lambda k: rounded(lx - k, ly - k, 2 * k, 2 * k, 22), "heart": lambda k: heart_path(lx, ly, k)}[kind]
        _tray(c, over(s * 0.94), None, colour)
        c.path(over(s * 0.9), "none", stroke="#d9bf86", stroke_width=2.5)
        v.emblem(c, lx - s * 0.3, ly + s * 0.3, s * 0.2, "#c7a76c")
    for k, kind_of in enumerate(sprigs):
        b.sprig_on_table(c, kind_of, 120 + 60 * k, 1500 - 30 * k, 24 + 46 * k, 1.25)
    _tray(c, shape(s), None, colour)
    c.path(shape(s * 0.955), c.linear([(0, v.dark(colour, 0.55)), (1, v.dark(colour, 0.3))], 0, 0, 1, 1))
    step = size * 1.5
    places = _places(c, kind, cx, cy, s, step)
    places.sort(key=lambda p: -math.hypot(p[0] - cx, p[1] - cy))
    done = []
    for x, y in places:
        near = [h for px, py, h in done if math.hypot(px - x, py - y) < step * 1.3]
        h = a.pick(c, heads, near)
        a.place(c, h, x, y, size * c.rng.uniform(0.97, 1.05), c.rng.uniform(0, 360))
        done.append((x, y, h))
    c.glow(cx - s * 0.4, cy - s * 0.4, s * 0.9, s * 0.9, "#fff6e6", 0.26)
    if ribbon:
        y = cy + s + 150
        r.curl(c, ribbon, [(cx + s * 0.9, y + 90), (cx + s * 0.55, y - 20), (cx + s * 0.25, y + 80), (cx - s * 0.1, y - 10), (cx - s * 0.3, y + 60), (cx - s * 0.62, y + 40)], 24)
    if gift_card:
        t.card(c, 985, 1290, 240, 300, 9)
    if petals:
        a.scatter(c, petals, 60, 1140, 1260, 1460, 6, 40)
        a.scatter(c, petals, 60, 420, 60, 260, 4, 40)
    if extra:
        extra(c)
    b.vignette(c)


def mug_above(c, floor, heads, colour, accent, cx=560, cy=760, rad=300, cookies=None, petals=None):
    """A flower mug on its saucer from above, with a spoon and something sweet."""
    getattr(b, floor[0])(c, *floor[1:])
    b.sprig_on_table(c, "eucalyptus", 1010, 240, 205, 1.2)
    _tray(c, round_path(cx, cy, rad * 1.5), None, colour)
    c.ellipse(cx, cy, rad * 1.43, rad * 1.43, "none", stroke=accent, stroke_width=7)
    c.ellipse(cx, cy, rad * 1.12, rad * 1.12, c.radial([(0.7, v.dark(colour, 0.3)), (1, v.light(colour, 0.2))]))
    turn = math.radians(38)
    hx, hy = cx + math.cos(turn) * rad * 1.02, cy + math.sin(turn) * rad * 1.02
    for tone, wide in ((v.dark(colour, 0.22), 58), (v.light(colour, 0.2), 46), (v.light(colour, 0.8), 12)):
        c.path(f"M{num(hx)} {num(hy)}l{num(rad * .34)} {num(rad * .27)}", stroke=tone, stroke_width=wide, stroke_linecap="round")
    _tray(c, round_path(cx, cy, rad), None, colour)
    c.ellipse(cx, cy, rad * 0.93, rad * 0.93, v.dark(colour, 0.5))
    a.dome(c, heads, cx, cy, rad * 0.93, rad * 0.93, rad * 0.29, focus=0, tilt=0.22)
    c.begin(transform=f"rotate(-16 {cx} {cy})")
    steel = c.linear([(0, "#f6e8c6"), (0.5, "#cdae73"), (1, "#8f7040")])
    c.add(f'<rect x="{num(cx - 250)}" y="{num(cy + rad * 1.62)}" width="420" height="17" rx="8" fill="{steel}"/>')
    c.ellipse(cx + 220, cy + rad * 1.62 + 8, 84, 46, steel)
    c.ellipse(cx + 224, cy + rad * 1.62 + 10, 64, 33, c.linear([(0, "#a3834c"), (1, "#efdcb0")]))
    c.end()
    for k, (kind, x, y) in enumerate(cookies or ()):
        if kind.startswith("#"):
            t.macaron(c, x, y, kind, 1.15, -12 + 20 * k)
        else:
            t.truffle(c, x, y, 62, kind)
    if petals:
        a.scatter(c, petals, 60, 1120, 1330, 1450, 6, 40)
    b.vignette(c)


def close(c, stage, heads, greens, cx=600, cy=860, rx=700, ry=620, size=190, fillers=(), colour=None):
    """Flowers so close that they fill the picture."""
    set_stage(c, stage)
    a.collar(c, greens, cx, cy - 60, rx * 0.8, ry * 0.9, 196, 344, 12, 1.7)
    a.dome(c, heads, cx, cy, rx, ry, size, step=1.4, focus=0.05, tilt=0.26, fillers=fillers)
    if colour:
        c.path("M-20 1390Q600 1560 1220 1390V1520H-20Z", c.linear([(0, v.dark(colour, 0.24)), (0.3, v.light(colour, 0.4)), (1, v.dark(colour, 0.3))], 0, 0, 1, 0))
        c.path("M-20 1390Q600 1560 1220 1390", stroke="#e4cf9c", stroke_width=7)
    b.vignette(c)


def wrapped_round(c, stage, colour, ribbon, petals=None, second=None, card=True, x=560, top=820, width=660, height=330):
    """The closed hat box, tied and ready; `second` = (colour, ribbon) puts a smaller one on top or beside."""
    set_stage(c, stage)
    b.floor_shadow(c, x, top + height + 52, width * 0.5)
    v.closed_hat_box(c, x, top, width, height, colour, ribbon)
    if second:
        w2, h2 = width * 0.68, height * 0.72
        c.glow(x + 12, top + 6, w2 * 0.56, 70, "#3a221c", 0.34)
        v.closed_hat_box(c, x, top - h2 - 16, w2, h2, second[0], second[1])
        r.put_bow(c, second[1], x, top - h2 - 24, w2 / 600, 0, False)
    else:
        r.put_bow(c, ribbon, x, top - 16, width / 560, -3, True, 150)
    if card:
        t.card(c, x + width * 0.5, top + height - 30, 200, 250, 10)
    if petals:
        a.scatter(c, petals, 120, 1080, top + height + 80, 1450, 8, 40)
    b.vignette(c)


def wrapped_square(c, stage, colour, ribbon, lid=90, w=600, d=440, h=250, at=(580, 1240), petals=None, card=True, second=None):
    """The closed square box with its ribbon crossed over the lid."""
    set_stage(c, stage)
    corner = v.View(at[0], at[1], -26, 30)
    view = v.View(*corner(-w / 2, -d / 2), -26, 30)
    v.path_shadow(c, [view(0, 0), view(w, 0), view(w, d), view(0, d)], 20, 0.36, (36, 20))
    v.box(c, view, w, d, h, colour, lid=lid)
    if second:
        w2, d2, h2 = w * 0.62, d * 0.62, h * 0.66
        base = v.View(*view(w * 0.19, d * 0.19, h + 6), -22, 30)
        v.path_shadow(c, [base(0, 0), base(w2, 0), base(w2, d2), base(0, d2)], 10, 0.3, (16, 8))
        v.box(c, base, w2, d2, h2, second[0], lid=lid * 0.7)
        bx, by = v.ribbon_round(c, base, w2, d2, h2 + 6, second[1], 0.5, 40)
        r.put_bow(c, second[1], bx, by - 8, 0.72, 3, True, 120)
        v.ribbon_round(c, view, w, d, h + 6, ribbon, 0.5, 54, 0, False)
        v.box(c, base, w2, d2, h2, second[0], lid=lid * 0.7)
        bx, by = v.ribbon_round(c, base, w2, d2, h2 + 6, second[1], 0.5, 40)
        r.put_bow(c, second[1], bx, by - 8, 0.72, 3, True, 120)
    else:
        bx, by = v.ribbon_round(c, view, w, d, h + 6, ribbon)
        r.put_bow(c, ribbon, bx, by - 10, 1.05, 4, True, 150)
    if card:
        t.card(c, 1000, 1310, 190, 240, 11)
    if petals:
        a.scatter(c, petals, 100, 1100, 1330, 1460, 8, 40)
    b.vignette(c)


def lying(c, floor, heads, paper, bow, greens, turn=-34, x=560, y=900, scale=1.0, petals=None, tulips=None, card=True, fillers=()):
    """A bouquet laid down on cloth or stone, seen from above."""
    getattr(b, floor[0])(c, *floor[1:])
    if card:
        t.card(c, 230, 1260, 230, 290, -12)
    place = f"translate({x} {y})rotate({turn})scale({scale})translate(-600 -900)"
    c.begin(filter=c.blur(24), opacity=0.3, transform=f"translate(34 44){place}")
    c.path("M600 1130L210 640Q230 330 600 290Q970 330 990 640ZM560 1130H640L760 1360H440Z", "#3a221c")
    c.end()
    c.begin(transform=place)
    if tulips:
        tulip_bunch(c, 600, 1120, tulips, paper, bow)
    else:
        bunch(c, 600, 1120, heads, paper, bow, greens, fillers=fillers)
    c.end()
    if petals:
        a.scatter(c, petals, 70, 420, 90, 420, 5, 42)
        a.scatter(c, petals, 760, 1130, 1180, 1430, 6, 42)
    b.vignette(c)


def things_above(c, floor, paint):
    """A flat lay of anything."""
    getattr(b, floor[0])(c, *floor[1:])
    paint(c)
    b.vignette(c)


def sweets_above(c, x, y, w, h, colour, kinds, columns, rows, flowers=None, size=70):
    """An open flat box from above: sweets in a grid, optionally a strip of flowers."""
    _tray(c, rounded(x, y, w, h, 16), None, colour)
    c.path(rounded(x + 20, y + 20, w - 40, h - 40, 8), c.linear([(0, v.dark(colour, 0.5)), (1, v.dark(colour, 0.28))], 0, 0, 1, 1))
    strip = h * 0.42 if flowers else 0
    gw, gh = (w - 60) / columns, (h - 60 - strip) / rows
    for j in range(rows):
        for i in range(columns):
            kind = kinds[(i + j * 2) % len(kinds)]
            px, py = x + 30 + gw * (i + 0.5), y + 30 + strip + gh * (j + 0.5)
            c.add(f'<rect x="{num(px - gw / 2 + 4)}" y="{num(py - gh / 2 + 4)}" width="{num(gw - 8)}" height="{num(gh - 8)}" rx="6" fill="#fff7ea" opacity=".16"/>')
            if kind.startswith("dates:"):
                t.date_fruit(c, px, py, min(gw, gh) * 0.44, c.rng.uniform(-6, 6), kind[6:])
            else:
                t.truffle(c, px, py, min(gw, gh) * 0.38, kind)
    if flowers:
        def flat(px, py, _z=0):
            return (px, py)
        a.bed(c, flat, x + 24, y + strip + 26, x + w - 24, y + 22, 0, flowers, size, 0, 1.46, 1.0)


def loose_sprig(c, kind, x, y, turn, scale, tone=None):
    """A sprig on a flat lay."""
    c.glow(x + 40, y + 10, 150 * scale, 60 * scale, "#3a221c", 0.12)
    c.use(sprig(c, kind, tone), x, y, scale, turn)
