"""Small gifts: soft toys, sweets, candles, cards, baby things, keepsakes."""

import math

from canvas import dark, ellipse, light, mix, num, path, poly, polar, use
from vessels import emblem


def _ball(c, x, y, rx, ry, colour, fuzz=True, **attrs):
    """A plush volume: lit from the top left, with short fur along its edge."""
    paint = c.radial([(0, light(colour, 0.5)), (0.5, colour), (0.86, dark(colour, 0.2)), (1, dark(colour, 0.3))], 0.36, 0.3, 0.78)
    out = ""
    if fuzz:
        out += ellipse(x, y, rx, ry, "none", stroke=dark(colour, 0.1), stroke_width=9, stroke_dasharray="1.2 1.6", stroke_opacity=0.8)
    return out + ellipse(x, y, rx, ry, paint, **attrs)


def teddy(c, x, y, scale=1.0, fur="#c99f74", muzzle="#f3e2cc", scarf="#b8405e", ears="bear"):
    """A seated plush, about 420 high, its seat at (x, y). `ears`: bear or bunny."""
    inner = mix(fur, "#f4c9c0", 0.6)
    def draw():
        out = []
        if ears == "bunny":
            for s in (-1, 1):
                ear = f"M{22 * s}-318C{2 * s}-400 {30 * s}-500 {66 * s}-498C{104 * s}-492 {92 * s}-384 {66 * s}-312Z"
                out.append(path(ear, c.linear([(0, light(fur, 0.3)), (1, dark(fur, 0.15))], 0, 0, 1, 0.2), stroke=dark(fur, 0.12), stroke_width=7, stroke_dasharray="1.2 1.6"))
                out.append(path(f"M{40 * s}-326C{30 * s}-400 {48 * s}-470 {66 * s}-470C{86 * s}-462 {78 * s}-384 {60 * s}-322Z", c.linear([(0, light(inner, 0.2)), (1, inner)])))
        else:
            for s in (-1, 1):
                out.append(_ball(c, 84 * s, -352, 42, 42, fur))
                out.append(ellipse(84 * s, -350, 25, 25, c.radial([(0, light(inner, 0.3)), (1, inner)])))
        out.append(_ball(c, 0, -108, 112, 118, fur))
        out.append(ellipse(0, -98, 70, 80, c.radial([(0, light(muzzle, 0.4)), (0.8, muzzle), (1, mix(muzzle, fur, 0.5))], 0.42, 0.35, 0.7)))
        for s in (-1, 1):
            out.append(f'<g transform="rotate({-34 * s} {98 * s} -170)">{_ball(c, 104 * s, -128, 34, 74, fur)}</g>')
        for s in (-1, 1):
            out.append(_ball(c, 92 * s, -36, 62, 56, fur))
            out.append(ellipse(98 * s, -32, 40, 38, c.radial([(0, light(inner, 0.45)), (0.8, inner), (1, dark(inner, 0.12))], 0.42, 0.35, 0.7)))
            for k in (-1, 0, 1):
                out.append(ellipse(98 * s + k * 19, -58 + abs(k) * 6, 6.5, 7.5, dark(inner, 0.22), opacity=0.6))
        out.append(ellipse(4, -202, 96, 30, "#4a2416", opacity=0.18))
        out.append(_ball(c, 0, -286, 112, 98, fur))
        out.append(ellipse(0, -256, 55, 42, c.radial([(0, light(muzzle, 0.6)), (0.75, muzzle), (1, dark(muzzle, 0.12))], 0.42, 0.3, 0.75)))
        for s in (-1, 1):
            out.append(ellipse(43 * s, -302, 10.5, 11.5, c.radial([(0, "#6a4a3c"), (1, "#21130f")])))
            out.append(ellipse(43 * s - 3.5, -306, 3.6, 3.6, "#ffffff"))
            out.append(ellipse(66 * s, -268, 21, 13, "#e88f8a", opacity=0.34))
        out.append(path("M-17-278C-12-288 12-288 17-278C16-266 5-258 0-258C-5-258-16-266-17-278Z", c.linear([(0, "#7a5346"), (1, "#34201a")])))
        out.append(path("M-9-280Q-2-284 5-281", stroke="#ffffff", stroke_width=3, stroke_opacity=0.55, stroke_linecap="round"))
        out.append(path("M0-258V-246M-22-244Q-10-230 0-246Q10-230 22-244", stroke="#4a2f27", stroke_width=3.6, stroke_linecap="round"))
        return "".join(out)
    c.glow(x + 22 * scale, y + 14 * scale, 200 * scale, 36 * scale, "#3a221c", 0.4)
    c.use(c.symbol(("teddy", fur, muzzle, ears), draw), x, y, scale)
    if scarf:
        from ribbons import put_bow
        put_bow(c, scarf, x, y - 196 * scale, 0.5 * scale, 0, True, 120)


