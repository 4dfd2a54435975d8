"""Polls in a real browser: in place, by keyboard alone, beside a reply, and without JavaScript."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from community.polls.models import Poll, PollVote
from tests.factories import a_member, a_poll, a_post, a_thread

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from members.profiles.models import Member

    Enter = Callable[[Page, Member], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_vote_is_cast_in_place_and_the_result_is_said(page: "Page", enter: "Enter") -> None:
    poll = a_poll(a_post())
    enter(page, a_member("Nia"))
    page.goto(poll.post.thread.get_absolute_url())
    # The whole row is the label: pressing its words chooses it.
    page.locator(".option").get_by_text("Tuesday").click()
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.locator(".option.mine")).to_contain_text("100 %, your vote")
    expect(page.get_by_role("heading", name="Poll: Which day suits you?")).to_be_focused()
    assert PollVote.objects.get().choices == [2]


def test_ranking_needs_no_mouse(page: "Page", enter: "Enter") -> None:
    poll = a_poll(a_post(), kind="ranked", results="closed")
    enter(page, a_member("Nia"))
    page.goto(poll.post.thread.get_absolute_url())
    page.get_by_label("Number for Monday").focus()
    for key in ("2", "Tab", "1", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="Your vote counts")).to_be_visible()
    assert PollVote.objects.get().choices == [2, 1]


def test_a_poll_is_added_beside_a_reply(page: "Page", enter: "Enter") -> None:
    thread = a_thread()
    enter(page, a_member("Nia"))
    page.goto(thread.get_absolute_url())
    page.locator("#composer-body").fill("Say when.")
    page.get_by_role("button", name="Add a poll").click()
    page.get_by_label("Question").fill("Which evening?")
    page.get_by_label("Options, one per line").fill("Monday")
    page.locator("#composer [data-send]").click()
    expect(page.locator("#composer-answer")).to_contain_text("at least two options")
    page.get_by_label("Options, one per line").fill("Monday\nSunday")
    page.locator("#composer [data-send]").click()
    expect(page.locator(".post .poll")).to_contain_text("Which evening?")
    expect(page.locator("#composer-poll input")).to_have_count(0)
    assert Poll.objects.get().post.number == 2


def test_voting_works_without_javascript(browser: "Browser", live_server: "LiveServer", enter: "Enter") -> None:
    poll = a_poll(a_post(), kind="several")
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        enter(page, a_member("Nia"))
        page.goto(poll.post.thread.get_absolute_url())
        page.get_by_role("button", name="Vote", exact=True).click()
        expect(page.locator(".poll [role=alert]")).to_contain_text("Choose at least one option.")
        page.get_by_role("checkbox", name="Monday").check()
        page.get_by_role("checkbox", name="Friday").check()
        page.get_by_role("button", name="Vote", exact=True).click()
        expect(page.locator(".option.mine")).to_have_count(2)
    assert PollVote.objects.get().choices == [1, 3]
