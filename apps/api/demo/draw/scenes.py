"""The main views: one function per kind of gift. Each paints a whole picture from a few parameters."""

import arrange as a
import backdrops as b
import leaves
import ribbons as r
import things as t
import vessels as v


def set_stage(c, stage):
    """`stage` = (backdrop name, *arguments); options behind a dict."""
    name, *rest = stage
    options = dict(rest.pop()) if rest and isinstance(rest[-1], dict) else {}
    light = options.pop("light", None)
    getattr(b, name)(c, *rest, **options)
    if light == "window":
        b.window_light(c)
    elif light == "leaves":
        b.leaf_shadow(c)


def bouquet(c, stage, heads, paper, bow, greens, x=600, waist=1110, rx=350, ry=300, size=90, fillers=()):
    """A hand-tied bouquet standing in its paper."""
    set_stage(c, stage)
    b.floor_shadow(c, x, waist + 250, 215)
    bunch(c, x, waist, heads, paper, bow, greens, rx, ry, size, fillers)
    b.vignette(c)


def bunch(c, x, waist, heads, paper, bow, greens, rx=350, ry=300, size=90, fillers=(), skirt=240):
    """The bouquet itself, without a scene."""
    top = waist - 530
    v.paper_back(c, x, waist, rx * 1.3, rx * 2.24, paper)
    a.collar(c, greens, x, top + 60, rx * 1.08, ry, 190, 350, 13, rx / 350)
    a.dome(c, heads, x, top + 10, rx, ry, size, low=top + ry * 0.98, fillers=fillers)
    v.paper_front(c, x, waist, rx * 1.12, waist - 330, paper, skirt)
    r.put_bow(c, bow, x, waist, 0.8, c.rng.uniform(-4, 4), True, 230)


def tulips(c, stage, colours, paper, bow, x=600, waist=1120, count=19):
    """Tulips on their stems, wrapped low."""
    set_stage(c, stage)
    b.floor_shadow(c, x, waist + 250, 215)
    tulip_bunch(c, x, waist, colours, paper, bow, count)
    b.vignette(c)


def tulip_bunch(c, x, waist, colours, paper, bow, count=19):
    v.paper_back(c, x, waist, 400, 700, paper, 2)
    strap = leaves.tulip_leaf(c)
    heads = []
    for k in range(count):
        row = k % 3
        u = (k + 0.5) / count * 2 - 1
        hx, hy = x + u * (300 - row * 20), waist - 700 + abs(u) ** 2 * 150 + row * 105 + c.rng.uniform(-16, 16)
        heads.append((row, u, hx, hy))
    for k in range(9):
        u = k / 4 - 1
        c.use(strap, x + u * 40, waist - 90, 1.5 - abs(u) * 0.15, u * 34 + c.rng.uniform(-5, 5), None, k % 2 == 1)
    for row, u, hx, hy in sorted(heads):
        c.add(leaves.stem([(x + u * 30, waist - 60), (x + u * 80, waist - 250), (hx - u * 10, hy + 120), (hx, hy)], "#8fa574", 11))
        c.add(leaves.stem([(x + u * 30 - 2, waist - 60), (x + u * 80 - 3, waist - 250), (hx - u * 10 - 3, hy + 120), (hx - 3, hy)], "#c3d1a4", 3))
    for row, u, hx, hy in sorted(heads):
        colour = colours[int(c.rng.random() * len(colours))]
        c.glow(hx + 8, hy - 50, 74, 90, "#2d3a22", 0.26)
        c.use(leaves.tulip(c, colour), hx, hy, c.rng.uniform(0.98, 1.12), u * 24 + c.rng.uniform(-7, 7))
    for k, u in enumerate((-0.7, 0.65, 0.1)):
        c.use(strap, x + u * 60, waist - 40, 1.0, u * 52, None, k % 2 == 0)
    v.paper_front(c, x, waist, 330, waist - 270, paper)
    r.put_bow(c, bow, x, waist, 0.8, 3, True, 230)