def truffle(c, x, y, r, kind):
    """One chocolate from above at an angle: milk, dark, white, ruby, gold, pistachio, foil."""
    tones = {"milk": "#9a6444", "dark": "#4d2c20", "white": "#f3e3cb", "ruby": "#c8637a", "pistachio": "#a9b477", "gold": "#4d2c20", "foil": "#d5b269"}
    base = tones[kind]
    def draw():
        out = [ellipse(3, 12, 56, 47, "#2b1410", opacity=0.32)]
        cup = "".join(f"L{num(px)} {num(py)}" for px, py in (polar(k * math.tau / 28, 55 if k % 2 else 49, 0, 6) for k in range(28)))
        out.append(path("M" + cup[1:] + "Z", c.radial([(0.6, "#5b3a2a"), (1, "#8a6248")])))
        out.append(ellipse(0, 0, 44, 42, c.radial([(0, light(base, 0.55)), (0.35, light(base, 0.12)), (0.8, dark(base, 0.18)), (1, dark(base, 0.4))], 0.36, 0.28, 0.75)))
        if kind in ("milk", "white", "ruby"):
            line = light(base, 0.5) if kind != "white" else "#b98a5c"
            out.append(path("M-34-10Q0 10 34-14M-38 4Q0 24 38 0M-28-24Q0-6 28-28", stroke=line, stroke_width=4, stroke_linecap="round", stroke_opacity=0.9))
        elif kind in ("dark", "gold"):
            out.append(path("M-12-16L4-24 16-12 8 2-8 4-16-6Z", c.linear([(0, "#fff1c4"), (0.5, "#d9b25c"), (1, "#96702c")], 0, 0, 1, 1)))
        elif kind == "pistachio":
            for k in range(16):
                px, py = polar(k * 2.4, 8.5 * math.sqrt(k))
                out.append(ellipse(px, py - 3, 4.6, 3.4, "#7c8f4c" if k % 2 else "#d9dda6"))
        elif kind == "foil":
            for k in range(9):
                a = k * 0.7
                px, py = polar(a, 42)
                out.append(path(f"M0-4L{num(px)} {num(py)}", stroke="#fff4d2" if k % 2 else "#8f6d2d", stroke_width=2.4, stroke_opacity=0.6))
        out.append(path("M-22-20Q-12-34 6-34", stroke="#ffffff", stroke_width=6, stroke_linecap="round", stroke_opacity=0.5))
        return "".join(out)
    c.use(c.symbol(("truffle", kind), draw), x, y, r / 50)


def date_fruit(c, x, y, r, turn=0, nut="almond"):
    """A glossy stuffed date."""
    def draw():
        out = [ellipse(3, 9, 58, 27, "#2b1410", opacity=0.35)]
        out.append(ellipse(0, 0, 56, 27, c.radial([(0, "#c07a45"), (0.4, "#7d401f"), (1, "#3b190c")], 0.36, 0.25, 0.75)))
        out.append(path("M-44-6Q0-16 44-4M-46 8Q0 4 46 9M-34-16Q0-24 34-14", stroke="#2f1208", stroke_width=1.8, stroke_opacity=0.45))
        tone = {"almond": ("#f4dbb4", "#c08d52"), "pistachio": ("#cdd79a", "#7d8f4c"), "walnut": ("#e0bd8b", "#8a5c30")}[nut]
        out.append(ellipse(0, -4, 25, 10, c.linear([(0, tone[0]), (1, tone[1])])))
        out.append(path("M-38-12Q-22-22-2-21", stroke="#ffffff", stroke_width=4, stroke_linecap="round", stroke_opacity=0.5))
        return "".join(out)
    c.use(c.symbol(("date", nut), draw), x, y, r / 50, turn)


