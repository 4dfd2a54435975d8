"""Looking at a page the way a checker does: barriers, sideways scrolling, and what the browser complains about."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
# Every rule wide in light and narrow in dark; crosswise those that depend on colours and places.
EVERY_RULE = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
SIGHT = EVERY_RULE | {"runOnly": ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]}
LOOKS: list[tuple[Literal["light", "dark"], int, dict[str, Any]]] = [
    ("light", 1280, EVERY_RULE), ("dark", 1280, SIGHT), ("dark", 390, EVERY_RULE), ("light", 390, SIGHT),
]  # fmt: skip
SMALLEST = 320
SCRIPT = Axe().axe_script
# Only what is said aloud is returned: the rule, and the first element that breaks it with why.
# A browser without a screen may draw no further frame of a page that has not changed; then it is drawn already.
FIND = """async (options) => {
  const drawn = new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.race([drawn, new Promise((done) => setTimeout(done, 2000))]);
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) =>
    `${id}: ${nodes[0].html.slice(0, 160)} ` +
    `${nodes[0].failureSummary.split("\\n").slice(1).join("; ")} (${nodes.length})`);
}"""
WIDE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return "";
  const all = [...document.querySelectorAll("main *, nav *, header *")];
  const over = all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  return `wider than the screen: ${page.scrollWidth} ${over.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))}`;
}"""


@contextmanager
def a_tab(browser: Browser, address: str, session: str = "", **options: Any) -> Iterator[Page]:
    """A tab in a browser of its own, with somebody's session; without motion, and without a live stream."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
    with browser.new_context(base_url=address, **options) as context:
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        silence_the_stream(context)
        yield context.new_page()


def silence_the_stream(context: BrowserContext) -> None:
    """The test server has no stream; the page gets one on which nothing comes."""
    context.add_init_script("window.EventSource = class extends EventTarget { close() {} };")


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.get_by_role("button", name=name, exact=True).click()


def listen(page: Page) -> list[str]:
    """Everything the browser complains about from now on; that a missing page is missing is no complaint."""
    said: list[str] = []

    def spoken(message: ConsoleMessage) -> None:
        if not (message.location.get("url") == page.url and "status of 4" in message.text):
            said.append(f"console {message.type}: {message.text}")

    def failed(request: Request) -> None:
        # A page that is left while it still asks for something ends the question itself.
        if request.failure != "net::ERR_ABORTED":
            said.append(f"failed: {request.url} {request.failure}")

    page.on("console", spoken)
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("requestfailed", failed)
    return said


def barriers(page: Page, addresses: Iterable[str]) -> list[str]:
    """All that is wrong on these pages, each with its address and look."""
    found: list[str] = []
    said = listen(page)
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(address)
        if answer is None or answer.status >= 500 or page.url.split("/", 3)[3] != address[1:]:
            found.append(f"{address}: led to {page.url}")
        # What is still coming is faint.
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        # A page that opens at a post has others half under its bar, and they can be scrolled out of there.
        page.evaluate("scrollTo(0, 0)")
        found += barriers_here(page, address)
        found += [f"{address}: {one}" for one in said]
        said.clear()
    return found


def barriers_here(page: Page, name: str) -> list[str]:
    """All that is wrong on the page that is open."""
    found: list[str] = []
    page.evaluate(SCRIPT)
    for scheme, width, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{name} {scheme} {width}: {one}" for one in page.evaluate(FIND, options)]
    page.set_viewport_size({"width": SMALLEST, "height": 700})
    if wide := page.evaluate(WIDE):
        found.append(f"{name}: {wide}")
    return found
