"""From one colour to a theme that can be read: light and dark, every pair of text and ground proven.

The recipe is docs/design.md's: keep the hue, move the lightness until the contrast holds, cap the chroma where a large
area would shout, compute every pair again at the end and refuse if one fails.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from config.lib.colour import WHITE, Colour, contrast, fitted, from_hex

CORNERS = {"square": 0.4, "soft": 1.0, "round": 1.3}
STEP = 0.005


class Grounds(NamedTuple):
    """The neutral surfaces of static/css/tokens.css."""

    canvas: Colour
    surface: Colour
    surface_2: Colour
    surface_3: Colour


LIGHT = Grounds(Colour(0.972, 0.004, 85), WHITE, Colour(0.967, 0.004, 85), Colour(0.94, 0.005, 85))
DARK = Grounds(
    Colour(0.182, 0.008, 235), Colour(0.218, 0.009, 235), Colour(0.252, 0.01, 235), Colour(0.295, 0.011, 235)
)


class Accent(NamedTuple):
    """The seven tokens a community's colour decides, in one of the two modes."""

    accent: Colour
    accent_hover: Colour
    on_accent: Colour
    accent_ink: Colour
    accent_soft: Colour
    accent_line: Colour
    focus: Colour


class Pair(NamedTuple):
    """A colour on a ground, the contrast it has and the contrast it needs."""

    name: str
    ratio: float
    needs: float

    @property
    def holds(self) -> bool:
        """Whether it can be read."""
        return self.ratio >= self.needs


class UnreadableError(ValueError):
    """No readable theme follows from a colour."""


@dataclass(frozen=True)
class Theme:
    """A community's colours in both modes; `exact`: light buttons have the very colour that was asked for."""

    light: Accent
    dark: Accent
    exact: bool

    def pairs(self) -> dict[str, list[Pair]]:
        """Every text and ground with its contrast, by mode."""
        return {"light": _pairs(self.light, LIGHT), "dark": _pairs(self.dark, DARK)}


PETROL = Theme(
    light=Accent(
        Colour(0.47, 0.085, 222), Colour(0.41, 0.08, 222), WHITE, Colour(0.46, 0.083, 222),
        Colour(0.958, 0.016, 222), Colour(0.85, 0.05, 222), Colour(0.55, 0.095, 222),
    ),
    dark=Accent(
        Colour(0.7, 0.081, 222), Colour(0.75, 0.077, 222), Colour(0.18, 0.025, 222), Colour(0.8, 0.08, 222),
        Colour(0.29, 0.03, 222), Colour(0.43, 0.055, 222), Colour(0.76, 0.085, 222),
    ),
    exact=True,
)  # fmt: skip
"""The shipped colours, tuned by hand; static/css/tokens.css holds the same values."""


def derive(brand: str) -> Theme:
    """The theme of a colour written #rrggbb. Raises ValueError for no colour, UnreadableError if a pair fails."""
    asked = from_hex(brand)
    theme = Theme(_light(asked), _dark(asked), exact=False)
    theme = Theme(theme.light, theme.dark, exact=theme.light.accent == asked)
    failing = [
        f"{mode}: {pair.name} {pair.ratio:.2f}"
        for mode, pairs in theme.pairs().items()
        for pair in pairs
        if not pair.holds
    ]
    if failing:
        raise UnreadableError(f"{brand} gives no readable colours ({', '.join(failing)}).")
    return theme


def css(theme: Theme, corners: str = "soft") -> str:
    """The stylesheet that lays a theme over the shipped tokens. Raises KeyError for unknown corners."""
    rules = [f"--{name.replace('_', '-')}:light-dark({light.css()},{dark.css()})"
             for name, light, dark in zip(Accent._fields, theme.light, theme.dark, strict=True)]  # fmt: skip
    if CORNERS[corners] != 1:
        rules.append(f"--round:{CORNERS[corners]:g}")
    return f":root{{{';'.join(rules)}}}\n"


def fingerprint(stylesheet: str) -> str:
    """Sixteen characters that change with a theme's stylesheet; part of its address."""
    return hashlib.sha256(stylesheet.encode()).hexdigest()[:16]