def vase(c, stage, heads, greens, x=600, rim=860, width=380, height=430, rx=340, ry=270, size=100, tint="#dfe9e6", fillers=(), bow=None):
    """Flowers in water."""
    set_stage(c, stage)
    bottom = rim + height
    b.floor_shadow(c, x, bottom, width * 0.46)
    c.glow(x + 60, bottom + 12, 120, 26, "#ffffff", 0.5)
    v.vase(c, x, rim, width, height, tint)
    for k in range(9):
        u = k / 4 - 1
        c.add(leaves.stem([(x - u * width * 0.3, bottom - 18 - 16 * abs(u)), (x - u * 46, rim + height * 0.55), (x + u * 50, rim + 40), (x + u * 150, rim - 120)], "#7f9767" if k % 2 else "#93aa78", 11))
    v.vase_front(c, x, rim, width, height, tint)
    cy = rim - ry * 0.62
    a.collar(c, greens, x, cy + 40, rx, ry, 180, 360, 13, rx / 350)
    for side in (-1, 1):
        kind = greens[0]
        c.use(leaves.sprig(c, *kind), x + side * 120, rim - 20, 0.8, side * 118)
    a.dome(c, heads, x, cy, rx, ry, size, fillers=fillers)
    if bow:
        r.put_bow(c, bow, x, rim + height * 0.14, 0.6)
    b.vignette(c)


def orchid(c, stage, colour, pot, x=560, rim=1030, ribs=True):
    """A moth orchid: two arching stems, strap leaves, a ceramic pot."""
    from flowers import head
    set_stage(c, stage)
    bottom = rim + 280
    b.floor_shadow(c, x, bottom, 170)
    v.pot(c, x, rim, 380, 280, pot, ribs=ribs)
    strap = leaves.tulip_leaf(c, "deep")
    for turn, size in ((-72, 1.0), (70, 1.05), (-44, 0.8), (48, 0.75), (100, 0.7), (-100, 0.66)):
        c.use(strap, x, rim + 6, size, turn, None, turn > 0)
    bloom = head(c, "orchid", colour)
    for sway, tall in ((-1, 700), (1, 800)):
        x2 = x + sway * 230
        pts = [(x + sway * 10, rim), (x + sway * 24, rim - tall * 0.6), (x + sway * 60, rim - tall * 1.02), (x2, rim - tall * 0.94), (x2 + sway * 110, rim - tall * 0.7)]
        c.add(leaves.stem(pts, "#6f7f4e", 9), leaves.stem([(px - 2, py) for px, py in pts], "#a9b67e", 3))
        for k in range(7):
            u = k / 6
            fx = x + sway * (26 + 330 * u ** 1.1)
            fy = rim - tall * (0.8 + 0.2 * (1 - (2 * u - 0.75) ** 2)) + 60 * u * u + (46 if k % 2 else -16)
            s = 1.04 - 0.34 * u
            c.glow(fx + 8, fy + 14, 100 * s, 90 * s, "#2d2a22", 0.2)
            c.use(bloom, fx, fy, s, sway * (10 + 22 * u) + c.rng.uniform(-10, 10))
    b.vignette(c)


def mug(c, stage, heads, colour, pattern, accent, greens, x=560, rim=880, width=500, height=410, side=None, fillers=()):
    """A porcelain mug full of flowers; `side` paints something beside it."""
    set_stage(c, stage)
    bottom = rim + height
    b.floor_shadow(c, x, bottom + 4, width * 0.47)
    posy_mug(c, x, rim, width, height, heads, colour, pattern, accent, greens, 1, fillers)
    if side:
        side(c)
    b.vignette(c)


def posy_mug(c, x, rim, width, height, heads, colour, pattern, accent, greens, handle=1, fillers=()):
    v.mug(c, x, rim, width, height, colour, pattern, accent, handle=handle)
    k = width / 500
    a.collar(c, greens, x, rim - 60 * k, 270 * k, 230 * k, 190, 350, 9, 0.72 * k)
    a.dome(c, heads, x, rim - 108 * k, 280 * k, 215 * k, 80 * k, low=rim + 44 * k, fillers=fillers)


def hat_box(c, stage, heads, colour, band, bow, greens, x=600, rim=830, width=640, height=400, size=88, rx=None, ry=250, side=None, lid=False, fillers=()):
    """A round box with a dome of flowers; `side` paints neighbours, `lid` leans the lid behind it."""
    set_stage(c, stage)
    bottom = rim + height
    if lid:
        c.glow(x + 330, bottom - 20, 190, 40, "#3a221c", 0.36)
        v.hat_lid(c, x + 300, bottom - 230, width * 0.7, colour, 16, 38, 0.66)
    b.floor_shadow(c, x, bottom + 40, width * 0.5)
    posy_box(c, x, rim, width, height, heads, colour, band, bow, greens, size, rx, ry, fillers)
    if side:
        side(c)
    b.vignette(c)


