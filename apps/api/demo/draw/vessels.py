"""What holds the flowers: hat boxes, square boxes, drawers, mugs, vases, paper, acrylic."""

import math

from canvas import dark, light, mix, num, path, poly
from ribbons import SATIN


class View:
    """An orthographic camera over a box: x to the right, y away from us, z up."""

    def __init__(self, cx, cy, yaw=0.0, pitch=24.0, scale=1.0):
        self.cx, self.cy, self.scale = cx, cy, scale
        self.sin_yaw, self.cos_yaw = math.sin(math.radians(yaw)), math.cos(math.radians(yaw))
        self.sin_pitch, self.cos_pitch = math.sin(math.radians(pitch)), math.cos(math.radians(pitch))

    def __call__(self, x, y, z=0.0):
        across = x * self.cos_yaw - y * self.sin_yaw
        away = x * self.sin_yaw + y * self.cos_yaw
        return (self.cx + self.scale * across, self.cy - self.scale * (z * self.cos_pitch + away * self.sin_pitch))


def face(c, view, corners, stops, along=(0, 1), **attrs):
    """A flat face with a gradient running from one of its corners to another."""
    pts = [view(*p) for p in corners]
    (x1, y1), (x2, y2) = pts[along[0]], pts[along[1]]
    c.path(poly(pts), c.linear(stops, x1, y1, x2, y2, user=True), **attrs)


def hat_box(c, cx, rim, width, height, colour, band="gold", ry=0.13, lip=0.16):
    """An open round box. Returns the rim's half axes; fill it, then nothing else is needed in front."""
    r, e = width / 2, width / 2 * ry * 2
    bottom = rim + height
    side = [(0, dark(colour, 0.3)), (0.1, dark(colour, 0.1)), (0.3, light(colour, 0.4)), (0.52, colour), (0.85, dark(colour, 0.22)), (1, dark(colour, 0.36))]
    body = f"M{num(cx - r)} {num(rim)}V{num(bottom)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(bottom)}V{num(rim)}Z"
    c.path(body, c.linear(side, 0, 0, 1, 0))
    c.path(body, c.linear([(0.5, "#4a2416", 0), (1, "#4a2416", 0.16)]))
    if band:
        tones = SATIN[band]
        top, h = rim + height * 0.52, height * lip
        strip = f"M{num(cx - r)} {num(top)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(top)}V{num(top + h)}A{num(r)} {num(e)} 0 0 1 {num(cx - r)} {num(top + h)}Z"
        c.path(strip, c.linear([(0, tones[2]), (0.12, tones[1]), (0.32, tones[0]), (0.55, tones[1]), (1, tones[2])], 0, 0, 1, 0))
        c.path(f"M{num(cx - r)} {num(top + h)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(top + h)}", stroke="#4a2416", stroke_width=5, stroke_opacity=0.14)
    c.ellipse(cx, rim, r, e, c.linear([(0, dark(colour, 0.62)), (1, dark(colour, 0.3))]))
    c.ellipse(cx, rim, r - 3, e - 2, "none", stroke=light(colour, 0.5), stroke_width=6)
    return r, e


def hat_rim(c, cx, rim, width, colour, ry=0.13, gold=True):
    """The front lip of an open box, drawn after low contents."""
    r, e = width / 2, width / 2 * ry * 2
    c.path(f"M{num(cx - r)} {num(rim)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(rim)}", stroke="#d9bf86" if gold else light(colour, 0.5), stroke_width=5)


def hat_lid(c, cx, cy, width, colour, tilt=-14, depth=46, tall=0.9):
    """A round lid leaning on its edge: a disc turned to us, and its thickness."""
    rx, ry = width / 2 * 0.94, width / 2 * tall
    edge = c.linear([(0, dark(colour, 0.34)), (0.4, colour), (1, dark(colour, 0.3))], 0, 0, 0, 1)
    c.begin(transform=f"rotate({num(tilt)} {num(cx)} {num(cy)})")
    c.ellipse(cx + depth, cy, rx, ry, edge)
    c.add(f'<rect x="{num(cx)}" y="{num(cy - ry)}" width="{num(depth)}" height="{num(2 * ry)}" fill="{edge}"/>')
    c.ellipse(cx, cy, rx, ry, c.radial([(0, light(colour, 0.42)), (0.6, colour), (1, dark(colour, 0.1))], 0.36, 0.3, 0.8))
    c.ellipse(cx, cy, rx - 10, ry - 10, "none", stroke="#d9bf86", stroke_width=2.5, stroke_opacity=0.9)
    c.end()
    emblem(c, cx, cy, rx * 0.3, "#c7a76c")