def macaron(c, x, y, colour, scale=1.0, turn=0):
    def draw():
        side = c.linear([(0, light(colour, 0.5)), (0.5, colour), (1, dark(colour, 0.25))], 0, 0, 1, 0.4)
        return (
            path("M-60 14C-60 44-44 52 0 52C44 52 60 44 60 14Z", side) + f'<rect x="-58" y="-6" width="116" height="22" rx="9" fill="{light(colour, 0.72)}"/>'
            + path("M-62 16q6 9 12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0V8H-62Z", dark(colour, 0.1)) + path("M-62-6q6 9 12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0V-16H-62Z", dark(colour, 0.06))
            + path("M-60-12C-60-46-40-56 0-56C40-56 60-46 60-12Z", side) + path("M-42-26Q-30-44 2-45", stroke="#ffffff", stroke_width=6, stroke_opacity=0.5, stroke_linecap="round")
        )
    c.glow(x + 8 * scale, y + 50 * scale, 78 * scale, 18 * scale, "#3a221c", 0.34)
    c.use(c.symbol(("macaron", colour), draw), x, y, scale, turn)


def candle(c, x, y, scale=1.0, glass="#f3e3d6", lit=True, label="#fffaf2", lid=False):
    """A jar candle standing at (x, y), about 190 wide and 230 high."""
    c.glow(x + 24 * scale, y + 4 * scale, 150 * scale, 30 * scale, "#3a221c", 0.38)
    if lit:
        c.glow(x, y - 260 * scale, 230 * scale, 230 * scale, "#ffd98a", 0.5)
    def draw():
        out = [path("M-92-212V-8Q-92 10 0 12Q92 10 92-8V-212Z", c.linear([(0, dark(glass, 0.3)), (0.15, glass), (0.3, light(glass, 0.7)), (0.5, glass), (1, dark(glass, 0.34))], 0, 0, 1, 0))]
        out.append(ellipse(0, -212, 92, 22, c.linear([(0, dark(glass, 0.26)), (1, dark(glass, 0.06))])))
        out.append(ellipse(0, -204, 84, 17, c.radial([(0, "#fff6dc"), (0.5, light(glass, 0.6)), (1, light(glass, 0.2))])))
        out.append(ellipse(0, -212, 91, 21, "none", stroke="#ffffff", stroke_width=4, stroke_opacity=0.8))
        out.append(f'<rect x="-52" y="-152" width="104" height="100" rx="5" fill="{c.linear([(0, dark(label, .08)), (0.4, label), (1, dark(label, .14))], 0, 0, 1, 0)}"/>')
        out.append(f'<rect x="-46" y="-146" width="92" height="88" rx="3" fill="none" stroke="#c7a76c" stroke-width="1.8"/>')
        out.append(path("M-76-190V-30", stroke="#ffffff", stroke_width=9, stroke_opacity=0.5, stroke_linecap="round"))
        if lit:
            out.append(path("M0-206V-228", stroke="#4a3027", stroke_width=4.5))
            out.append(path("M0-216C-17-232-13-250 0-282C13-250 17-232 0-216Z", c.linear([(0, "#fff7d6"), (0.5, "#ffd06a"), (1, "#f08a3a")])))
            out.append(path("M0-218C-7-228-6-238 0-252C6-238 7-228 0-218Z", "#fffbe8"))
        return "".join(out)
    c.use(c.symbol(("candle", glass, lit), draw), x, y, scale)
    emblem(c, x, y - 102 * scale, 30 * scale, "#c7a76c")
    if lid:
        c.ellipse(x, y - 216 * scale, 98 * scale, 26 * scale, c.linear([(0, "#f6e7bf"), (0.5, "#cfae6e"), (1, "#8f6d38")], 0, 0, 1, 0.2))