def posy_box(c, x, rim, width, height, heads, colour, band, bow, greens, size=88, rx=None, ry=250, fillers=()):
    rx = rx or width * 0.55
    v.hat_box(c, x, rim, width, height, colour, band)
    if greens:
        a.collar(c, greens, x, rim - 60, rx, ry, 188, 352, 13, rx / 400)
    a.dome(c, heads, x, rim - ry * 0.4, rx, ry, size, low=rim + width * 0.13, fillers=fillers)
    if bow:
        r.put_bow(c, bow, x, rim + height * 0.6 + width * 0.13, width / 720)


def square_box(c, stage, heads, colour, bow, w=640, d=470, h=230, at=(620, 1240), yaw=-24, size=74, half=None, side=None, bump=60):
    """A square box seen from its corner; `half` fills one side with sweets."""
    set_stage(c, stage)
    front = v.View(at[0], at[1], yaw, 30)
    x0, y0 = front(-w / 2, -d / 2)
    view = v.View(x0, y0, yaw, 30)
    v.path_shadow(c, [view(0, 0), view(w, 0), view(w, d), view(0, d)], 20, 0.34, (34, 20))
    v.box(c, view, w, d, h, colour, open_top=True)
    if half:
        a.bed(c, view, w * 0.5, 16, w - 14, d - 10, h - 6, heads, size, bump)
        sweets_grid(c, view, 18, 20, w * 0.5, d - 16, h - 30, half)
    else:
        a.bed(c, view, 14, 10, w - 14, d - 6, h - 6, heads, size, bump)
    v.front_lip(c, view, w, h, colour, d=d)
    bx, by = view(w / 2, 0, h * 0.52)
    if bow:
        tones = r.SATIN[bow]
        v.face(c, view, [(0, -1, h * .6), (w, -1, h * .6), (w, -1, h * .42), (0, -1, h * .42)], [(0, tones[1]), (0.3, tones[0]), (0.6, tones[1]), (1, tones[2])], (0, 1))
        v.face(c, view, [(w, 0, h * .6), (w, d, h * .6), (w, d, h * .42), (w, 0, h * .42)], [(0, tones[2]), (0.6, tones[1]), (1, tones[2])], (0, 1))
        r.put_bow(c, bow, bx, by, 0.74, 7)
    if side:
        side(c)
    b.vignette(c)


def sweets_grid(c, view, x0, y0, x1, y1, z, kinds, size=92):
    """Truffles in rows, back row first. `kinds` are truffle names, or dates:<nut>."""
    nx, ny = max(1, round((x1 - x0) / size)), max(1, round((y1 - y0) / size))
    for j in reversed(range(ny)):
        for i in range(nx):
            kind = kinds[(i + j * 2) % len(kinds)]
            px, py = view(x0 + (x1 - x0) * (i + 0.5) / nx, y0 + (y1 - y0) * (j + 0.5) / ny, z)
            if kind.startswith("dates:"):
                t.date_fruit(c, px, py, size * 0.5, c.rng.uniform(-8, 8), kind[6:])
            else:
                t.truffle(c, px, py, size * 0.44, kind)


def drawer(c, stage, heads, colour, inside, kinds, bow, at=(590, 1230), side=None):
    """Flowers above, a drawer of sweets below."""
    set_stage(c, stage)
    w, d, h = 600, 430, 390
    corner = v.View(at[0], at[1], -20, 28)
    view = v.View(*corner(-w / 2, -d / 2), -20, 28)
    pull = 230
    v.path_shadow(c, [view(0, -pull), view(w, -pull), view(w, d), view(0, d)], 20, 0.34, (34, 18))
    v.box(c, view, w, d, h, colour, open_top=True)
    a.bed(c, view, 14, 10, w - 14, d - 6, h - 4, heads, 78, 80)
    v.front_lip(c, view, w, h, colour, d=d)
    # the slot, the drawer's tray, its sweets, its front
    v.face(c, view, [(26, -1, 170), (w - 26, -1, 170), (w - 26, -1, 16), (26, -1, 16)], [(0, "#3a1c1c"), (1, "#5d3a33")], (0, 2))
    v.face(c, view, [(30, -pull, 96), (w - 30, -pull, 96), (w - 30, 0, 96), (30, 0, 96)], [(0, "#7a5246"), (1, "#3f241f")], (0, 2))
    v.face(c, view, [(w - 30, -pull, 150), (w - 30, 0, 150), (w - 30, 0, 20), (w - 30, -pull, 20)], [(0, v.dark(inside, 0.16)), (1, v.dark(inside, 0.4))], (0, 2))
    sweets_grid(c, view, 40, -pull + 16, w - 40, -6, 118, kinds, 102)
    v.face(c, view, [(30, -pull, 150), (w - 30, -pull, 150), (w - 30, -pull, 14), (30, -pull, 14)], [(0, v.light(inside, 0.4)), (1, v.dark(inside, 0.12))], (0, 2))
    kx, ky = view(w / 2, -pull, 84)
    r.put_bow(c, bow, kx, ky - 8, 0.46, 5)
    if side:
        side(c)
    b.vignette(c)