def emblem(c, x, y, r, colour, opacity=0.95):
    """The house mark without letters: a gold line flower in a ring."""
    petals = "".join(
        f"M{num(x)} {num(y)}Q{num(x + math.cos(a - .5) * r * .62)} {num(y + math.sin(a - .5) * r * .62)} {num(x + math.cos(a) * r * .78)} {num(y + math.sin(a) * r * .78)}"
        f"Q{num(x + math.cos(a + .5) * r * .62)} {num(y + math.sin(a + .5) * r * .62)} {num(x)} {num(y)}"
        for a in (k * math.tau / 6 - math.pi / 2 for k in range(6))
    )
    c.path(petals, stroke=colour, stroke_width=max(1.6, r * 0.035), opacity=opacity)
    c.ellipse(x, y, r, r, "none", stroke=colour, stroke_width=max(1.4, r * 0.03), opacity=opacity)
    c.ellipse(x, y, r * 0.07, r * 0.07, colour, opacity=opacity)


def closed_hat_box(c, cx, top, width, height, colour, ribbon="rose", ry=0.15):
    """A closed round box tied with ribbon; returns where a bow belongs."""
    r, e = width / 2, width / 2 * ry * 2
    hat_box(c, cx, top + 30, width * 0.96, height - 30, colour, None, ry)
    lip = height * 0.26
    side = [(0, dark(colour, 0.24)), (0.3, light(colour, 0.5)), (0.55, light(colour, 0.06)), (1, dark(colour, 0.28))]
    c.path(f"M{num(cx - r)} {num(top + lip + 8)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(top + lip + 8)}V{num(top + lip)}H{num(cx - r)}Z", "#4a2416", opacity=0.22)
    c.path(f"M{num(cx - r)} {num(top)}V{num(top + lip)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(top + lip)}V{num(top)}Z", c.linear(side, 0, 0, 1, 0))
    c.ellipse(cx, top, r, e, c.radial([(0, light(colour, 0.6)), (1, light(colour, 0.12))], 0.35, 0.3, 0.8))
    c.path(f"M{num(cx - r)} {num(top + lip)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(top + lip)}", stroke="#d9bf86", stroke_width=3)
    if ribbon:
        t = SATIN[ribbon]
        w = width * 0.11
        sheen = c.linear([(0, t[2]), (0.3, t[0]), (0.6, t[1]), (1, t[2])], 0, 0, 1, 0)
        c.path(f"M{num(cx - w / 2)} {num(top + e)}H{num(cx + w / 2)}V{num(top + height + e)}H{num(cx - w / 2)}Z", sheen)
        c.path(f"M{num(cx - w * .36)} {num(top - e)}H{num(cx + w * .36)}L{num(cx + w / 2)} {num(top + e)}H{num(cx - w / 2)}Z", c.linear([(0, t[1]), (0.6, t[0]), (1, t[1])]))
        c.path(f"M{num(cx - r)} {num(top + 4)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(top + 4)}", "none")
    return cx, top


def box(c, view, w, d, h, colour, x=0.0, y=0.0, z=0.0, lid=None, open_top=False, wall=9):
    """A cardboard box standing at (x, y, z); its front face looks at us, its right or left side too."""
    front = [(x, y, z + h), (x + w, y, z + h), (x + w, y, z), (x, y, z)]
    right = [(x + w, y, z + h), (x + w, y + d, z + h), (x + w, y + d, z), (x + w, y, z)]
    left = [(x, y, z + h), (x, y + d, z + h), (x, y + d, z), (x, y, z)]
    top = [(x, y, z + h), (x + w, y, z + h), (x + w, y + d, z + h), (x, y + d, z + h)]
    lit = [(0, light(colour, 0.24)), (0.5, colour), (1, dark(colour, 0.1))]
    shaded = [(0, dark(colour, 0.2)), (1, dark(colour, 0.36))]
    if view.sin_yaw < 0:
        face(c, view, right, shaded, (0, 2))
    else:
        face(c, view, left, shaded, (0, 2))
    face(c, view, front, lit, (0, 2))
    if open_top:
        face(c, view, top, [(0, dark(colour, 0.66)), (1, dark(colour, 0.4))], (0, 2))
        c.path(poly([view(*p) for p in top]), stroke=light(colour, 0.45), stroke_width=wall, stroke_linejoin="round")
    else:
        face(c, view, top, [(0, light(colour, 0.45)), (1, light(colour, 0.12))], (3, 1))
    if lid:
        drop, out = lid, 5
        lidded = light(colour, 0.08)
        box(c, view, w + 2 * out, d + 2 * out, drop, lidded, x - out, y - out, z + h - drop + 6)


