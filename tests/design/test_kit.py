"""The kit in a real browser: every component in every state, for eyes, ears, fingers and small screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def open_kit(browser: Browser, live_server: LiveServer, width: int, scheme: str, scripts: bool = True) -> Page:
    """The kit at one width and in one set of colours; anything the console says is an error."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/dev/kit/", wait_until="load")
    assert said == []
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Browser, live_server: LiveServer, width: int, scheme: str) -> None:
    found = Axe().run(open_kit(browser, live_server, width, scheme), options={"runOnly": RULES})
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found.response["violations"]] == []


def test_no_width_scrolls_sideways(browser: Browser, live_server: LiveServer) -> None:
    page = open_kit(browser, live_server, 1280, "light")
    for width in (320, 390, 600, 768, 900, 1200, 1920):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_touched_controls_are_large_enough(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/dev/kit/")
    small = page.evaluate(
        """[...document.querySelectorAll("main .btn, main .react, main .tool, main .menu-item, main .input")]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 38).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_a_menu_opens_without_scripts_and_moves_by_arrows_with_them(browser: Browser, live_server: LiveServer) -> None:
    plain = open_kit(browser, live_server, 1280, "light", scripts=False)
    plain.click("[popovertarget=kit-menu]")
    assert plain.is_visible("#kit-menu")
    page = open_kit(browser, live_server, 1280, "light")
    page.click("[popovertarget=kit-menu]")
    items = page.locator("#kit-menu .menu-item")
    expect(items.filter(has_text="Quote")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.filter(has_text="Copy link")).to_be_focused()
    page.keyboard.press("r")
    expect(items.filter(has_text="Report")).to_be_focused()
    page.keyboard.press("Escape")
    assert not page.is_visible("#kit-menu")


def test_a_notice_is_dismissed_and_a_sentence_is_said(browser: Browser, live_server: LiveServer) -> None:
    page = open_kit(browser, live_server, 1280, "light")
    before = page.locator(".notice").count()
    page.click("main .dismiss")
    assert page.locator(".notice").count() == before - 1
    page.evaluate("import(document.querySelector('script[type=module]').src).then(core => core.say('Reply posted.'))")
    expect(page.locator("#say")).to_have_text("Reply posted.")
