"""Templates keep the rules that the content security policy and the house rely on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [file for file in TEMPLATES if "mail" not in file.parts]
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
SPRITE = (ROOT / "static" / "icons.svg").read_text(encoding="utf-8")
DRAWN = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))


def name(file: Path) -> str:
    """How a template is called."""
    return str(file.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_nothing_is_styled_or_scripted_inline(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"""<[a-z][^>{]*\s(?:style|on[a-z]+|hx-on[\w:-]*)\s*=""", text)
    assert "<style" not in text
    # Data for machines (JSON-LD) is no script; everything else comes from a file.
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or "application/ld+json" in tag, tag


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_every_icon_is_in_the_sprite(file: Path) -> None:
    used = set(re.findall(r"""\{% icon ["']([\w-]+)["']""", file.read_text(encoding="utf-8")))
    assert used <= DRAWN, f"add to bin/icons.txt and run bin/vendor: {used - DRAWN}"


@pytest.mark.parametrize("file", COMPONENTS, ids=name)
def test_a_component_opens_with_its_variables(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("{#")


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_nothing_is_asked_from_another_host(file: Path) -> None:
    assert not re.search(r"""(?:src|action)=["'](?:https?:)?//""", file.read_text(encoding="utf-8"))


def test_the_sprite_holds_what_the_list_names_and_no_colours_of_its_own() -> None:
    assert set((ROOT / "bin" / "icons.txt").read_text(encoding="utf-8").split()) == DRAWN
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', SPRITE)) <= {"currentColor"}


def test_the_vendored_scripts_are_those_of_the_lock_file() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    htmx = (ROOT / "static" / "js" / "vendor" / "htmx.min.js").read_text(encoding="utf-8")
    version = re.search(r'"node_modules/htmx.org": \{\s*"version": "([^"]+)"', lock)
    assert version
    assert f'version="{version.group(1)}"' in htmx or f"version='{version.group(1)}'" in htmx