def front_lip(c, view, w, z, colour, x=0.0, y=0.0, d=0.0, wall=9):
    """The near edges of an open box, over what stands in it."""
    pts = [view(x, y + d, z), view(x, y, z), view(x + w, y, z), view(x + w, y + d, z)]
    c.path("M" + "L".join(f"{num(a)} {num(b)}" for a, b in pts), stroke=light(colour, 0.45), stroke_width=wall, stroke_linejoin="round")


def ribbon_round(c, view, w, d, h, ribbon, at=0.5, width=54, z=0.0, both=True, x=0.0, y=0.0):
    """Ribbon over a closed box: down its front and over its top, and across the other way."""
    t = SATIN[ribbon]
    a, b = x + w * at - width / 2, x + w * at + width / 2
    g = 1.5
    sheen = [(0, t[2]), (0.3, t[0]), (0.6, t[1]), (1, t[2])]
    face(c, view, [(a, y - g, z + h), (b, y - g, z + h), (b, y - g, z), (a, y - g, z)], sheen, (0, 1))
    face(c, view, [(a, y, z + h + g), (b, y, z + h + g), (b, y + d, z + h + g), (a, y + d, z + h + g)], sheen, (0, 1))
    if both:
        e, f = y + d / 2 - width / 2, y + d / 2 + width / 2
        side = x + w + g if view.sin_yaw < 0 else x - g
        face(c, view, [(side, e, z + h), (side, f, z + h), (side, f, z), (side, e, z)], [(0, t[2]), (0.5, t[1]), (1, t[2])], (0, 1))
        face(c, view, [(x, e, z + h + g), (x + w, e, z + h + g), (x + w, f, z + h + g), (x, f, z + h + g)], sheen, (0, 3))
    return view(x + w * at, y + d / 2, z + h)


