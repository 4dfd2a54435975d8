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


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Each page's template by its name."""
    assert len(PAGES) > 100
    return {str(file.relative_to(ROOT / "templates")): file.read_text(encoding="utf-8") for file in PAGES}


def test_nothing_is_styled_or_scripted_inline(pages: dict[str, str]) -> None:
    wrong = []
    for name, text in pages.items():
        styled = re.findall(r"""<[a-z][^>{]*\s(?:style|on[a-z]+|hx-on[\w:-]*)\s*=|<style""", text)
        # Data for machines (JSON-LD) is no script; everything else comes from a file.
        tags = re.findall(r"<script[^>]*>", text)
        bare = [tag for tag in tags if "src=" not in tag and "application/ld+json" not in tag]
        wrong += [(name, part) for part in (*styled, *bare)]
    assert wrong == []


def test_every_icon_is_in_the_sprite(pages: dict[str, str]) -> None:
    used = {name: set(re.findall(r"""\{% icon ["']([\w-]+)["']""", text)) for name, text in pages.items()}
    missing = {name: icons - DRAWN for name, icons in used.items() if icons - DRAWN}
    assert missing == {}, "add to bin/icons.txt and run bin/vendor"


def test_a_component_opens_with_its_variables() -> None:
    assert COMPONENTS
    silent = [file.name for file in COMPONENTS if not file.read_text(encoding="utf-8").startswith("{#")]
    assert silent == []


def test_nothing_is_asked_from_another_host(pages: dict[str, str]) -> None:
    asking = [name for name, text in pages.items() if re.search(r"""(?:src|action)=["'](?:https?:)?//""", text)]
    assert asking == []


def test_the_sprite_holds_what_the_list_names_and_no_colours_of_its_own() -> None:
    assert set((ROOT / "bin" / "icons.txt").read_text(encoding="utf-8").split()) == DRAWN
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', SPRITE)) <= {"currentColor"}


def test_the_vendored_scripts_are_those_of_the_lock_file() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    htmx = (ROOT / "static" / "js" / "vendor" / "htmx.min.js").read_text(encoding="utf-8")
    version = re.search(r'"node_modules/htmx.org": \{\s*"version": "([^"]+)"', lock)
    assert version
    assert f'version="{version.group(1)}"' in htmx or f"version='{version.group(1)}'" in htmx
