"""The card of a person over a thread, in a real browser: by mouse, by keyboard, and without a script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from community.threads.models import Thread
from members.profiles.models import Member
from tests.browser.looking import a_tab, barriers_here, listen
from tests.browser.test_weight import session
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def thread(transactional_db: None) -> Thread:
    """A thread by somebody else, which names a third."""
    a_member("Mo", role="moderator")
    made = a_thread(a_space("Workshop", purpose="Rotas and repairs"), by=a_member("Ben", line="Mends bicycles"))
    a_post(made, by=a_member("Ines"), source="Ask @mo about it.")
    return made


@pytest.fixture
def nia(transactional_db: None) -> Member:
    """Who reads."""
    return a_member("Nia")


def pressed(page: Page, name: str) -> Any:
    """The open card with this name on it."""
    card = page.locator(".card-over:popover-open")
    expect(card).to_have_count(1)
    expect(card.get_by_role("heading", name=name)).to_be_visible()
    return card


@pytest.mark.parametrize("width", [1280, 390])
def test_pressing_a_name_or_a_face_shows_the_card_once_asked(
    browser: Browser, live_server: Any, thread: Thread, nia: Member, width: int
) -> None:
    with a_tab(browser, live_server.url, session(nia), viewport={"width": width, "height": 800}) as page:
        said, loaded = listen(page), list[str]()
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(f"{thread.get_absolute_url()}?page=1")
        address = page.url
        author = page.locator("#p-1 .post-author")
        author.click()
        card = pressed(page, "Ben")
        expect(card).to_contain_text("Mends bicycles")
        box = card.bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True)
        assert not barriers_here(page, "card")
        page.set_viewport_size({"width": width, "height": 800})
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        expect(author).to_be_focused()
        # The face beside the name is the same link.
        face = page.locator("#p-1 > .face").bounding_box()
        assert face is not None
        page.mouse.click(face["x"] + 8, face["y"] + 8)
        pressed(page, "Ben")
        page.mouse.click(face["x"] + 8, face["y"] + 8)
        expect(page.locator(".card-over:popover-open")).to_have_count(0)
        page.locator("#p-2 .mention").click()
        pressed(page, "Mo")
        asked = [url.split("/")[-3] for url in loaded if url.endswith("/card/")]
        assert (asked, page.url, said) == (["ben", "mo"], address, [])


def test_a_card_works_by_keyboard_and_follow_stays_in_it(
    browser: Browser, live_server: Any, thread: Thread, nia: Member
) -> None:
    with a_tab(browser, live_server.url, session(nia)) as page:
        page.goto(f"{thread.get_absolute_url()}?page=1")
        page.locator("#p-1 .post-author").press("Enter")
        card = pressed(page, "Ben")
        expect(card.get_by_role("link", name="Ben", exact=True)).to_be_focused()
        page.keyboard.press("Tab")
        expect(card.get_by_role("button", name="Follow")).to_be_focused()
        page.keyboard.press("Enter")
        expect(card).to_contain_text("You are told of every thread this member starts.")
        expect(page.locator(".card-over :focus")).to_have_count(1)
        page.keyboard.press("Escape")
        page.locator(".thread-space").press("Enter")
        expect(pressed(page, "Workshop")).to_contain_text("Rotas and repairs")


def test_without_a_script_and_when_the_card_is_gone_a_name_leads_to_the_profile(
    browser: Browser, live_server: Any, thread: Thread, nia: Member
) -> None:
    place = f"{thread.get_absolute_url()}?page=1"
    with a_tab(browser, live_server.url, session(nia), java_script_enabled=False) as page:
        page.goto(place)
        page.locator("#p-1 .post-author").click()
        expect(page).to_have_url(f"{live_server.url}/people/ben/")
    with a_tab(browser, live_server.url, session(nia)) as page:
        page.route("**/card/", lambda route: route.fulfill(status=500, body="gone"))
        page.goto(place)
        page.locator("#p-1 .post-author").click()
        expect(page).to_have_url(f"{live_server.url}/people/ben/")


def test_the_menu_of_a_post_opens_over_the_page_and_is_asked_for_anew(
    browser: Browser, live_server: Any, thread: Thread, nia: Member
) -> None:
    mine = a_post(thread, by=nia, source="I mend them too.")
    with a_tab(browser, live_server.url, session(nia), viewport={"width": 390, "height": 800}) as page:
        said = listen(page)
        page.goto(f"{thread.get_absolute_url()}?page=1")
        more, menu = page.get_by_role("link", name="More about post 3"), page.locator(".menu:popover-open")
        more.click()
        expect(menu.get_by_role("button", name="Copy link")).to_be_focused()
        assert not barriers_here(page, "menu")
        page.keyboard.press("ArrowDown")
        expect(menu.get_by_role("button", name="Mark unread from here")).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_have_count(0)
        expect(more).to_be_focused()
        mine.edit(by=Member.objects.get(handle="mo"), source="I mend them as well.", version=mine.version)
        more.click()
        expect(menu.get_by_role("link", name="History")).to_be_visible()
        page.mouse.click(5, 5)
        expect(menu).to_have_count(0)
        more.click()
        menu.get_by_role("link", name="Edit").click()
        expect(page).to_have_url(f"{live_server.url}/p/{mine.pk}/edit/")
        assert not said
