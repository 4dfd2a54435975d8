"""The icons of an installed community, as PNG: its mark, or the shipped waves on its colour."""

import io
from enum import StrEnum

from PIL import Image, ImageDraw

from config.lib import theme


class Kind(StrEnum):
    """What an icon is for."""

    SMALL = "192"
    LARGE = "512"
    MASKABLE = "maskable"
    APPLE = "apple"


SIDES = {Kind.SMALL: 192, Kind.LARGE: 512, Kind.MASKABLE: 512, Kind.APPLE: 180}
"""How wide and high each is, in pixels."""
DRAWING = 1
"""Goes up when the same mark is drawn differently, so that devices ask again."""
FINER = 4
"""Lines are drawn this many times larger and made smaller afterwards: smooth edges."""
# Two waves in a square of 32, as in static/favicon.svg: the start, then cubic curves relative to where the last ended.
_WAVE = (((3, 0), (3, -3.3), (6.3, -3.3)), ((3.3, 0), (3, 3.3), (6.4, 3.3)), ((3.4, 0), (3, -3.3), (6.3, -3.3)))
_STARTS = (((6.5, 20.5), 255), ((6.5, 14.3), 140))
_WIDTH, _ROUND, _POINTS = 2.6, 9, 60
# A mask may cut everything outside a circle of 80 % across: a square in it is 57 % wide, a round mark may be wider.
_SAFE, _APPLE = 0.6, 0.76


def draw(kind: Kind, accent: str, mark: Image.Image | None) -> bytes:
    """An icon as PNG. `accent` is #rrggbb or empty for petrol; without a mark the waves are drawn on it."""
    side = SIDES[kind]
    whole = kind in (Kind.MASKABLE, Kind.APPLE)
    if mark is None:
        image = _waves(side, *_colours(accent), part=0.86 if kind == Kind.MASKABLE else 1, rounded=not whole)
    elif whole:
        image = _on_ground(mark, side, _SAFE if kind == Kind.MASKABLE else _APPLE)
    else:
        image = mark.convert("RGBA").resize((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # Where nothing may shine through there is nothing that could.
    (image.convert("RGB") if whole else image).save(out, "PNG", optimize=True)
    return out.getvalue()


def _colours(accent: str) -> tuple[str, str]:
    """The colour of the ground and of the lines on it, which can always be told apart."""
    light = (theme.derive(accent) if accent else theme.PETROL).light
    return light.accent.hex(), light.on_accent.hex()


def _waves(side: int, ground: str, line: str, *, part: float, rounded: bool) -> Image.Image:
    """The shipped mark, its drawing taking this part of the square."""
    large = side * FINER
    shape = Image.new("L", (large, large), 0 if rounded else 255)
    if rounded:
        ImageDraw.Draw(shape).rounded_rectangle((0, 0, large - 1, large - 1), large * _ROUND / 32, fill=255)
    image = Image.new("RGBA", (large, large), ground)
    for start, strength in _STARTS:
        ink = Image.new("L", (large, large), 0)
        _stroke(ImageDraw.Draw(ink), start, large, part, strength)
        image.paste(Image.new("RGBA", (large, large), line), (0, 0), ink)
    image.putalpha(shape)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def _stroke(pen: ImageDraw.ImageDraw, start: tuple[float, float], large: int, part: float, strength: int) -> None:
    unit = large * part / 32
    edge = (large - 32 * unit) / 2
    x0, y0 = start
    for (ax, ay), (bx, by), (cx, cy) in _WAVE:
        for step in range(_POINTS + 1):
            t = step / _POINTS
            x = x0 + 3 * (1 - t) ** 2 * t * ax + 3 * (1 - t) * t**2 * bx + t**3 * cx
            y = y0 + 3 * (1 - t) ** 2 * t * ay + 3 * (1 - t) * t**2 * by + t**3 * cy
            middle, reach = (edge + x * unit, edge + y * unit), _WIDTH / 2 * unit
            pen.ellipse((middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach), fill=strength)
        x0, y0 = x0 + cx, y0 + cy


def _on_ground(mark: Image.Image, side: int, part: float) -> Image.Image:
    """The mark in the middle of a full square: on the colour of its own corner, or on white if that shines through."""
    mark = mark.convert("RGBA")
    red, green, blue, strength = mark.resize((16, 16)).getpixel((0, 0))  # type: ignore[misc]
    ground = Image.new("RGBA", (side, side), (red, green, blue, 255) if strength > 250 else "white")
    inner = round(side * part)
    small = mark.resize((inner, inner), Image.Resampling.LANCZOS)
    ground.alpha_composite(small, ((side - inner) // 2, (side - inner) // 2))
    return ground
