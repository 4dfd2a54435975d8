"""A look before it is taken: how it would be drawn, and how well it reads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import theme
from config.lib.colour import WHITE, contrast, from_hex

STARTS = ("#07657d", "#2d6a4f", "#4f46e5", "#b5305f", "#c46a00", "#3f4650")
"""Colours to start from; their swatches stand in static/css/staff/settings.css, in this order."""
RADII = {"--r-xs": 6, "--r-sm": 8, "--r": 10, "--r-lg": 14, "--r-xl": 18, "--r-2xl": 20}
WORDS = {
    "button text": gettext_lazy("Button text"),
    "button text, pointed at": gettext_lazy("Button text, pointed at"),
    "links": gettext_lazy("Links"),
    "selected": gettext_lazy("Selected"),
    "focus ring": gettext_lazy("Focus ring"),
}


@dataclass(frozen=True)
class Reads:
    """How well one use of the colour reads in both modes (contrast ratios), and what it needs."""

    use: str
    light: float
    dark: float
    needs: float


@dataclass(frozen=True)
class Sample:
    """Everything the preview shows about a look."""

    url: str
    rows: list[Reads]
    sentence: str


def sample_of(accent: str, corners: str) -> Sample:
    """The preview of a look. Raises UnreadableError, ValueError."""
    look = theme.derive(accent) if accent else theme.PETROL
    pairs = look.pairs()
    rows = [
        Reads(str(WORDS[light.name]), light.ratio, dark.ratio, light.needs)
        for light, dark in zip(pairs["light"], pairs["dark"], strict=True)
    ]
    url = f"{reverse('settings_look_sample')}?{urlencode({'accent': accent, 'corners': corners})}"
    return Sample(url, rows, _sentence(accent, look))


def sample_css(accent: str, corners: str) -> str:
    """The stylesheet of a look, for the preview alone. Raises UnreadableError, ValueError, KeyError."""
    css = theme.css(theme.derive(accent) if accent else theme.PETROL, corners).replace(":root", ".preview", 1)
    radii = "".join(f"{name}:{pixels * theme.CORNERS[corners]:g}px;" for name, pixels in RADII.items())
    return f"{css}.preview{{--round:{theme.CORNERS[corners]:g};{radii}}}\n"


def _sentence(accent: str, look: theme.Theme) -> str:
    """What was done with the colour, if it could not be taken as it is."""
    if not accent or look.exact:
        return ""
    return _(
        "Your colour is a little light for white text (%(ratio).1f:1). Buttons use a deeper step of the same hue."
    ) % {"ratio": contrast(from_hex(accent), WHITE)}