def card(c, x, y, w, h, turn=0, colour="#fffaf2", mark="#c7a76c", shadow=True):
    """A gift card without words: a gilt line and the house flower."""
    c.begin(transform=f"translate({num(x)} {num(y)})rotate({num(turn)})")
    if shadow:
        c.add(path(poly([(-w / 2 + 7, -h / 2 + 10), (w / 2 + 9, -h / 2 + 10), (w / 2 + 9, h / 2 + 12), (-w / 2 + 7, h / 2 + 12)]), "#3a221c", opacity=0.16))
    c.add(f'<rect x="{num(-w / 2)}" y="{num(-h / 2)}" width="{num(w)}" height="{num(h)}" rx="5" fill="{c.linear([(0, light(colour, .6)), (1, dark(colour, .06))], 0, 0, 1, 1)}"/>')
    c.add(f'<rect x="{num(-w / 2 + 12)}" y="{num(-h / 2 + 12)}" width="{num(w - 24)}" height="{num(h - 24)}" rx="2" fill="none" stroke="{mark}" stroke-width="1.8" opacity=".8"/>')
    emblem(c, 0, 0, min(w, h) * 0.2, mark)
    c.end()


def bootie(c, x, y, scale, colour, flip=False, bow=None):
    """A knitted baby shoe, seen from the side."""
    def draw():
        d = "M-70-140C-74-90-78-50-84-16C-88 10-60 16 0 16H78C112 14 116-30 84-50C54-66 36-76 30-140Z"
        out = [path(d, c.radial([(0, light(colour, 0.5)), (0.6, colour), (1, dark(colour, 0.26))], 0.34, 0.3, 0.85))]
        rows = "".join(f"M{-78 + k} {-4 - k * 17}q40 14 {110 - k * 4} {6 - k * 1.5:.0f}" for k in range(7))
        out.append(path(rows, stroke=dark(colour, 0.3), stroke_width=9, stroke_dasharray="3 7", stroke_opacity=0.35))
        out.append(path("M-84-2C-80 16-40 18 0 18H80C104 16 112-8 104-26", stroke=light(colour, 0.6), stroke_width=9, stroke_linecap="round", stroke_opacity=0.8))
        cuff = "".join(f"M{-70 + k * 11}-146v34" for k in range(10))
        out.append(path("M-78-152Q-20-166 38-152L36-108Q-20-96-76-108Z", c.linear([(0, light(colour, 0.5)), (1, dark(colour, 0.1))], 0, 0, 1, 0)))
        out.append(path(cuff, stroke=dark(colour, 0.3), stroke_width=3, stroke_opacity=0.3))
        out.append(ellipse(-20, -153, 57, 12, dark(colour, 0.45)))
        return "".join(out)
    c.glow(x + 10 * scale, y + 14 * scale, 120 * scale, 24 * scale, "#3a221c", 0.36)
    c.use(c.symbol(("bootie", colour), draw), x, y, scale, 0, None, flip)
    if bow:
        from ribbons import put_bow
        put_bow(c, bow, x + (-18 if flip else 18) * scale * 0.6, y - 96 * scale, 0.26 * scale, -4, True, 110)