def mug(c, cx, rim, width, height, colour, pattern=None, accent="#c7a76c", ry=0.12, handle=1):
    """A porcelain mug; `pattern` is one of stripes, dots, dip, rim, hearts, arches, brush."""
    r, e = width / 2, width * ry
    base = r * 0.8
    bottom = rim + height
    # handle first: it goes behind
    hx, hy = cx + handle * (r - 8), rim + height * 0.3
    d = f"M{num(hx)} {num(hy - 30)}C{num(hx + handle * width * .44)} {num(hy - 70)} {num(hx + handle * width * .46)} {num(hy + height * .52)} {num(hx - handle * r * .1)} {num(hy + height * .44)}"
    c.path(d, stroke=dark(colour, 0.3), stroke_width=width * 0.115, stroke_linecap="round")
    c.path(d, stroke=dark(colour, 0.08), stroke_width=width * 0.095, stroke_linecap="round")
    c.path(d, stroke=light(colour, 0.7), stroke_width=width * 0.03, stroke_linecap="round", stroke_opacity=0.9, transform="translate(-4 -7)")
    shape = (f"M{num(cx - r)} {num(rim)}C{num(cx - r)} {num(rim + height * .55)} {num(cx - r * .98)} {num(bottom - e)} {num(cx - base)} {num(bottom - 4)}"
             f"Q{num(cx)} {num(bottom + e * 1.1)} {num(cx + base)} {num(bottom - 4)}C{num(cx + r * .98)} {num(bottom - e)} {num(cx + r)} {num(rim + height * .55)} {num(cx + r)} {num(rim)}Z")
    c.path(shape, colour)
    clip = c.clip(shape)
    c.begin(clip_path=clip)
    if pattern == "stripes":
        for k in range(9):
            x = cx - r + (k + 0.5) * width / 9
            c.path(f"M{num(x)} {num(rim)}Q{num(cx + (x - cx) * .96)} {num(bottom - 60)} {num(cx + (x - cx) * .8)} {num(bottom + 20)}", stroke=accent, stroke_width=width * 0.05)
    elif pattern == "dots":
        for j in range(5):
            for k in range(-4, 5):
                a = (k + (0.5 if j % 2 else 0)) * 0.36
                x, y = cx + math.sin(a) * r, rim + 70 + j * height * 0.18 + math.cos(a) * e
                c.ellipse(x, y, 13 * max(0.12, math.cos(a)), 13, accent)
    elif pattern == "dip":
        y = rim + height * 0.5
        c.path(f"M{num(cx - r - 5)} {num(y)}q{num(r * .5)} {num(e + 44)} {num(r)} {num(e)}t{num(r + 10)}-{num(e * .6)}V{num(bottom + 60)}H{num(cx - r - 5)}Z", accent)
    elif pattern == "hearts":
        for j in range(3):
            for k in range(-2, 3):
                a = (k + (0.5 if j % 2 else 0)) * 0.56
                x, y = cx + math.sin(a) * r, rim + 96 + j * height * 0.24 + math.cos(a) * e
                s = 0.75 * max(0.15, math.cos(a))
                c.path("M0 12C-30-10-24-34-8-32Q-2-31 0-22Q2-31 8-32C24-34 30-10 0 12Z", accent, transform=f"translate({num(x)} {num(y)})scale({num(s * 1.4)} 1.1)")
    elif pattern == "arches":
        for k in range(-2, 3):
            a = k * 0.5
            x, y, s = cx + math.sin(a) * r, rim + height * 0.42, max(0.2, math.cos(a))
            for grow, tone in ((1, accent), (0.66, light(accent, 0.45)), (0.33, colour)):
                w = 62 * s * grow
                c.path(f"M{num(x - w)} {num(bottom)}V{num(y + 70 - 62 * grow + 62)}a{num(w)} {num(62 * grow)} 0 0 1 {num(2 * w)} 0V{num(bottom)}Z", tone)
    elif pattern == "brush":
        for j in range(4):
            for k in range(-3, 4):
                a = (k + (0.5 if j % 2 else 0)) * 0.42
                x, y = cx + math.sin(a) * r, rim + 96 + j * height * 0.2 + math.cos(a) * e
                s = max(0.15, math.cos(a))
                tone = mix(accent, light(accent, 0.5), c.rng.random())
                c.path(f"M{num(x - 22 * s)} {num(y + 16)}q{num(14 * s)}-{num(30 + c.rng.uniform(-6, 6))} {num(46 * s)}-{num(30 + c.rng.uniform(-6, 6))}", stroke=tone, stroke_width=num(19 * s), stroke_linecap="round", stroke_opacity=0.85)
    c.path(f"M{num(cx - r - 4)} {num(rim - 40)}H{num(cx + r + 4)}V{num(bottom + 60)}H{num(cx - r - 4)}Z", c.linear(
        [(0, "#4a2416", 0.3), (0.14, "#4a2416", 0.06), (0.27, "#ffffff", 0.5), (0.4, "#ffffff", 0.06), (0.68, "#4a2416", 0.05), (1, "#4a2416", 0.34)], 0, 0, 1, 0))
    c.path(f"M{num(cx - r * .62)} {num(rim + 50)}C{num(cx - r * .66)} {num(rim + height * .5)} {num(cx - r * .6)} {num(bottom - 90)} {num(cx - r * .52)} {num(bottom - 50)}", stroke="#ffffff", stroke_width=width * 0.035, stroke_linecap="round", stroke_opacity=0.55)
    c.end()
    c.ellipse(cx, rim, r, e, c.linear([(0, dark(colour, 0.55)), (1, dark(colour, 0.2))]))
    c.ellipse(cx, rim, r - 2, e - 2, "none", stroke=accent if pattern == "rim" else light(colour, 0.75), stroke_width=8)
    return r, e


def vase(c, cx, rim, width, height, tint="#dfe9e6", neck=0.74, ry=0.1):
    """The back half of a glass vase; draw stems, then `vase_front`."""
    r, e = width / 2 * neck, width * ry * neck
    c.ellipse(cx, rim, r, e, light(tint, 0.3), opacity=0.35)
    c.ellipse(cx, rim, r, e, "none", stroke="#ffffff", stroke_width=4, stroke_opacity=0.6)


