"""All widths from 320 to 1920 px, twice the size, other spacing and colours, longer words: nothing is cut or wider."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page

from tests.browser import town as towns
from tests.browser.asking import WRITTEN
from tests.browser.looking import WIDE, a_tab
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLOSELY = [320, 390, 900, 1280]
"""Widths at which every element is looked at."""
WIDTHS = [320, 360, 390, 480, 600, 768, 899, 900, 1024, 1180, 1280, 1440, 1920]
LONGER = 1.4
# WCAG 1.4.12: what readers may set must fit.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
# Words that a control or a heading holds but does not show. What is made to be cut says so with an ellipsis or scrolls.
CUT = """() => {
  const cut = (one) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(one);
    const hides = (how) => ["hidden", "clip"].includes(how);
    const wide = one.scrollWidth > one.clientWidth + 2 && hides(overflowX) && textOverflow !== "ellipsis";
    const high = one.scrollHeight > one.clientHeight + 4 && hides(overflowY) && webkitLineClamp === "none";
    return one.clientWidth > 1 && (wide || high) && one.textContent.trim();
  };
  const spills = (one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 2
    && getComputedStyle(one).overflowX === "visible";
  const seen = (one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip-links, [aria-hidden=true]");
  const words = [...document.querySelectorAll("main *, nav *, header *, footer *")].filter(seen);
  const held = [...document.querySelectorAll(".btn, .chip, .seg button, .tabs a, .topics a, h1, h2, h3")].filter(seen);
  return [...words.filter(cut).map((one) => "cut: " + one.outerHTML.slice(0, 140)),
    ...held.filter(spills).map((one) => "spills: " + one.outerHTML.slice(0, 140))].slice(0, 4);
}"""


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    """The whole town, its pictures in a home of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return towns.settle()


@pytest.fixture
def member(browser: Browser, live_server: Any, town: Town) -> Iterator[Page]:
    """A tab of ben's."""
    with a_tab(browser, live_server.url, towns.session_of("ben")) as page:
        yield page


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language whose every word is 40 % longer, in letters that are not English."""

    def stretched(real: Any) -> Any:
        return lambda *given: " ".join(_longer(word) for word in real(*given).split(" "))

    real: Any = vars(translation)["_trans"]
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        monkeypatch.setattr(real, name, stretched(getattr(real, name)))


def _longer(word: str) -> str:
    """A word with more letters; what is filled in and what a browser or a date reads stays as it is."""
    return word + "ø" * (ceil(len(word) * LONGER) - len(word)) if word.isalpha() and len(word) > 2 else word


def main_pages(town: Town) -> list[str]:
    """A page of each kind that members see."""
    return [
        "/latest/", "/spaces/", "/s/workshop/", "/s/workshop/about/", f"{town.long.get_absolute_url()}?page=1",
        f"/p/{town.post(1).pk}/history/", "/search/?q=rota", "/people/", "/people/nia/", "/inbox/everything/",
        "/t/new/", "/drafts/",
        "/settings/profile/", "/settings/notifications/", "/settings/security/", "/about/", "/privacy/", "/keyboard/",
    ]  # fmt: skip


def wrong_on(page: Page, widths: list[int], name: str) -> list[str]:
    """What does not fit on the page that is open."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if wide := page.evaluate(WIDE):
            found.append(f"{name} at {width}: {wide}")
        if width in CLOSELY or len(widths) == 1:
            found += [f"{name} at {width}: {one}" for one in page.evaluate(CUT)]
    return found


def test_no_width_scrolls_sideways_or_cuts_words(member: Page, town: Town) -> None:
    found = []
    for path in main_pages(town):
        member.goto(path)
        found += wrong_on(member, WIDTHS, path)
    assert not found, "\n".join(found)


def test_spacing_that_readers_set_and_forced_colours_fit(member: Page, town: Town) -> None:
    found = []
    for path in main_pages(town):
        member.goto(path)
        # As a reader's own stylesheet does it, which no policy of ours forbids.
        member.evaluate(
            "(css) => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own]; }",
            SPACED,
        )
        found += wrong_on(member, [320, 1280], f"{path} spaced")
        member.emulate_media(forced_colors="active")
        found += wrong_on(member, [320], f"{path} forced colours")
        member.emulate_media(forced_colors="none")
    assert not found, "\n".join(found)


def test_twice_the_size_fits(browser: Browser, live_server: Any, town: Town) -> None:
    # A window of 1280 px at 200 % has 640 px of its own, each drawn by four.
    with a_tab(
        browser, live_server.url, towns.session_of("ben"), viewport={"width": 640, "height": 450}, device_scale_factor=2
    ) as page:
        found = []
        for path in main_pages(town):
            page.goto(path)
            found += wrong_on(page, [640], f"{path} at 200 %")
        assert not found, "\n".join(found)


def test_a_language_40_percent_longer_fits(browser: Browser, live_server: Any, town: Town, long_words: None) -> None:
    found = []
    with a_tab(browser, live_server.url, towns.session_of("olli")) as page:
        team = [
            "/manage/settings/look/",
            "/manage/settings/pages/",
            "/manage/operations/",
            f"/manage/people/?{WRITTEN}",
        ]
        for path in [*main_pages(town), *team]:
            page.goto(path)
            assert "øø" in page.content()
            found += wrong_on(page, [320, 390, 1280], path)
    with a_tab(browser, live_server.url) as page:
        for path in ("/", "/signin/", "/join/", "/missing/"):
            page.goto(path)
            found += wrong_on(page, [320, 390, 1280], path)
    assert not found, "\n".join(found)


def test_who_wants_no_motion_gets_none(member: Page, town: Town) -> None:
    moving = """() => document.getAnimations().filter((one) => {
      const { duration, iterations } = one.effect.getComputedTiming();
      return duration > 20 || iterations > 1;
    }).map((one) => one.animationName ?? one.transitionProperty)"""
    for path in ("/latest/", f"{town.long.get_absolute_url()}3/"):
        member.goto(path)
        member.mouse.move(300, 300)
        member.locator("[popovertarget=self-menu]").click()
        assert member.evaluate(moving) == []
