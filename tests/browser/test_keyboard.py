"""Everything by keyboard: single keys in lists and threads, their switch, the order of tabs, skip links."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from community.following.reading import read_to
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from tests.browser.looking import a_tab, listen
from tests.factories import a_post, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
# What has the focus: where it is, whether it can be seen, and whether a ring is drawn: around itself, around the row
# whose title it is, or around the composer it stands in.
FOCUSED = """() => {
  const one = document.activeElement;
  const places = { ".skip-links": "skip", ".side": "side", ".topbar": "top", main: "main", ".tabbar": "bar" };
  const rings = [getComputedStyle(one), getComputedStyle(one, "::after")];
  const ring = rings.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  const box = one.getBoundingClientRect();
  return {
    place: Object.keys(places).filter((selector) => one.closest(selector)).map((selector) => places[selector])[0] ?? "",
    ring: ring || (one.matches("textarea, input") && one.closest(".composer:focus-within") !== null),
    seen: box.width > 0 && box.height > 0,
  };
}"""


PLACES = [
    ("c", "/t/new/"), ("gi", "/inbox/"), ("gp", "/people/"), ("gs", "/saved/"), ("gd", "/drafts/"), ("gh", "/"),
]  # fmt: skip


@pytest.fixture
def talk(space: Space, ben: Member, nia: Member) -> Thread:
    """A question with an answer and five replies; ben has read four."""
    thread = a_thread(space, by=ben, title="How do you keep a rota fair?", source="Ours fell apart.", kind="question")
    for number in range(2, 7):
        a_post(thread, by=ben if number == 5 else nia, source=f"Reply number {number}.")
    thread.refresh_from_db()
    thread.accept(thread.posts.get(number=3), by=ben)
    read_to(ben, thread, 4)
    return thread


@pytest.fixture
def tab(browser: Browser, live_server: object, enter: Enter, ben: Member) -> Iterator[Page]:
    """Ben's tab; what the browser complains about fails the test."""
    with a_tab(browser, live_server.url) as page:  # type: ignore[attr-defined]
        enter(page, ben)
        said = listen(page)
        yield page
        page.goto("about:blank")
        page.wait_for_timeout(300)
        assert said == []


def opened(tab: Page, address: str) -> Page:
    """The tab with a page that is ready for keys."""
    tab.goto(address, wait_until="networkidle")
    return tab


def test_keys_that_work_everywhere(tab: Page, talk: Thread) -> None:
    for key in ("/", "Control+k"):
        opened(tab, "/latest/").keyboard.press(key)
        expect(tab.get_by_role("combobox", name="Search")).to_be_focused()
        tab.keyboard.press("Escape")
        expect(tab.locator("#palette")).not_to_be_visible()
    for keys, address in PLACES:
        opened(tab, "/latest/")
        for key in keys:
            tab.keyboard.press(key)
        tab.wait_for_url(re.compile(rf"^http://[^/]+{address}(\?.*)?$"))


def test_a_list_is_walked_with_j_and_k_and_opened_with_enter(tab: Page, talk: Thread, space: Space) -> None:
    for number in range(3):
        a_thread(space, title=f"Another thread {number}")
    opened(tab, "/latest/")
    titles = tab.locator(".row h3 a").all_inner_texts()
    for opening in ("Enter", "o"):
        opened(tab, "/latest/")
        for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
            tab.keyboard.press(key)
            expect(tab.locator(".row h3 a").nth(at)).to_be_focused()
        tab.keyboard.press(opening)
        expect(tab.locator("h1")).to_have_text(titles[1])


def test_a_thread_is_walked_and_jumped_through(tab: Page, talk: Thread) -> None:
    opened(tab, f"{talk.get_absolute_url()}?page=1")
    tab.locator("#p-1").evaluate("(post) => { post.tabIndex = -1; post.focus(); }")
    for key, number in (("j", 2), ("j", 3), ("k", 2)):
        tab.keyboard.press(key)
        expect(tab.locator(f"#p-{number}")).to_be_focused()
    for key, number in (("u", 5), ("a", 3), ("Shift+U", 6)):
        opened(tab, f"{talk.get_absolute_url()}?page=1").keyboard.press(key)
        tab.wait_for_url(f"**#p-{number}")


def test_posts_are_answered_quoted_thanked_and_edited(tab: Page, talk: Thread) -> None:
    opened(tab, f"{talk.get_absolute_url()}?page=1")
    body, second = tab.locator("#composer-body"), tab.locator("#p-2")
    second.evaluate("(post) => { post.tabIndex = -1; post.focus(); }")
    tab.keyboard.press("l")
    expect(second.locator(".react-choices button").first).to_be_visible()
    tab.keyboard.press("Escape")
    second.evaluate("(post) => post.focus()")
    tab.keyboard.press("r")
    expect(tab.locator("#answering")).to_contain_text("Answering Nia")
    expect(body).to_be_focused()
    tab.keyboard.type("jkulqc?")
    expect(body).to_have_value("jkulqc?")
    body.fill("")
    body.blur()
    second.locator(".prose p").click(click_count=3)
    tab.keyboard.press("q")
    expect(body).to_have_value("> @nia in #2:\n> Reply number 2.\n\n")
    body.fill("")
    body.blur()
    tab.locator("#p-5").evaluate("(post) => { post.tabIndex = -1; post.focus(); }")
    tab.keyboard.press("e")
    tab.wait_for_url("**/edit/")