def vase_front(c, cx, rim, width, height, tint="#dfe9e6", neck=0.74, ry=0.1, water=0.36):
    r, e, b = width / 2 * neck, width * ry * neck, width / 2
    bottom = rim + height
    shape = (f"M{num(cx - r)} {num(rim)}C{num(cx - r)} {num(rim + height * .2)} {num(cx - b)} {num(rim + height * .3)} {num(cx - b)} {num(rim + height * .62)}"
             f"C{num(cx - b)} {num(bottom - 30)} {num(cx - b * .8)} {num(bottom)} {num(cx - b * .62)} {num(bottom)}Q{num(cx)} {num(bottom + e)} {num(cx + b * .62)} {num(bottom)}"
             f"C{num(cx + b * .8)} {num(bottom)} {num(cx + b)} {num(bottom - 30)} {num(cx + b)} {num(rim + height * .62)}C{num(cx + b)} {num(rim + height * .3)} {num(cx + r)} {num(rim + height * .2)} {num(cx + r)} {num(rim)}Q{num(cx)} {num(rim + 2 * e)} {num(cx - r)} {num(rim)}Z")
    clip = c.clip(shape)
    c.begin(clip_path=clip)
    level = rim + height * water
    c.add(f'<rect x="{num(cx - b)}" y="{num(level)}" width="{num(2 * b)}" height="{num(height)}" fill="{mix(tint, "#8fb0a8", 0.5)}" opacity="0.24"/>')
    c.ellipse(cx, level, b, e, "#ffffff", opacity=0.32)
    c.end()
    c.path(shape, c.linear([(0, "#ffffff", 0.5), (0.12, tint, 0.14), (0.3, "#ffffff", 0.34), (0.44, tint, 0.05), (0.8, tint, 0.16), (1, dark(tint, 0.3), 0.4)], 0, 0, 1, 0),
           stroke="#ffffff", stroke_width=2.5, stroke_opacity=0.7)
    c.path(f"M{num(cx - b * .72)} {num(rim + height * .42)}C{num(cx - b * .82)} {num(rim + height * .6)} {num(cx - b * .8)} {num(bottom - 80)} {num(cx - b * .6)} {num(bottom - 36)}", stroke="#ffffff", stroke_width=11, stroke_linecap="round", stroke_opacity=0.6)
    c.path(f"M{num(cx - r)} {num(rim)}A{num(r)} {num(e)} 0 0 0 {num(cx + r)} {num(rim)}", stroke="#ffffff", stroke_width=6, stroke_opacity=0.85)


def pot(c, cx, rim, width, height, colour, ry=0.11, ribs=False, foot=0.72):
    """A ceramic pot, smooth or ribbed."""
    r, e = width / 2, width * ry
    b = r * foot
    bottom = rim + height
    shape = (f"M{num(cx - r)} {num(rim)}C{num(cx - r * 1.04)} {num(rim + height * .5)} {num(cx - b * 1.16)} {num(bottom - 50)} {num(cx - b)} {num(bottom)}"
             f"Q{num(cx)} {num(bottom + e)} {num(cx + b)} {num(bottom)}C{num(cx + b * 1.16)} {num(bottom - 50)} {num(cx + r * 1.04)} {num(rim + height * .5)} {num(cx + r)} {num(rim)}Z")
    c.path(shape, c.linear([(0, dark(colour, 0.32)), (0.14, dark(colour, 0.06)), (0.3, light(colour, 0.5)), (0.5, colour), (1, dark(colour, 0.4))], 0, 0, 1, 0))
    if ribs:
        lines = []
        for k in range(-8, 9):
            s = math.sin(k / 9 * math.pi / 2)
            lines.append(f"M{num(cx + s * r)} {num(rim + e * math.cos(k / 9 * math.pi / 2))}Q{num(cx + s * r * 1.03)} {num(rim + height * .5)} {num(cx + s * b)} {num(bottom + e * .5)}")
        c.path("".join(lines), stroke=dark(colour, 0.5), stroke_width=3, stroke_opacity=0.25)
        c.path("".join(lines), stroke="#ffffff", stroke_width=2, stroke_opacity=0.4, transform="translate(4 0)")
    c.ellipse(cx, rim, r, e, c.linear([(0, dark(colour, 0.6)), (1, dark(colour, 0.25))]))
    c.ellipse(cx, rim, r - 3, e - 2, "none", stroke=light(colour, 0.6), stroke_width=8)


