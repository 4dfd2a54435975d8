"""The stylesheets keep their budget and their rules."""

import gzip
import re
from pathlib import Path

import pytest

from config.lib.stylesheet import BUNDLES, BundleFinder, bundle, shrink

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "static" / "css").rglob("*.css"))
LAYERS = {"reset", "tokens", "base", "layout", "components", "pages", "utilities"}


def code(file: Path) -> str:
    """A stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize(("path", "most"), [("dist/talkoot.css", 14), ("dist/staff.css", 8)])
def test_a_bundle_keeps_its_weight(path: str, most: int) -> None:
    size = len(gzip.compress(bundle(BUNDLES[path]).encode(), 9))
    assert size <= most * 1024, f"{path} has {size} bytes compressed"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rules_stand_in_a_known_layer(file: Path) -> None:
    text = code(file)
    named = {name.strip() for group in re.findall(r"@layer ([^{;]+)[{;]", text) for name in group.split(",")}
    assert named <= LAYERS
    assert named or file.name == "fonts.css"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_rule_knows_left_from_right(file: Path) -> None:
    sides = r"(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:"
    aligned = r"(?:float|text-align)\s*:\s*(?:left|right)"
    assert not re.findall(f"{sides}|{aligned}", code(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_colours_are_tokens_outside_the_tokens(file: Path) -> None:
    if file.name in {"tokens.css", "print.css"}:
        return
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{|[^;{]*\{)", code(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_comes_from_another_host(file: Path) -> None:
    assert not re.findall(r"url\(\s*['\"]?(?:https?:|//|data:)", code(file))
    assert "@import" not in code(file)


def test_every_token_that_is_used_is_defined() -> None:
    text = "".join(code(file) for file in FILES)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= defined


def test_braces_are_balanced_after_shrinking() -> None:
    for folder in BUNDLES.values():
        text = bundle(folder)
        assert text.count("{") == text.count("}")
        assert "/*" not in text


def test_shrinking_keeps_strings_and_words_apart() -> None:
    assert shrink('a::after { content: " ( ; ) ";\n  color : red; }') == 'a::after{content:" ( ; ) ";color :red}'
    assert shrink("b > c /* gone */ d { margin: 1px 2px }") == "b > c d{margin:1px 2px}"
    assert shrink("@media (width >= 10em) and (hover) { p {} }") == "@media (width >= 10em) and (hover){p{}}"


def test_the_order_of_the_layers_comes_first() -> None:
    assert bundle(BUNDLES["dist/talkoot.css"]).startswith("@layer reset,tokens,base")


def test_the_finder_finds_the_bundles_and_nothing_else() -> None:
    finder = BundleFinder()
    assert Path(finder.find("dist/talkoot.css")).read_text(encoding="utf-8").startswith("@layer")
    assert finder.find("css/tokens.css") == []
    assert finder.find("../settings.py") == []
    assert {path for path, _storage in finder.list([])} == set(BUNDLES)