def open_box(c, stage, colour, lining, contents, x=600, base=1270, w=820, h=220, lid_h=400, bow=None, side=None):
    """A keepsake box, lid up, full of things: `contents(c, x, rim)` paints what stands in it."""
    set_stage(c, stage)
    left, rim = x - w / 2, base - h
    b.floor_shadow(c, x, base, w * 0.52, 60)
    # the raised lid, its lining, and the dark of the box behind the contents
    top = rim - lid_h
    c.path(v.poly([(left + 26, top), (left + w - 26, top), (left + w, rim - 56), (left, rim - 56)]), c.linear([(0, v.dark(colour, 0.1)), (1, v.dark(colour, 0.26))]))
    c.path(v.poly([(left + 54, top + 26), (left + w - 54, top + 26), (left + w - 30, rim - 66), (left + 30, rim - 66)]), c.linear([(0, v.light(lining, 0.3)), (1, v.dark(lining, 0.16))]))
    v.emblem(c, x, top + lid_h * 0.3, 56, "#c7a76c", 0.8)
    c.path(v.poly([(left, rim - 58), (left + w, rim - 58), (left + w, rim + 20), (left, rim + 20)]), c.linear([(0, v.dark(lining, 0.6)), (1, v.dark(lining, 0.35))]))
    contents(c, x, rim)
    c.path(v.poly([(left - 6, rim), (left + w + 6, rim), (left + w - 8, base), (left + 8, base)]), c.linear([(0, v.light(colour, 0.32)), (0.5, colour), (1, v.dark(colour, 0.16))], 0, 0, 0.7, 1))
    c.path(v.poly([(left - 6, rim), (left + w + 6, rim), (left + w + 4, rim + 13), (left - 4, rim + 13)]), v.light(colour, 0.55))
    if bow:
        tones = r.SATIN[bow]
        c.path(v.poly([(left + 2, rim + 86), (left + w - 2, rim + 86), (left + w - 4, rim + 130), (left + 4, rim + 130)]), c.linear([(0, tones[1]), (0.3, tones[0]), (0.6, tones[1]), (1, tones[2])], 0, 0, 1, 0))
        r.put_bow(c, bow, x, rim + 104, 0.78)
    else:
        v.emblem(c, x, rim + h * 0.52, 54, "#c7a76c")
    if side:
        side(c)
    b.vignette(c)


def tissue(c, x, rim, w, colour):
    """Crumpled tissue paper peeping over a box's edge."""
    for layer in range(2):
        tone = v.light(colour, 0.4 - layer * 0.3)
        pts = [(x - w / 2, rim + 30)]
        n = 15
        for k in range(n + 1):
            pts.append((x - w / 2 + w * k / n, rim - (44 - layer * 20 if k % 2 else 6) + c.rng.uniform(-12, 12)))
        pts.append((x + w / 2, rim + 30))
        c.path(v.poly(pts), c.linear([(0, v.light(tone, 0.4)), (1, v.dark(tone, 0.14))]), stroke=v.light(tone, 0.6), stroke_width=2)


