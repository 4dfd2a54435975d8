"""Where the focus is: in a field to write in, on what was pressed after it was drawn anew, and always to be seen."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from tests.browser.looking import a_tab, listen
from tests.factories import a_post, a_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("uncelebrated"),
]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def tab(browser: Browser, live_server: object, enter: Enter, ben: Member) -> Iterator[Page]:
    """Ben's tab; what the browser complains about fails the test."""
    with a_tab(browser, live_server.url) as page:  # type: ignore[attr-defined]
        enter(page, ben)
        said = listen(page)
        yield page
        assert said == []


def press(tab: Page, place: Locator) -> None:
    """Reach it and press it, by keyboard."""
    place.focus()
    tab.keyboard.press("Enter")


def test_what_was_pressed_keeps_the_focus_when_it_is_drawn_anew(tab: Page, thread: Thread, nia: Member) -> None:
    tab.goto(thread.get_absolute_url(), wait_until="networkidle")
    press(tab, tab.locator("#thread-follow").get_by_role("button", name="Nothing"))
    expect(tab.locator("#thread-follow").get_by_role("button", name="Nothing", pressed=True)).to_be_focused()
    press(tab, tab.get_by_role("button", name="Save for later").first)
    expect(tab.get_by_role("link", name="Saved (the thread)")).to_be_focused()
    tab.goto(nia.get_absolute_url(), wait_until="networkidle")
    press(tab, tab.get_by_role("button", name="Mute"))
    expect(tab.get_by_role("button", name="Unmute")).to_be_focused()


def test_a_new_thread_begins_in_a_field_and_a_letter_behind_g_does_nothing_else(tab: Page, space: Space) -> None:
    tab.goto(f"/s/{space.slug}/", wait_until="networkidle")
    for key in "gc":
        tab.keyboard.press(key)
    tab.wait_for_timeout(300)
    assert tab.url.endswith(f"/s/{space.slug}/")
    tab.keyboard.press("c")
    tab.wait_for_url("**/t/new/**")
    expect(tab.locator("[autofocus]")).to_be_focused()


def test_j_and_k_walk_every_list_and_the_post_they_reach_is_seen(
    tab: Page, space: Space, thread: Thread, ben: Member, nia: Member
) -> None:
    idea = a_thread(space, by=nia, kind="idea")
    a_post(thread, by=nia, source="For @ben.")
    deliver_all()
    for address, name in (("/ideas/", idea.title), ("/inbox/", "Nia"), ("/people/", "Ben"), ("/spaces/", space.name)):
        tab.goto(address, wait_until="networkidle")
        tab.keyboard.press("j")
        expect(tab.locator("main a:focus")).to_contain_text(name)
    tab.goto(f"{thread.get_absolute_url()}?page=1", wait_until="networkidle")
    tab.keyboard.press("j")
    expect(tab.locator(".post:focus")).to_have_css("outline-style", "solid")
