"""Reading: folds, places on every width, pictures over the page, all replies, print; with and without scripts."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from community.following.models import Reading
from community.following.reading import read_to
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import store
from members.profiles.models import Member
from tests.browser.looking import a_tab, barriers_here, listen
from tests.factories import a_post, a_thread

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
LONG = "\n\n".join(
    [*(f"{'Words of a long reply. ' * 25}Part {number}." for number in range(25)), "The needle is here."]
)


@pytest.fixture
def talk(space: Space, ben: Member, nia: Member) -> Thread:
    """A question with a picture, its answer, a long reply and 24 posts on two pages; nia has read four."""
    file = BytesIO()
    Image.new("RGB", (1200, 700), "teal").save(file, "PNG")
    upload = store(SimpleUploadedFile("rota.png", file.getvalue(), "image/png"), by=ben, alt="Our rota")
    source = f"Look:\n\n{upload.markdown}"
    thread = a_thread(space, by=ben, title="How do you keep a rota fair?", source=source, kind="question")
    Upload.objects.update(post=thread.posts.get(), used_at=timezone.now())
    for number in range(2, 25):
        a_post(thread, by=ben, source=LONG if number == 7 else f"Reply number {number}.")
    thread.refresh_from_db()
    thread.accept(thread.posts.get(number=3), by=ben)
    read_to(nia, thread, 4)
    return thread


@pytest.fixture
def tab(browser: Browser, live_server: "LiveServer", enter: Enter, nia: Member) -> Iterator[Page]:
    """Nia's tab; what the browser complains about fails the test."""
    with a_tab(browser, live_server.url) as page:
        enter(page, nia)
        said = listen(page)
        yield page
        page.goto("about:blank")
        page.wait_for_timeout(300)
        assert said == []


def test_a_long_post_folds_opens_and_is_printed_whole(tab: Page, talk: Thread) -> None:
    tab.goto(f"{talk.get_absolute_url()}?page=1")
    fold, needle = tab.locator("#p-7 .rest"), tab.get_by_text("The needle is here.")
    expect(needle).to_be_hidden()
    tab.emulate_media(media="print")
    expect(needle).to_be_visible()
    tab.emulate_media(media="screen")
    expect(needle).to_be_hidden()
    fold.get_by_text("Read the rest (9 min)").click()
    expect(needle).to_be_visible()
    tab.goto(f"{talk.get_absolute_url()}7/")
    expect(needle).to_be_visible()
    tab.goto("about:blank")
    tab.goto(f"{talk.get_absolute_url()}?page=1#:~:text=The%20needle%20is%20here.")
    expect(needle).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 700, 1000, 1280])
def test_keys_jump_on_every_width(tab: Page, talk: Thread, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    for key, number in (("u", 5), ("a", 3), ("Shift+U", 24)):
        tab.goto(f"{talk.get_absolute_url()}?page=1", wait_until="networkidle")
        tab.keyboard.press(key)
        tab.wait_for_url(f"**#p-{number}")


@pytest.mark.parametrize("width", [390, 1000])
def test_the_title_bar_says_where_one_is_and_leads_elsewhere(tab: Page, talk: Thread, nia: Member, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto(f"{talk.get_absolute_url()}?page=1", wait_until="networkidle")
    places = tab.locator(".places")
    expect(places).to_contain_text("3 of 23 read")
    bar = tab.locator(".places-bar").bounding_box()
    assert bar is not None and bar["height"] == 3
    places.locator("summary").click()
    for name in ("Question", "Accepted answer", "First unread", "Latest"):
        expect(places.get_by_role("link", name=name)).to_be_visible()
    assert barriers_here(tab, "places") == []
    tab.set_viewport_size({"width": width, "height": 844})
    places.locator("summary").press("Escape")
    expect(places.locator("summary")).to_be_focused()
    expect(places.get_by_role("link", name="Latest")).to_be_hidden()
    places.locator("summary").click()
    places.get_by_label("Go to reply number").fill("24")
    places.get_by_role("button", name="Go").first.click()
    tab.wait_for_url(f"**{talk.get_absolute_url()}24/#p-24")
    with tab.expect_response("**/read/", timeout=20_000):
        expect(places).to_contain_text("23 of 23 read", timeout=8000)
    assert Reading.objects.get(member=nia, thread=talk).last_number == 24


def test_a_picture_opens_over_the_page_and_focus_returns(tab: Page, talk: Thread) -> None:
    tab.goto(f"{talk.get_absolute_url()}?page=1", wait_until="networkidle")
    link, dialog = tab.locator("#p-1 a.picture"), tab.locator("#picture")
    for leave in (lambda: tab.keyboard.press("Escape"), lambda: dialog.get_by_role("button", name="Close").click()):
        link.focus()
        tab.keyboard.press("Enter")
        expect(dialog.get_by_role("img", name="Our rota")).to_be_visible()
        expect(dialog.locator("figcaption")).to_contain_text("Our rota")
        assert barriers_here(tab, "picture") == []
        tab.set_viewport_size({"width": 1280, "height": 900})
        leave()
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()
    tab.goto(f"/t/{talk.pk}/summary/")
    tab.locator("#p-1 a.picture").click()
    expect(dialog).to_be_visible()


def test_all_replies_stand_on_one_page_and_keep_their_address(tab: Page, talk: Thread, nia: Member) -> None:
    tab.add_init_script("window.print = () => (window.printed = (window.printed ?? 0) + 1);")
    tab.goto(f"{talk.get_absolute_url()}?page=1")
    tab.locator(".pages + .together").get_by_role("link", name="Show all 23").click()
    expect(tab.locator(".post")).to_have_count(24)
    expect(tab.locator("#unread")).to_be_attached()
    tab.locator("#p-24").scroll_into_view_if_needed()
    tab.wait_for_url(re.compile(r"\?page=all#p-\d+$"))
    tab.locator(".page-main .together").get_by_role("link", name="Print all replies").click()
    tab.wait_for_timeout(100)
    assert tab.evaluate("window.printed") == 1
    tab.goto("about:blank")
    tab.goto(f"{talk.get_absolute_url()}?page=all#print", wait_until="load")
    tab.wait_for_timeout(100)
    assert tab.evaluate("window.printed") == 1


def test_all_of_it_works_without_scripts(
    browser: Browser, live_server: "LiveServer", enter: Enter, talk: Thread, nia: Member
) -> None:
    with a_tab(browser, live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 844}) as page:
        enter(page, nia)
        page.goto(f"{talk.get_absolute_url()}?page=1")
        page.locator("#p-7 .rest > summary").click()
        expect(page.get_by_text("The needle is here.")).to_be_visible()
        page.locator(".places summary").click()
        page.get_by_label("Go to reply number").fill("22")
        page.get_by_label("Go to reply number").press("Enter")
        page.wait_for_url("**/22/#p-22")
        page.goto(f"{talk.get_absolute_url()}?page=1")
        page.locator(".page-main .together").get_by_role("link", name="Show all 23").press("Enter")
        expect(page.locator(".post")).to_have_count(24)
        page.locator("#p-1 a.picture").click()
        page.wait_for_url("**/media/u/**")