def blanket(c, x, y, w, colours, thickness=52):
    """Folded muslins in a stack standing at (x, y)."""
    c.glow(x + 26, y + 4, w * 0.64, 34, "#3a221c", 0.38)
    for k, colour in enumerate(colours):
        top = y - (k + 1) * thickness
        inset = c.rng.uniform(-10, 10)
        d = f"M{num(x - w / 2 + inset + 14)} {num(top)}H{num(x + w / 2 + inset - 18)}Q{num(x + w / 2 + inset + 22)} {num(top + thickness / 2)} {num(x + w / 2 + inset - 18)} {num(top + thickness - 3)}H{num(x - w / 2 + inset + 14)}Q{num(x - w / 2 + inset - 8)} {num(top + thickness / 2)} {num(x - w / 2 + inset + 14)} {num(top)}Z"
        c.path(d, c.linear([(0, light(colour, 0.45)), (0.4, colour), (1, dark(colour, 0.28))]))
        c.path(f"M{num(x - w / 2 + inset + 12)} {num(top + thickness * .5)}H{num(x + w / 2 + inset - 6)}", stroke=dark(colour, 0.4), stroke_width=3, stroke_opacity=0.3)
        c.path(f"M{num(x - w / 2 + inset + 26)} {num(top + thickness * .25)}H{num(x + w / 2 + inset - 20)}", stroke=light(colour, 0.7), stroke_width=2, stroke_dasharray="5 9", stroke_opacity=0.8)


def rattle(c, x, y, scale=1.0, turn=0, ring="#d9b384", beads=("#f3cfc4", "#cfdcc4", "#fff3df")):
    """A wooden ring with beads, lying down."""
    c.begin(transform=f"translate({num(x)} {num(y)})rotate({num(turn)})scale({num(scale * 10)})scale(.1)")
    c.ellipse(8, 12, 76, 74, "none", stroke="#3a221c", stroke_width=22, stroke_opacity=0.16)
    c.ellipse(0, 0, 74, 72, "none", stroke=dark(ring, 0.25), stroke_width=24)
    c.ellipse(-1, -2, 74, 72, "none", stroke=ring, stroke_width=19)
    c.ellipse(-3, -5, 74, 72, "none", stroke=light(ring, 0.6), stroke_width=5, stroke_opacity=0.8)
    for k, tone in enumerate(beads):
        bx, by = polar(-0.5 + k * 0.52, 74)
        c.ellipse(bx, by, 25, 25, c.radial([(0, light(tone, 0.7)), (0.6, tone), (1, dark(tone, 0.3))], 0.36, 0.3, 0.75))
    c.end()


def lantern(c, x, y, scale=1.0, metal="#c7a76c", glass="#f6c778"):
    """A Ramadan lantern standing at (x, y), about 420 high."""
    c.glow(x + 24 * scale, y + 4, 130 * scale, 28 * scale, "#1c1014", 0.5)
    c.glow(x, y - 170 * scale, 300 * scale, 300 * scale, "#ffcf78", 0.45)
    def draw():
        gold = c.linear([(0, dark(metal, 0.45)), (0.25, light(metal, 0.6)), (0.5, metal), (0.75, light(metal, 0.25)), (1, dark(metal, 0.5))], 0, 0, 1, 0)
        pane = c.radial([(0, "#fffbe6"), (0.35, "#ffe3a0"), (1, glass)], 0.5, 0.62, 0.6)
        out = [ellipse(0, -404, 21, 23, "none", stroke=metal, stroke_width=7)]
        out += [path("M-10-380H10L14-362H-14Z", gold), path("M-14-362C-22-330-82-322-92-268H92C82-322 22-330 14-362Z", gold), path("M-100-268H100L94-246H-94Z", gold)]
        out += [path("M-88-246H-34L-38-54H-78Z", pane), path("M-32-246H32L30-54H-30Z", pane), path("M88-246H34L38-54H78Z", pane)]
        for x0, x1 in ((-88, -34), (-32, 32), (34, 88)):
            m, w = (x0 + x1) / 2, (x1 - x0) / 2
            out.append(path(f"M{num(m)}-236L{num(m + w * .6)}-196 {num(m)}-150 {num(m - w * .6)}-196ZM{num(m)}-150L{num(m + w * .6)}-108 {num(m)}-64 {num(m - w * .6)}-108Z", stroke=dark(metal, 0.15), stroke_width=3.5))
            out.append(ellipse(m, -150, w * 0.34, 16, "none", stroke=dark(metal, 0.1), stroke_width=3))
        out += [path("M-94-250L-80-50M-33-250L-31-50M33-250L31-50M94-250L80-50", stroke=metal, stroke_width=8), path("M-90-56H90L104-24H-104Z", gold), path("M-110-24H110L118 0H-118Z", gold)]
        return "".join(out)
    c.use(c.symbol(("lantern", metal, glass), draw), x, y, scale)