def paper_back(c, cx, waist, spread, height, colour, layers=3):
    """The sheets behind a hand-tied bouquet, fanning up from the waist."""
    for k in range(layers):
        grow = 1 - k * 0.1
        tone = mix(light(colour, 0.3), dark(colour, 0.1), k / max(1, layers - 1))
        w, h = spread * grow, height * (1.04 - 0.07 * k)
        pts, n = [(cx - 40, waist)], 9
        for i in range(n + 1):
            a = math.radians(196 + (344 - 196) * i / n)
            jag = 1.0 + (0.055 if i % 2 else -0.035) + c.rng.uniform(-0.02, 0.02)
            pts.append((cx + math.cos(a) * w * jag, waist - h * 0.42 + math.sin(a) * h * 0.62 * jag))
        pts.append((cx + 40, waist))
        c.path(poly(pts), c.linear([(0, light(tone, 0.3)), (0.6, tone), (1, dark(tone, 0.16))], 0.2, 0, 0.7, 1), stroke=light(colour, 0.65), stroke_width=2, stroke_opacity=0.8, stroke_linejoin="round")
        ribs = "".join(f"M{num(cx)} {num(waist - 20)}L{num(pts[i][0])} {num(pts[i][1])}" for i in range(2, n + 1, 2))
        c.path(ribs, stroke=dark(tone, 0.4), stroke_width=1.6, stroke_opacity=0.2)


def paper_front(c, cx, waist, spread, top, colour, skirt=240, flare=0.5):
    """The folded front of the wrap: two overlapping flaps, the gathered waist, the skirt below."""
    left = [(cx - spread, top - 20), (cx - spread * 0.5, top + 90), (cx + 34, waist - 150), (cx + 52, waist), (cx - 42, waist)]
    right = [(cx + spread * 0.98, top + 10), (cx + spread * 0.42, top + 100), (cx - 30, waist - 130), (cx - 52, waist), (cx + 42, waist)]
    foot = waist + skirt
    fold = spread * flare
    under = [(cx - 46, waist - 8), (cx + 46, waist - 8), (cx + fold, foot - 20), (cx + fold * 0.5, foot + 14), (cx + fold * 0.1, foot - 12), (cx - fold * 0.4, foot + 16), (cx - fold * 0.95, foot - 16)]
    edge = {"stroke": light(colour, 0.7), "stroke_width": 2.2, "stroke_opacity": 0.85, "stroke_linejoin": "round"}
    c.path(poly(under), c.linear([(0, dark(colour, 0.26)), (0.3, colour), (0.55, light(colour, 0.3)), (1, dark(colour, 0.14))], 0, 0, 1, 0.3), **edge)
    ribs = "".join(f"M{num(cx + k * 9)} {num(waist)}L{num(cx + k * fold * .2)} {num(foot - 6)}" for k in range(-4, 5))
    c.path(ribs, stroke=dark(colour, 0.5), stroke_width=2, stroke_opacity=0.2)
    c.path(poly(right), c.linear([(0, dark(colour, 0.2)), (0.6, colour), (1, light(colour, 0.3))], 0, 0.6, 1, 0), **edge)
    c.path(poly([(x + 8, y + 10) for x, y in left]), "#4a2416", opacity=0.13)
    c.path(poly(left), c.linear([(0, light(colour, 0.45)), (0.55, light(colour, 0.1)), (1, dark(colour, 0.16))], 0, 0, 1, 0.7), **edge)
    creases = f"M{num(cx - 20)} {num(waist - 6)}L{num(cx - spread * .72)} {num(top + 40)}M{num(cx)} {num(waist - 6)}L{num(cx - spread * .34)} {num(top + 130)}"
    c.path(creases, stroke=dark(colour, 0.5), stroke_width=2, stroke_opacity=0.2)


