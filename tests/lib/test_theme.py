"""One colour gives a theme that everybody can read, whatever the colour."""

import re
from itertools import product
from pathlib import Path

import pytest

from config.lib.colour import WHITE, Colour, contrast, from_hex
from config.lib.theme import DARK, LIGHT, PETROL, Accent, Theme, css, derive, fingerprint

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
OKLCH = r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"


def token(name: str) -> tuple[Colour, Colour]:
    """A token's light and dark value as tokens.css states them."""
    found = re.search(rf"--{name}: light-dark\({OKLCH}, {OKLCH}\);", TOKENS)
    assert found, f"tokens.css has no --{name}"
    numbers = [float(part) for part in found.groups()]
    return Colour(*numbers[:3]), Colour(*numbers[3:])


def brands() -> list[str]:
    """4,284 colours: 17 steps of lightness, 7 of chroma, 36 of hue."""
    return [
        Colour(0.1 + 0.05 * light, 0.01 + 0.045 * chroma, 10.0 * hue).hex()
        for light, chroma, hue in product(range(17), range(7), range(36))
    ]


def test_every_brand_colour_gives_readable_pairs() -> None:
    colours = brands()
    assert len(colours) == 4284
    worst: dict[str, float] = {}
    for brand in colours:
        for mode, pairs in derive(brand).pairs().items():
            for pair in pairs:
                key = f"{mode} {pair.name}"
                worst[key] = min(worst.get(key, 99), pair.ratio)
    assert all(ratio >= (3 if "focus" in key else 4.5) for key, ratio in worst.items()), worst


@pytest.mark.parametrize("brand", ["#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#ffff00"])
def test_the_extreme_colours_are_readable_too(brand: str) -> None:
    assert all(pair.holds for pairs in derive(brand).pairs().values() for pair in pairs)


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#12345g", "07657d", "#07657d;}", "#07657d\n", "#07657d0"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="Not a colour"):
        derive(wrong)


@pytest.mark.parametrize("brand", ["#4f46e5", "#c1121f", "#2d6a4f", "#7c3aed", "#3f4650"])
def test_a_colour_that_carries_white_text_is_kept_exactly(brand: str) -> None:
    theme = derive(brand)
    assert theme.exact
    assert theme.light.accent.hex() == brand
    assert theme.light.on_accent == WHITE


@pytest.mark.parametrize("brand", ["#3ddc97", "#ffc400", "#ff7a00", "#38bdf8"])
def test_a_bright_colour_is_kept_exactly_with_dark_text(brand: str) -> None:
    theme = derive(brand)
    assert theme.exact
    assert theme.light.on_accent.lightness < 0.3


def test_a_colour_between_is_darkened_until_white_reads_on_it() -> None:
    theme = derive("#e4572e")
    assert not theme.exact
    assert theme.light.on_accent == WHITE
    assert contrast(theme.light.accent, WHITE) >= 4.6
    assert abs(theme.light.accent.hue - from_hex("#e4572e").hue) < 0.01


def test_the_shipped_colours_are_those_of_the_stylesheet_and_hold() -> None:
    for name, light, dark in zip(Accent._fields, PETROL.light, PETROL.dark, strict=True):
        shipped = token(name.replace("_", "-"))
        assert shipped == (light._replace(hue=shipped[0].hue) if light.chroma == 0 else light, dark), name
    assert all(pair.holds for pairs in PETROL.pairs().values() for pair in pairs)


def test_the_grounds_of_the_recipe_are_those_of_the_stylesheet() -> None:
    for name, light, dark in zip(LIGHT._fields, LIGHT, DARK, strict=True):
        assert [part.hex() for part in token(name.replace("_", "-"))] == [light.hex(), dark.hex()], name


INKS = ("ink", "ink-2", "ink-3")
TONES = ("ok", "warn", "bad")
GROUNDS = ("canvas", "surface", "surface-2", "surface-3", "accent-soft")
TEXT = [
    *[(ink, ground, 4.5) for ink, ground in product(INKS, GROUNDS)],
    *[(f"{tone}-ink", ground, 4.5) for tone in TONES for ground in ("surface", f"{tone}-soft", "canvas")],
    *[("glow-ink", "glow", 4.5), ("ink", "glow", 4.5), ("ink-2", "ok-soft", 4.5)],
    *[("on-ok", "ok", 4.5), ("on-bad", "bad", 4.5)],
    *[("line-strong", ground, 3.0) for ground in ("canvas", "surface", "surface-2")],
    *[(tone, "surface", 3.0) for tone in (*TONES, "accent")],
]


@pytest.mark.parametrize(("ink", "ground", "needs"), TEXT)
def test_every_token_reads_on_every_ground_it_stands_on(ink: str, ground: str, needs: float) -> None:
    for over, under in zip(token(ink), token(ground), strict=True):
        assert contrast(over, under) >= needs


@pytest.mark.parametrize("hue", re.findall(r"\.hue-\d+ \{ --h: (\d+); \}", TOKENS))
def test_every_hue_is_readable_as_a_face_and_visible_as_a_square(hue: str) -> None:
    h = float(hue)
    assert contrast(Colour(0.36, 0.085, h), Colour(0.9, 0.05, h)) >= 4.5
    assert contrast(Colour(0.92, 0.05, h), Colour(0.38, 0.06, h)) >= 4.5
    assert contrast(Colour(0.63, 0.13, h), LIGHT.canvas) >= 3
    assert contrast(Colour(0.72, 0.12, h), DARK.surface_3) >= 3


def test_there_are_twelve_hues() -> None:
    assert len(set(re.findall(r"\.hue-(\d+)", TOKENS))) == 12


def test_a_theme_is_one_rule_of_tokens_and_nothing_else() -> None:
    text = css(derive("#e4572e"), "round")
    assert re.fullmatch(r":root\{(--[a-z-]+:(light-dark\(oklch\([\d. ]+\),oklch\([\d. ]+\)\)|[\d.]+);?)+\}\n", text)
    assert "--round:1.3" in text
    assert "--round" not in css(PETROL)


def test_the_fingerprint_changes_with_the_colour_and_the_corners() -> None:
    themes: list[tuple[Theme, str]] = [(PETROL, "soft"), (PETROL, "square"), (derive("#c1121f"), "soft")]
    assert len({fingerprint(css(theme, corners)) for theme, corners in themes}) == 3