def crescent(c, x, y, r, colour="#e2c78d"):
    c.path(f"M{num(x)} {num(y - r)}A{num(r)} {num(r)} 0 1 0 {num(x + r * .95)} {num(y + r * .32)}A{num(r * .78)} {num(r * .78)} 0 1 1 {num(x)} {num(y - r)}Z",
           c.linear([(0, light(colour, 0.6)), (0.5, colour), (1, dark(colour, 0.3))], 0, 0, 1, 1))


def burner(c, x, y, scale=1.0, body="#f6efe4", metal="#c7a76c"):
    """A mabkhara: an incense burner with a wisp of smoke."""
    c.glow(x + 20 * scale, y + 4, 130 * scale, 26 * scale, "#3a221c", 0.4)
    def draw():
        clay = c.linear([(0, dark(body, 0.3)), (0.3, light(body, 0.6)), (0.55, body), (1, dark(body, 0.34))], 0, 0, 1, 0)
        gold = c.linear([(0, dark(metal, 0.4)), (0.3, light(metal, 0.6)), (0.6, metal), (1, dark(metal, 0.45))], 0, 0, 1, 0)
        smoke = "M0-300C-40-350 40-390 4-450C-26-500 30-530 12-590"
        return (
            path(smoke, stroke="#ffffff", stroke_width=26, stroke_opacity=0.13, stroke_linecap="round") + path(smoke, stroke="#ffffff", stroke_width=10, stroke_opacity=0.22, stroke_linecap="round")
            + path("M-84 0L-46-110H46L84 0Q0 20-84 0Z", clay) + path("M-54-96H54L46-126H-46Z", gold) + path("M-46-126L-104-262H104L46-126Z", clay)
            + path("M-20-30A20 34 0 0 1 20-30V-6Q0 0-20-6Z", dark(body, 0.5)) + path("M-60-206L-44-160H44L60-206Z", stroke=metal, stroke_width=3)
            + "".join(path(f"M{k}-200l9 16-9 16-9-16Z", metal) for k in (-30, 0, 30))
            + ellipse(0, -262, 106, 22, gold) + ellipse(0, -264, 88, 15, "#2b1a14") + ellipse(-20, -266, 24, 9, "#5a2a1a") + ellipse(18, -264, 28, 9, "#8a3a1c") + ellipse(4, -270, 16, 6, "#f0914a")
        )
    c.use(c.symbol(("burner", body), draw), x, y, scale)


def cap(c, x, y, scale=1.0, turn=-8, colour="#2b2126", tassel="#c7a76c"):
    """A graduation cap."""
    def draw():
        gold = c.linear([(0, light(tassel, 0.5)), (1, dark(tassel, 0.3))], 0, 0, 1, 0)
        return (
            path("M-112-6V62C-60 104 60 104 112 62V-6Z", c.linear([(0, dark(colour, 0.3)), (0.3, light(colour, 0.22)), (1, dark(colour, 0.4))], 0, 0, 1, 0))
            + path("M0-86L236-4 0 84-236-4Z", c.linear([(0, light(colour, 0.3)), (0.6, colour), (1, dark(colour, 0.3))], 0, 0, 1, 1), stroke=light(colour, 0.35), stroke_width=3)
            + path("M-236-4L0 84 236-4V8L0 98-236 8Z", dark(colour, 0.4))
            + path("M0-2Q96 6 150 34V140", stroke=gold, stroke_width=6) + ellipse(0, -2, 13, 8, gold)
            + path("M140 136H160L166 214H134Z", gold) + path("M140 212V150M147 214V150M154 214V150", stroke=dark(tassel, 0.3), stroke_width=1.6)
            + ellipse(150, 138, 13, 11, gold)
        )
    c.glow(x + 20 * scale, y + 96 * scale, 200 * scale, 30 * scale, "#4a2416", 0.3)
    c.use(c.symbol(("cap", colour), draw), x, y, scale, turn)