def test_a_post_is_saved_with_b_and_its_note_opened_with_b(tab: Page, talk: Thread) -> None:
    opened(tab, f"{talk.get_absolute_url()}?page=1")
    third = tab.locator("#p-3")
    third.evaluate("(post) => { post.tabIndex = -1; post.focus(); }")
    tab.keyboard.press("b")
    expect(third.get_by_role("link", name="Saved (post 3)")).to_be_visible()
    expect(tab.locator(".undo")).to_contain_text("Note or reminder")
    tab.keyboard.press("z")
    expect(tab.locator("#p-3 [data-saved] a")).to_have_count(0)
    expect(tab.get_by_text("No longer saved.")).to_be_visible()
    opened(tab, f"{talk.get_absolute_url()}?page=1")
    tab.get_by_role("button", name="Save for later").first.click()
    expect(tab.get_by_role("link", name="Saved (the thread)")).to_be_visible()
    third.evaluate("(post) => { post.tabIndex = -1; post.focus(); }")
    tab.keyboard.press("b")
    expect(third.get_by_role("link", name="Saved (post 3)")).to_be_visible()
    third.evaluate("(post) => post.focus()")
    tab.keyboard.press("b")
    tab.wait_for_url("**/saved/*/")


def test_the_list_of_keys_has_the_switch(tab: Page, talk: Thread, ben: Member) -> None:
    opened(tab, "/latest/").keyboard.press("?")
    keys = tab.get_by_role("dialog", name="Keyboard")
    expect(keys).to_contain_text("Next row")
    # In a dialog a key only types.
    tab.keyboard.press("c")
    keys.get_by_role("button", name="Switch off").click()
    expect(keys.get_by_role("button", name="Switch on")).to_be_focused()
    tab.keyboard.press("Escape")
    tab.keyboard.press("c")
    expect(keys).not_to_be_visible()
    assert tab.url.endswith("/latest/")
    ben.refresh_from_db()
    assert ben.preferences == {"shortcuts": "off"}
    opened(tab, "/keyboard/").get_by_role("button", name="Switch on").click()
    expect(tab.get_by_role("button", name="Switch off")).to_be_visible()
    tab.keyboard.press("c")
    tab.wait_for_url("**/t/new/")


def test_a_key_is_the_letter_it_makes_and_nothing_while_letters_are_put_together(tab: Page, talk: Thread) -> None:
    made = "new KeyboardEvent('keydown', { key, code, bubbles: true, ...more })"
    press = f"([key, code, more]) => document.body.dispatchEvent({made})"
    opened(tab, "/latest/")
    for held in ({"isComposing": True}, {"ctrlKey": True}, {"altKey": True}, {"metaKey": True}, {"repeat": True}):
        tab.evaluate(press, ["c", "KeyC", held])
    # The place of C on the keyboard makes another letter here.
    tab.evaluate(press, ["j", "KeyC", {}])
    expect(tab.locator(".row h3 a").first).to_be_focused()
    assert tab.url.endswith("/latest/")
    tab.evaluate(press, ["c", "KeyI", {}])
    tab.wait_for_url("**/t/new/")


def test_what_was_sent_is_taken_back_with_z(tab: Page, talk: Thread) -> None:
    opened(tab, f"{talk.get_absolute_url()}?page=1")
    tab.keyboard.press("r")
    expect(tab.locator("#composer.is-ready")).to_be_visible()
    tab.locator("#composer-body").fill("Too early")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#p-7")).to_be_focused()
    tab.keyboard.press("z")
    expect(tab.locator("#p-7")).to_have_count(0)
    expect(tab.locator("#composer-body")).to_have_value("Too early")


def test_one_switch_turns_all_single_keys_off(tab: Page, talk: Thread, ben: Member) -> None:
    ben.preferences = {"shortcuts": "off"}
    ben.save(update_fields=["preferences"])
    address = opened(tab, f"{talk.get_absolute_url()}?page=1").url
    tab.locator("#content").focus()
    for key in "/?cjkuarlqbeoz":
        tab.keyboard.press(key)
    for key in "gh":
        tab.keyboard.press(key)
    tab.wait_for_timeout(300)
    assert tab.url == address
    assert tab.evaluate("document.activeElement.id") == "content"
    assert tab.locator("dialog[open], [popover]:popover-open").count() == 0
    tab.keyboard.press("Control+k")
    expect(tab.get_by_role("combobox", name="Search")).to_be_focused()


def test_skip_links_come_first_and_lead_where_they_say(tab: Page, talk: Thread) -> None:
    address = f"{talk.get_absolute_url()}?page=1"
    links = {"Skip to content": "content", "Skip to first unread": "unread", "Skip to reply": "reply"}
    for at, (name, target) in enumerate(links.items(), start=1):
        opened(tab, address)
        for _ in range(at):
            tab.keyboard.press("Tab")
        expect(tab.get_by_role("link", name=name)).to_be_focused()
        expect(tab.get_by_role("link", name=name)).to_be_in_viewport()
        tab.keyboard.press("Enter")
        assert tab.url.endswith(f"#{target}")
        expect(tab.locator(f"#{target}")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_tabs_go_through_the_page_in_its_order_with_a_ring_to_be_seen(tab: Page, talk: Thread, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for address in ("/latest/", f"{talk.get_absolute_url()}?page=1", "/settings/profile/"):
        opened(tab, address)
        places: list[str] = []
        for step in range(45):
            tab.keyboard.press("Tab")
            if tab.evaluate("document.activeElement === document.body"):
                break
            found = tab.evaluate(FOCUSED)
            assert found["seen"] and found["ring"], (address, step, tab.evaluate("document.activeElement.outerHTML"))
            if found["place"] and found["place"] not in places[-1:]:
                places.append(found["place"])
        assert places[0] == "skip", (address, places)
        assert len(places) == len(set(places)), (address, places)
