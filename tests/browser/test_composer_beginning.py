"""The composer comes when somebody begins, and nothing they did first is lost; names, docking, two tabs."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from community.drafts.models import Draft
from community.threads.models import Thread
from members.profiles.models import Member
from members.profiles.preferences import choose
from tests.factories import a_group, a_member, a_post, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
FILE = """() => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(9)], "rota.png", { type: "image/png" }));
  const form = document.querySelector("#composer");
  for (const type of ["dragenter", "dragover"]) {
    form.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture
def hanna(transactional_db: None) -> Member:
    """A host of the space that the thread stands in."""
    return a_member("Hanna", joined_at=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.fixture
def thread(hanna: Member) -> Thread:
    """A thread of three posts."""
    thread = a_thread(a_space("Workshop", hosts=(hanna,)), by=hanna, title="How do you keep a rota fair?")
    for number in range(2):
        a_post(thread, by=a_member("Réka Szabó" if number else "Anna"), source="Let people swap with one word.")
    return Thread.objects.get(pk=thread.pk)


@pytest.fixture
def desk(page: Page, hanna: Member, thread: Thread, enter: Enter) -> Iterator[Page]:
    """Hanna's tab, in which the composer's script takes a third of a second to arrive."""
    enter(page, hanna)

    def slowly(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/composer/composer*.js", slowly)
    page.goto(f"{thread.get_absolute_url()}?page=1")
    expect(page.locator("html.js")).to_be_attached()
    yield page
    if not page.is_closed():
        page.goto("about:blank")
    time.sleep(0.5)


def body(page: Page) -> Any:
    """The text that is being written."""
    return page.locator("#composer-body")


def test_a_reader_loads_nothing_of_it(desk: Page) -> None:
    loaded = desk.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [name for name in loaded if "/composer/" in name]


def test_the_first_letters_and_marks_are_not_lost(desk: Page) -> None:
    desk.keyboard.press("Tab")
    body(desk).focus()
    desk.keyboard.type("swap")
    body(desk).press("Control+a")
    body(desk).press("Control+b")
    expect(body(desk)).to_have_value("**swap**")
    expect(desk.locator("#composer-status")).to_contain_text("Draft saved", timeout=8000)


def test_the_first_press_of_a_button_a_link_or_a_key_is_not_lost(desk: Page, thread: Thread) -> None:
    desk.locator("#p-2 [data-reply]").click()
    expect(desk.locator("#answering")).to_contain_text("Answering Anna")
    expect(body(desk)).to_be_focused()
    desk.reload()
    desk.locator("#p-3").evaluate("(post) => (post.tabIndex = -1, post.focus())")
    desk.keyboard.press("r")
    desk.keyboard.type("Deer ")
    expect(desk.locator("#answering")).to_contain_text("Answering Réka Szabó")
    expect(body(desk)).to_have_value("Deer ")


def test_the_first_quote_by_key_is_not_lost(desk: Page) -> None:
    desk.locator("#p-2").evaluate("(post) => (post.tabIndex = -1, post.focus())")
    desk.keyboard.press("q")
    expect(body(desk)).to_have_value("> @anna in #2:\n> Let people swap with one word.\n\n")


def test_the_first_selection_and_the_first_button_of_the_bar_are_not_lost(desk: Page) -> None:
    desk.locator("#p-3 .prose p").click(click_count=3)
    expect(desk.get_by_role("toolbar").get_by_role("button", name="Copy link")).to_be_visible()
    desk.reload()
    body(desk).focus()
    desk.get_by_role("button", name="Bold").click()
    expect(body(desk)).to_have_value("**bold words**")


def test_a_file_that_is_dragged_over_it_does_not_replace_the_page(desk: Page) -> None:
    desk.evaluate(FILE)
    expect(desk.locator("#composer.is-ready")).to_be_attached()
    desk.evaluate(FILE)
    expect(desk.locator("#composer.is-dropping")).to_be_attached()


def test_without_its_script_reply_is_a_link(desk: Page, thread: Thread) -> None:
    desk.unroute("**/composer/composer*.js")
    desk.route("**/composer/composer*.js", lambda route: route.abort())
    desk.locator("#p-2 [data-reply]").click()
    desk.wait_for_url(f"**/t/{thread.pk}/reply/?to=2")


def test_whom_a_group_calls_is_said_before_posting(desk: Page, hanna: Member) -> None:
    a_group(hanna, a_member("Ben"), a_member("Cleo"), name="Gardeners")
    body(desk).focus()
    desk.keyboard.type("Dear @gard", delay=20)
    option = desk.get_by_role("option").first
    expect(option).to_contain_text("Gardeners")
    expect(option).to_contain_text("Notifies 2 people.")
    desk.keyboard.press("Enter")
    expect(desk.locator("#composer-effects")).to_have_text("Notifies 2 people.")
    desk.keyboard.type("and @nobodyhere ")
    expect(desk.locator("#composer-effects")).to_contain_text("Nobody here goes by “@nobodyhere”")
    body(desk).fill("Dear all")
    expect(desk.locator("#composer-effects")).to_be_empty()


def test_of_two_tabs_neither_loses_its_text(desk: Page, thread: Thread, hanna: Member) -> None:
    other = desk.context.new_page()
    other.goto(f"/t/{thread.pk}/reply/")
    expect(other.locator("#composer.is-ready")).to_be_visible()
    body(desk).fill("Written in the first tab")
    expect(desk.locator("#composer-status")).to_contain_text("Draft saved", timeout=8000)
    body(other).fill("Written in the second tab")
    expect(other.locator("#composer-others pre")).to_have_text("Written in the first tab", timeout=8000)
    other.get_by_role("button", name="Write on with this one").click()
    expect(body(other)).to_have_value("Written in the first tab")
    expect(other.locator("#composer-others pre")).to_have_text("Written in the second tab")
    other.goto("about:blank")
    assert Draft.objects.filter(member=hanna).count() == 1


def test_the_limit_is_said_before_it_is_reached(desk: Page) -> None:
    body(desk).fill("x" * 31_000)
    expect(desk.locator("#composer-room")).to_have_text("Characters left: 1000")
    body(desk).fill("x" * 32_010)
    expect(desk.locator("#composer-room")).to_have_text("Characters too many: 10")


def test_a_docked_composer_stays_in_sight_and_covers_nothing(desk: Page, thread: Thread, hanna: Member) -> None:
    for _ in range(8):
        a_post(thread, by=hanna, source="Another reply.\n\n" * 6)
    choose(hanna, dock="on")
    desk.goto(f"{thread.get_absolute_url()}?page=1")
    composer, grip = desk.locator("#composer"), desk.get_by_role("separator", name="Height of the reply box")
    expect(composer).to_be_in_viewport(ratio=1)
    body(desk).focus()
    expect(grip).to_be_visible()
    expect(desk.locator("html")).to_have_attribute("style", re.compile("--docked"))
    grip.focus()
    desk.keyboard.press("End")
    expect(grip).to_have_attribute("aria-valuenow", "45")
    height = composer.evaluate("(form) => form.offsetHeight / innerHeight")
    assert 0.43 < height < 0.46
    covered = desk.evaluate("""() => {
      const edge = () => document.getElementById("composer").getBoundingClientRect().top;
      const all = [...document.querySelectorAll("#posts a, #posts button")].filter((one) => one.checkVisibility());
      return all.filter((one) => (one.focus(), one.getBoundingClientRect().bottom > edge())).length;
    }""")
    assert covered == 0
    desk.reload()
    body(desk).focus()
    expect(grip).to_have_attribute("aria-valuenow", "45")
    desk.set_viewport_size({"width": 1100, "height": 800})
    assert composer.evaluate("(form) => getComputedStyle(form.parentElement).position") != "sticky"