def perfume(c, x, y, scale=1.0, juice="#e9b7a8", metal="#c7a76c"):
    """A square flacon with a gold cap."""
    c.glow(x + 18 * scale, y + 4, 110 * scale, 24 * scale, "#3a221c", 0.38)
    def draw():
        gold = c.linear([(0, dark(metal, 0.4)), (0.3, light(metal, 0.7)), (0.6, metal), (1, dark(metal, 0.4))], 0, 0, 1, 0)
        return (
            f'<rect x="-82" y="-190" width="164" height="190" rx="20" fill="{c.linear([(0, "#ffffff", .85), (0.2, light(juice, .6), .8), (1, light(juice, .2), .9)], 0, 0, 1, 0)}"/>'
            f'<rect x="-64" y="-150" width="128" height="136" rx="12" fill="{c.linear([(0, light(juice, .3)), (0.4, juice), (1, dark(juice, .25))], 0, 0, 1, 0.4)}"/>'
            f'<rect x="-24" y="-212" width="48" height="26" fill="{gold}"/><rect x="-36" y="-282" width="72" height="74" rx="8" fill="{gold}"/>'
            + path("M-70-176V-18", stroke="#ffffff", stroke_width=8, stroke_opacity=0.7, stroke_linecap="round") + path("M-42-138L28-138-30-30H-52Z", "#ffffff", opacity=0.22)
        )
    c.use(c.symbol(("perfume", juice), draw), x, y, scale)
    emblem(c, x, y - 84 * scale, 28 * scale, "#fff3d8", 0.9)


def bottle(c, x, y, scale, liquid, metal="#c7a76c", tall=230):
    """A slim bottle for oils and mists."""
    c.glow(x + 12 * scale, y + 3, 66 * scale, 18 * scale, "#3a221c", 0.36)
    gold = c.linear([(0, dark(metal, 0.4)), (0.3, light(metal, 0.7)), (1, dark(metal, 0.4))], 0, 0, 1, 0)
    glass = c.linear([(0, dark(liquid, 0.3)), (0.25, light(liquid, 0.65)), (0.5, liquid), (1, dark(liquid, 0.35))], 0, 0, 1, 0)
    c.begin(transform=f"translate({num(x)} {num(y)})scale({num(scale * 10)})scale(.1)")
    c.add(f'<rect x="-42" y="{-tall}" width="84" height="{tall}" rx="14" fill="{glass}"/><rect x="-20" y="{-tall - 74}" width="40" height="78" rx="6" fill="{gold}"/>')
    c.add(f'<rect x="-30" y="{-tall + 60}" width="60" height="86" rx="3" fill="#fffaf2"/>', path(f"M-30 {-tall + 20}V-24", stroke="#ffffff", stroke_width=6, stroke_opacity=0.5, stroke_linecap="round"))
    c.end()
    emblem(c, x, y - (tall - 103) * scale, 18 * scale, metal)


def balloon(c, x, y, r, colour="#f3cfc4", string_to=None, clear=False):
    """A balloon; a clear one shows what is behind it."""
    if string_to:
        c.path(f"M{num(x)} {num(y + r * 1.2)}Q{num(x + 30)} {num((y + string_to[1]) / 2 + r * .6)} {num(string_to[0])} {num(string_to[1])}", stroke="#b9a58c", stroke_width=2.5)
    paint = (c.radial([(0, "#ffffff", 0.1), (0.75, "#ffffff", 0.2), (1, "#ffffff", 0.6)]) if clear else
             c.radial([(0, light(colour, 0.75)), (0.45, colour), (1, dark(colour, 0.26))], 0.34, 0.28, 0.8))
    c.path(f"M{num(x - 12)} {num(y + r * 1.23)}L{num(x)} {num(y + r * 1.1)}L{num(x + 12)} {num(y + r * 1.23)}Z", dark(colour, 0.2))
    c.path(f"M{num(x)} {num(y + r * 1.14)}C{num(x - r * .7)} {num(y + r * .9)} {num(x - r)} {num(y + r * .42)} {num(x - r)} {num(y)}A{num(r)} {num(r)} 0 0 1 {num(x + r)} {num(y)}C{num(x + r)} {num(y + r * .42)} {num(x + r * .7)} {num(y + r * .9)} {num(x)} {num(y + r * 1.14)}Z", paint,
           stroke="#ffffff" if clear else None, stroke_width=3 if clear else None, stroke_opacity=0.7 if clear else None)
    c.path(f"M{num(x - r * .62)} {num(y - r * .2)}Q{num(x - r * .54)} {num(y - r * .6)} {num(x - r * .16)} {num(y - r * .74)}", stroke="#ffffff", stroke_width=r * 0.085, stroke_linecap="round", stroke_opacity=0.65)