def basket(c, cx, rim, width, height, colour="#c79a63", ry=0.11):
    """Woven willow: rows of slanting strokes on a cylinder."""
    r, e = width / 2, width * ry
    b = r * 0.84
    bottom = rim + height
    shape = f"M{num(cx - r)} {num(rim)}L{num(cx - b)} {num(bottom)}A{num(b)} {num(e * .9)} 0 0 0 {num(cx + b)} {num(bottom)}L{num(cx + r)} {num(rim)}Z"
    c.path(shape, dark(colour, 0.35))
    rows = 11
    for j in range(rows):
        t = (j + 0.5) / rows
        rr, y = r + (b - r) * t, rim + height * t
        strokes = []
        for k in range(-9, 10):
            a = (k + (0.5 if j % 2 else 0)) * 0.17
            if abs(a) > 1.55:
                continue
            x0, x1 = cx + math.sin(a - 0.1) * rr, cx + math.sin(a + 0.1) * rr
            strokes.append(f"M{x0:.0f} {y + math.cos(a) * e - 4:.0f}L{x1:.0f} {y + math.cos(a) * e + 4:.0f}")
        c.path("".join(strokes), stroke=light(colour, 0.12 + 0.1 * (j % 2)), stroke_width=height / rows * 0.86, stroke_linecap="round")
    c.path(shape, c.linear([(0, "#4a2416", 0.42), (0.2, "#4a2416", 0.05), (0.34, "#fffaf0", 0.3), (0.6, "#4a2416", 0.04), (1, "#4a2416", 0.45)], 0, 0, 1, 0))
    c.ellipse(cx, rim, r, e, dark(colour, 0.55))
    c.ellipse(cx, rim, r, e, "none", stroke=light(colour, 0.15), stroke_width=18)
    c.ellipse(cx, rim, r, e, "none", stroke=dark(colour, 0.3), stroke_width=16, stroke_dasharray="5 16", stroke_opacity=0.7)
    return r, e


def acrylic_back(c, view, w, d, h):
    """The far walls of a clear box."""
    for corners in ([(0, d, h), (w, d, h), (w, d, 0), (0, d, 0)], [(0, 0, h), (0, d, h), (0, d, 0), (0, 0, 0)] if view.sin_yaw < 0 else [(w, 0, h), (w, d, h), (w, d, 0), (w, 0, 0)]):
        face(c, view, corners, [(0, "#ffffff", 0.42), (1, "#ffffff", 0.1)], (0, 2), stroke="#ffffff", stroke_width=3, stroke_opacity=0.8)
    face(c, view, [(0, 0, 0), (w, 0, 0), (w, d, 0), (0, d, 0)], [(0, "#ffffff", 0.6), (1, "#d9d3cb", 0.5)], (0, 2))


def acrylic_front(c, view, w, d, h, knob=True):
    """The near walls, edges, reflections and lid of a clear box."""
    front = [(0, 0, h), (w, 0, h), (w, 0, 0), (0, 0, 0)]
    side = [(w, 0, h), (w, d, h), (w, d, 0), (w, 0, 0)] if view.sin_yaw < 0 else [(0, 0, h), (0, d, h), (0, d, 0), (0, 0, 0)]
    glass = [(0, "#ffffff", 0.34), (0.35, "#ffffff", 0.03), (0.6, "#ffffff", 0.12), (1, "#ffffff", 0.02)]
    edge = {"stroke": "#ffffff", "stroke_width": 4, "stroke_opacity": 0.9, "stroke_linejoin": "round"}
    face(c, view, side, [(0, "#cfd6d8", 0.2), (1, "#8d8a8a", 0.2)], (0, 2), **edge)
    face(c, view, front, glass, (0, 2), **edge)
    for a, b in ((0.07, 0.2), (0.24, 0.28)):
        face(c, view, [(w * a, 0, h * 0.97), (w * b, 0, h * 0.97), (w * (b + 0.16), 0, h * 0.02), (w * (a + 0.16), 0, h * 0.02)], [(0, "#ffffff", 0.36), (1, "#ffffff", 0.05)], (0, 2))
    out = 8
    top = [(-out, -out, h + 4), (w + out, -out, h + 4), (w + out, d + out, h + 4), (-out, d + out, h + 4)]
    rim = [(-out, -out, h + 4), (w + out, -out, h + 4), (w + out, -out, h - 20), (-out, -out, h - 20)]
    face(c, view, rim, [(0, "#ffffff", 0.65), (0.5, "#ffffff", 0.25), (1, "#ffffff", 0.55)], (0, 1), **edge)
    face(c, view, top, [(0, "#ffffff", 0.22), (0.5, "#ffffff", 0.5), (1, "#ffffff", 0.2)], (0, 2), **edge)
    if knob:
        x, y = view(w / 2, d / 2, h + 4)
        c.ellipse(x, y - 16, 24, 24, c.radial([(0, "#fff3d6"), (0.5, "#d8b978"), (1, "#8a6a34")], 0.36, 0.3, 0.75))


def path_shadow(c, points, amount=18, opacity=0.3, shift=(26, 12)):
    """The blurred shadow of a footprint on the table."""
    c.begin(filter=c.blur(amount), opacity=opacity)
    c.add(path(poly([(x + shift[0], y + shift[1]) for x, y in points]), "#3a221c"))
    c.end()
