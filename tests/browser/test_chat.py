"""Chatting in a real browser: keys, what is kept when sending fails, and the same without script."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.chat.models import ChatLine, ChatRoom
from community.chat.opening import open_room
from members.profiles.models import Member
from tests.factories import a_member, a_space

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def mo(transactional_db: None) -> Member:
    """A moderator of some time."""
    return a_member("Mo", role="moderator", joined_at=timezone.now() - timedelta(days=90))


@pytest.fixture
def room(mo: Member) -> ChatRoom:
    """A room with one line by somebody else."""
    room = open_room(a_space("Workshop"), by=mo, subject="Saturday's repair café")
    room.write(by=a_member("Réka", joined_at=mo.joined_at), source="Who brings the kettle?")
    return room


def test_enter_sends_shift_enter_begins_a_line_and_the_arrow_edits_the_last_one(
    page: Page, enter: Enter, room: ChatRoom, mo: Member
) -> None:
    enter(page, mo)
    page.goto(room.get_absolute_url())
    page.locator("#write-body").click()
    expect(page.locator("#write-form")).to_have_class(re.compile("is-ready"))
    page.keyboard.type("I do")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and the **cups**")
    page.keyboard.press("Enter")
    line = page.locator(".line.is-mine[data-line]")
    expect(line.locator("strong")).to_have_text("cups")
    for words in ("one", "two", "three"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    expect(line).to_have_count(4)
    expect(page.locator(".is-sending")).to_have_count(0)
    assert [re.split(r"\s+", text)[-1] for text in line.locator(".prose").all_inner_texts()] == [
        "cups", "one", "two", "three",
    ]  # fmt: skip
    page.keyboard.press("ArrowUp")
    expect(page.locator(".line-form textarea")).to_be_focused()
    page.keyboard.type(" and a half")
    page.keyboard.press("Enter")
    expect(line.last.locator(".prose")).to_have_text("three and a half")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator(".line-form")).to_have_count(0)
    assert list(ChatLine.objects.order_by("pk").values_list("source", flat=True))[1:] == [
        "I do\nand the **cups**", "one", "two", "three and a half",
    ]  # fmt: skip


def test_words_that_could_not_be_sent_stay_and_are_one_line_in_the_end(
    page: Page, enter: Enter, room: ChatRoom, mo: Member
) -> None:
    enter(page, mo)
    page.goto(room.get_absolute_url())
    body, written = page.locator("#write-body"), "**/write/"
    page.route(written, lambda route: (route.fetch(), route.abort())[1])  # it arrives, and its answer does not
    body.fill("The kettle is mine")
    expect(page.locator("#write-form")).to_have_class(re.compile("is-ready"))
    body.press("Enter")
    expect(page.locator("#write-problem")).to_contain_text("Your line is kept")
    expect(body).to_have_value("The kettle is mine")
    page.unroute(written)
    body.press("Enter")
    expect(body).to_have_value("")
    expect(page.locator(".line[data-line]", has_text="The kettle is mine")).to_have_count(1)
    assert ChatLine.objects.filter(author=mo).count() == 1


def test_what_arrives_does_not_move_a_reader_who_is_further_up(
    page: Page, enter: Enter, room: ChatRoom, mo: Member
) -> None:
    other = a_member("Ben", joined_at=mo.joined_at)
    for number in range(40):
        room.write(by=other, source=f"Line number {number}")
    enter(page, mo)
    page.goto(room.get_absolute_url())
    expect(page.locator(".line").last).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    page.locator("h1").click()
    line = room.write(by=other, source="From far below")
    told = {"event": "line.written", "channel": f"chat:{room.pk}", "line": line.pk}
    page.evaluate("detail => document.dispatchEvent(new CustomEvent('talkoot:live', { detail }))", told)
    expect(page.locator("#new-lines")).to_have_text("1 new line")
    assert page.evaluate("scrollY") == 0
    page.locator("#new-lines").click()
    expect(page.locator(f"#m-{line.pk}")).to_be_in_viewport()


def test_without_script_one_reads_writes_and_makes_a_thread(
    browser: Browser, live_server: object, enter: Enter, room: ChatRoom, mo: Member
) -> None:
    with browser.new_context(base_url=str(live_server), java_script_enabled=False) as context:
        page = context.new_page()
        enter(page, mo)
        page.goto(room.get_absolute_url())
        page.get_by_label("Your line").fill("I bring it")
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".line", has_text="I bring it")).to_be_visible()
        expect(page.get_by_role("link", name="Show newer")).to_be_visible()
        page.get_by_role("link", name="Make a thread", exact=True).click()
        page.get_by_label(re.compile("^From the line by Réka")).check()
        page.get_by_label(re.compile("^To the line by Mo")).check()
        page.get_by_label("Title").fill("Who brings what")
        page.get_by_role("button", name="Make the thread").click()
        expect(page.locator("h1")).to_have_text("Who brings what")
        expect(page.locator("article.post")).to_have_count(3)
