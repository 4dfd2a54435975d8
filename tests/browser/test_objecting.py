"""Objecting in a real browser: what a rule stopped says why where one writes, and one press asks a moderator."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from community.chat.models import ChatLine
from community.chat.opening import open_room
from community.posts.models import Post
from members.profiles.models import Member
from tests.browser.looking import WIDE
from tests.factories import a_member, a_space, a_thread
from tests.moderation.screening.ruling import a_rule

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
SAID = "A word about the casino."


@pytest.fixture
def ben(transactional_db: None) -> Member:
    """Somebody of some time, where a rule blocks a word."""
    mia = a_member("Mia", role="manager")
    a_rule(mia, {"words": {"words": "casino"}}, action="block", message="No gambling here.")
    return a_member("Ben", joined_at=timezone.now() - timedelta(days=90))


def test_a_reply_that_is_blocked_says_why_and_can_be_sent_to_a_moderator(page: Page, enter: Enter, ben: Member) -> None:
    thread = a_thread()
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, ben)
    page.goto(f"/t/{thread.pk}/reply/")
    page.locator("#composer-body").fill(SAID)
    page.keyboard.press("Control+Enter")
    answer = page.locator("#composer-answer")
    expect(answer).to_contain_text("No gambling here.")
    expect(answer.locator("mark")).to_have_text("casino")
    expect(page.locator("#composer-body")).to_have_value(SAID)
    assert page.evaluate(WIDE) == ""
    answer.get_by_role("button", name="Ask a moderator to look").click()
    expect(page.locator(".waiting")).to_contain_text("You asked for a human to look at it.")
    box = page.locator(".waiting").bounding_box()
    assert box and box["width"] > 250, "beside the face, as wide as the words of the post"
    assert Post.objects.get(author=ben).held_at is not None


def test_a_line_that_is_blocked_says_why_and_can_be_sent_to_a_moderator(page: Page, enter: Enter, ben: Member) -> None:
    room = open_room(a_space("Workshop"), by=a_member("Mo", role="moderator"), subject="Tea")
    enter(page, ben)
    page.goto(room.get_absolute_url())
    page.locator("#write-body").fill(SAID)
    page.keyboard.press("Enter")
    said = page.locator("#write-problem")
    expect(said.locator("mark")).to_have_text("casino")
    expect(page.locator("#write-body")).to_have_value(SAID)
    said.get_by_role("button", name="Ask a moderator to look").click()
    expect(page.locator(".line.is-mine[data-line] .waiting")).to_contain_text("You asked for a human")
    assert ChatLine.objects.get(author=ben).held_at is not None