def frame(c, x, y, w, h, wood="#d7b98f", mat="#fffaf2"):
    """A picture frame standing upright, its bottom middle at (x, y); draw into it afterwards."""
    left, top = x - w / 2, y - h
    c.glow(x + 44, y + 2, w * 0.62, 34, "#3a221c", 0.4)
    c.add(f'<rect x="{num(left + 22)}" y="{num(top + 26)}" width="{num(w)}" height="{num(h - 26)}" fill="#3a221c" opacity=".14"/>')
    c.add(f'<rect x="{num(left)}" y="{num(top)}" width="{num(w)}" height="{num(h)}" rx="4" fill="{c.linear([(0, light(wood, .5)), (0.5, wood), (1, dark(wood, .25))], 0, 0, 1, 1)}"/>')
    b = 30
    c.path(poly([(left, top), (left + b, top + b), (left + b, y - b), (left, y)]), light(wood, 0.25))
    c.path(poly([(x + w / 2, top), (x + w / 2 - b, top + b), (x + w / 2 - b, y - b), (x + w / 2, y)]), dark(wood, 0.22))
    c.path(poly([(left, y), (left + b, y - b), (x + w / 2 - b, y - b), (x + w / 2, y)]), dark(wood, 0.3))
    c.add(f'<rect x="{num(left + b)}" y="{num(top + b)}" width="{num(w - 2 * b)}" height="{num(h - 2 * b)}" fill="{c.linear([(0, dark(mat, .1)), (0.2, mat), (1, light(mat, .5))], 0, 0, 1, 1)}"/>')
    c.add(f'<rect x="{num(left + b)}" y="{num(top + b)}" width="{num(w - 2 * b)}" height="16" fill="#3a221c" opacity=".14"/>')


def books(c, x, y, w, colours):
    """A short stack of cloth-bound notebooks."""
    c.glow(x + 24, y + 4, w * 0.62, 28, "#3a221c", 0.36)
    for k, colour in enumerate(colours):
        h, shift = 44, c.rng.uniform(-16, 16)
        top = y - (k + 1) * h
        c.add(f'<rect x="{num(x - w / 2 + shift)}" y="{num(top)}" width="{num(w)}" height="{h}" rx="5" fill="{c.linear([(0, light(colour, .25)), (1, dark(colour, .25))])}"/>')
        c.add(f'<rect x="{num(x - w / 2 + shift + 12)}" y="{num(top + 7)}" width="{num(w - 12)}" height="{h - 14}" fill="#fbf4e8"/>')
        c.add(f'<rect x="{num(x - w / 2 + shift)}" y="{num(top)}" width="20" height="{h}" rx="5" fill="{dark(colour, .12)}"/>')


def sparkle(c, x, y, r, colour="#fff3d0", opacity=0.9):
    c.path(f"M{num(x)} {num(y - r)}Q{num(x)} {num(y)} {num(x + r)} {num(y)}Q{num(x)} {num(y)} {num(x)} {num(y + r)}Q{num(x)} {num(y)} {num(x - r)} {num(y)}Q{num(x)} {num(y)} {num(x)} {num(y - r)}Z", colour, opacity=opacity)


def repeat(ident, places):
    """Places a symbol many times: [(x, y, scale, turn)]."""
    return "".join(use(ident, *p) for p in places)
