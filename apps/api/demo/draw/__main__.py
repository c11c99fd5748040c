"""Draws the demo shop's pictures:  python3 apps/api/demo/draw [name …]

Writes ../pictures/*.svg; with names, only the pictures whose file name contains one of them.
"""

import pathlib
import sys

sys.dont_write_bytecode = True  # the folder is source only

import bouquets
import boxes
import mugs
import newborn
import storefront
from canvas import Canvas

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "pictures"
LIMIT = 60_000


def all_pictures():
    """(file name, size, recipe) of every picture."""
    for module in (bouquets, mugs, boxes, newborn):
        for code, views in module.PICTURES.items():
            for number, view in enumerate(views, 1):
                yield f"{code}-{number}", (1200, 1500), view
    for name, view in storefront.PICTURES.items():
        yield name, (1200, 1500), view
    for name, view in storefront.WIDE.items():
        yield name, (2400, 1350), view


def main(wanted):
    FOLDER.mkdir(exist_ok=True)
    total, heavy = 0, []
    for name, size, view in all_pictures():
        if wanted and not any(part in name for part in wanted):
            continue
        canvas = Canvas(name, *size)
        view(canvas)
        text = canvas.text()
        (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")
        total += 1
        if len(text) > LIMIT:
            heavy.append(f"{name}: {len(text)} bytes")
    print(f"{total} pictures written to {FOLDER.name}/")
    if heavy:
        sys.exit("over the limit of 60 kB:\n  " + "\n  ".join(heavy))


main(sys.argv[1:])