def framed(c, stage, heads, greens, wood, mat, x=590, base=1260, w=640, h=840, size=70, side=None):
    """Flowers kept in a frame."""
    set_stage(c, stage)
    t.frame(c, x, base, w, h, wood, mat)
    k = w / 640
    waist = base - 190 * k
    for u in (-0.8, -0.4, 0, 0.4, 0.8):
        c.add(leaves.stem([(x - u * 50, base - 80 * k), (x - u * 12, waist), (x + u * 90, waist - 140), (x + u * 150, waist - 240)], "#8a9a78", 8))
    a.collar(c, greens, x, base - 470 * k, 190 * k, 190 * k, 170, 370, 13, 0.6 * k)
    a.dome(c, heads, x, base - 500 * k, 215 * k, 205 * k, size * k)
    r.put_bow(c, "ivory", x, waist + 10, 0.5 * k)
    left, top = x - w / 2 + 30, base - h + 30
    c.path(v.poly([(left, top), (left + w * .5, top), (left + w * .12, base - 30), (left, base - 30)]), "#ffffff", opacity=0.13)
    if side:
        side(c)
    b.vignette(c)


def acrylic(c, stage, inside, bow, w=560, d=430, h=560, at=(590, 1290), side=None):
    """A clear keepsake box; `inside(c, view, w, d)` fills it."""
    set_stage(c, stage)
    corner = v.View(at[0], at[1], -22, 18)
    view = v.View(*corner(-w / 2, -d / 2), -22, 18)
    v.path_shadow(c, [view(0, 0), view(w, 0), view(w, d), view(0, d)], 18, 0.26, (34, 16))
    v.acrylic_back(c, view, w, d, h)
    inside(c, view, w, d)
    v.acrylic_front(c, view, w, d, h, knob=not bow)
    if bow:
        # only over the lid: what is inside stays in view
        tones = r.SATIN[bow]
        sheen = [(0, tones[2]), (0.3, tones[0]), (0.6, tones[1]), (1, tones[2])]
        for x0, x1, y0, y1, along in ((w * 0.5 - 24, w * 0.5 + 24, -8, d + 8, (0, 1)), (-8, w + 8, d * 0.5 - 24, d * 0.5 + 24, (0, 3))):
            v.face(c, view, [(x0, y0, h + 6), (x1, y0, h + 6), (x1, y1, h + 6), (x0, y1, h + 6)], sheen, along)
        v.face(c, view, [(w * 0.5 - 24, -9, h + 6), (w * 0.5 + 24, -9, h + 6), (w * 0.5 + 24, -9, h - 22), (w * 0.5 - 24, -9, h - 22)], sheen, (0, 1))
        bx, by = view(w * 0.5, d * 0.5, h + 6)
        r.put_bow(c, bow, bx, by - 8, 0.95, -3, True, 70)
    if side:
        side(c)
    b.vignette(c)


def hamper(c, stage, fill, colour="#c79a63", x=600, rim=960, width=740, height=330, bow=None, side=None, hoop=True):
    """A willow basket; `fill(c, x, rim)` paints what is in it."""
    set_stage(c, stage)
    b.floor_shadow(c, x, rim + height + 30, width * 0.45)
    if hoop:
        for dx, tone, wide in ((0, v.dark(colour, 0.35), 26), (-3, colour, 18), (-6, v.light(colour, 0.4), 5)):
            c.path(f"M{x - width * .46 + dx} {rim}C{x - width * .44 + dx} {rim - 800} {x + width * .44 + dx} {rim - 800} {x + width * .46 + dx} {rim}", stroke=tone, stroke_width=wide)
    v.basket(c, x, rim, width, height, colour)
    fill(c, x, rim)
    if bow:
        r.put_bow(c, bow, x, rim + 120, 0.9)
    if side:
        side(c)
    b.vignette(c)


def seated(c, stage, fur, ears, scarf, stack, x=600, seat=1150, scale=1.62, side=None, muzzle="#f3e2cc"):
    """A soft toy on folded muslins."""
    set_stage(c, stage)
    if stack:
        t.blanket(c, x, seat + 52 * len(stack), 600, stack)
    t.teddy(c, x, seat + 8, scale, fur, muzzle, scarf, ears)
    if side:
        side(c)
    b.vignette(c)


def near(view, scale=1.28, x=600, y=1180):
    """The same view from closer by: for small gifts in a tall picture. `(x, y)` stays where it is."""
    def paint(c):
        c.begin(transform=f"translate({v.num(x)} {v.num(y)})scale({v.num(scale * 100)})scale(.01)translate({v.num(-x)} {v.num(-y)})")
        view(c)
        c.end()
    return paint


def table_of(c, stage, paint):
    """Any other composition on a stage."""
    set_stage(c, stage)
    paint(c)
    b.vignette(c)