def _search(start: Colour, step: float, reads: Callable[[Colour], bool]) -> Colour:
    """The first lightness from `start` on at which a colour reads; black or white if none does."""
    lightness = start.lightness
    while 0 <= lightness <= 1:
        candidate = fitted(start._replace(lightness=round(lightness, 4)))
        if reads(candidate):
            return candidate
        lightness += step
    return Colour(1.0 if step > 0 else 0.0, 0.0, start.hue)


def _solid(asked: Colour, chroma: float) -> tuple[Colour, Colour, Colour]:
    """A light button, its hover, its text: the exact colour where white or dark text reads on it."""
    if asked.lightness >= 0.72 and asked.chroma > 0.05:
        text = fitted(Colour(0.22, min(asked.chroma, 0.03), asked.hue))
        return asked, fitted(asked._replace(lightness=asked.lightness - 0.05)), text
    if contrast(asked, WHITE) >= 4.5:
        # Near black there is nothing darker to show a press with: hover goes lighter there.
        step = -0.06 if asked.lightness > 0.2 else 0.1
        return asked, fitted(asked._replace(lightness=asked.lightness + step)), WHITE
    start = Colour(min(asked.lightness, 0.54), chroma, asked.hue)
    solid = _search(start, -STEP, lambda found: contrast(found, WHITE) >= 4.6)
    return solid, fitted(solid._replace(lightness=solid.lightness - 0.06)), WHITE


def _light(asked: Colour) -> Accent:
    chroma, hue = min(asked.chroma, 0.17), asked.hue
    solid, hover, text = _solid(asked, chroma)
    soft = fitted(Colour(0.955, min(0.02, chroma / 4), hue))
    grounds = (LIGHT.surface, LIGHT.canvas, LIGHT.surface_2)
    ink = _search(
        Colour(0.5, min(chroma, 0.15), hue),
        -STEP,
        lambda found: min(contrast(found, ground) for ground in grounds) >= 4.9 and contrast(found, soft) >= 4.6,
    )
    focus = _search(
        Colour(0.58, chroma, hue),
        -STEP,
        lambda found: min(contrast(found, g) for g in (LIGHT.surface, LIGHT.canvas, LIGHT.surface_3)) >= 3.2,
    )
    return Accent(solid, hover, text, ink, soft, fitted(Colour(0.85, min(0.06, 0.6 * chroma), hue)), focus)


def _dark(asked: Colour) -> Accent:
    chroma, hue = min(asked.chroma, 0.13), asked.hue
    text = fitted(Colour(0.18, min(chroma, 0.025), hue))
    solid = _search(
        Colour(0.7, chroma * 0.95, hue),
        STEP,
        lambda found: contrast(found, text) >= 5 and contrast(found, DARK.surface_3) >= 3.2,
    )
    soft = fitted(Colour(0.29, min(0.035, 0.35 * chroma), hue))
    ink = _search(
        Colour(0.79, min(chroma, 0.11), hue),
        STEP,
        lambda found: min(contrast(found, ground) for ground in DARK) >= 4.9 and contrast(found, soft) >= 4.6,
    )
    focus = _search(Colour(0.76, min(chroma, 0.11), hue), STEP, lambda found: contrast(found, DARK.surface_3) >= 3.2)
    hover = fitted(Colour(solid.lightness + 0.05, chroma * 0.9, hue))
    return Accent(solid, hover, text, ink, soft, fitted(Colour(0.43, min(0.065, 0.65 * chroma), hue)), focus)


def _pairs(mode: Accent, grounds: Grounds) -> list[Pair]:
    """Every use of the accent that somebody has to read or to see."""
    links = min(contrast(mode.accent_ink, ground) for ground in grounds[:3])
    rings = min(contrast(mode.focus, ground) for ground in grounds)
    return [
        Pair("button text", contrast(mode.on_accent, mode.accent), 4.5),
        Pair("button text, pointed at", contrast(mode.on_accent, mode.accent_hover), 4.5),
        Pair("links", links, 4.5),
        Pair("selected", contrast(mode.accent_ink, mode.accent_soft), 4.5),
        Pair("focus ring", rings, 3.0),
    ]
