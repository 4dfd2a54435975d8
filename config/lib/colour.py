"""Colours as people see them (OKLCH), as screens show them (sRGB), and how well one reads on another (WCAG contrast).

The matrices are Björn Ottosson's OKLab (2020); the contrast is WCAG 2's relative luminance.
"""

import math
import re
from functools import lru_cache
from typing import NamedTuple

HEX = re.compile(r"\A#[0-9a-fA-F]{6}\Z")
SLACK = 1e-4


class Colour(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def css(self) -> str:
        """As a stylesheet writes it."""
        return f"oklch({_short(self.lightness, 4)} {_short(self.chroma, 4)} {_short(self.hue, 1)})"

    def hex(self) -> str:
        """As #rrggbb."""
        return "#" + "".join(f"{part:02x}" for part in rgb(self))


WHITE = Colour(1.0, 0.0, 0.0)


def _short(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".rstrip("0").rstrip(".") or "0"


def from_hex(text: str) -> Colour:
    """The colour written #rrggbb. Raises ValueError for anything else."""
    if not HEX.match(text):
        raise ValueError(f"Not a colour like #07657d: {text!r}")
    red, green, blue = (_linear(int(text[at : at + 2], 16)) for at in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Colour(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _light(colour: Colour) -> tuple[float, float, float]:
    """Linear red, green and blue; below 0 or above 1 where a screen cannot show the colour."""
    angle = math.radians(colour.hue)
    a, b = colour.chroma * math.cos(angle), colour.chroma * math.sin(angle)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def shown(colour: Colour) -> bool:
    """Whether a screen (sRGB) can show it."""
    return all(-SLACK <= part <= 1 + SLACK for part in _light(colour))


def fitted(colour: Colour) -> Colour:
    """The same lightness and hue with as much of the chroma as a screen can show."""
    if shown(colour):
        return colour
    low, high = 0.0, colour.chroma
    for _step in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if shown(colour._replace(chroma=middle)) else (low, middle)
    return colour._replace(chroma=low)


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


_LINEAR = tuple(_linear(value) for value in range(256))


def _encoded(part: float) -> int:
    part = min(1.0, max(0.0, part))
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def rgb(colour: Colour) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, as a screen shows the colour."""
    red, green, blue = _light(fitted(colour))
    return _encoded(red), _encoded(green), _encoded(blue)


@lru_cache(maxsize=4096)
def luminance(colour: Colour) -> float:
    """WCAG's relative luminance, 0 to 1, of the eight-bit colour."""
    red, green, blue = rgb(colour)
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
