"""Voting in a real browser: seen at once, kept by the server, taken back with a sentence when it is refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from community.ideas.budget import set_votes_each
from community.ideas.models import Vote
from tests.factories import a_member, a_space, a_thread

if TYPE_CHECKING:
    from members.profiles.models import Member

    Enter = Callable[[Page, Member], None]


def test_a_vote_is_seen_at_once_and_one_too_many_goes_back_with_a_sentence(page: "Page", enter: "Enter") -> None:
    member, owner, space = a_member("Ben"), a_member("Olli", role="owner"), a_space("Workshop")
    set_votes_each(1, by=owner)
    first, second = (a_thread(space, by=owner, kind="idea", title=f"A wish with number {n}") for n in (1, 2))
    enter(page, member)
    page.goto("/ideas/")
    button = page.get_by_role("button", name="Vote for “A wish with number 1”")
    with page.expect_response("**/vote/"):
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    expect(button.locator("[data-number]")).to_have_text("1")
    expect(page.get_by_text("You have 0 of 1 votes left")).to_be_visible()
    expect(button).to_be_focused()
    assert Vote.objects.filter(thread=first, member=member).exists()
    other = page.get_by_role("button", name="Vote for “A wish with number 2”")
    other.click()
    expect(page.get_by_text("Your vote stands with another idea").first).to_be_visible()
    expect(other).to_have_attribute("aria-pressed", "false")
    expect(other.locator("[data-number]")).to_have_text("0")
    page.goto(first.get_absolute_url())
    there = page.get_by_role("button", name="Vote for “A wish with number 1”")
    with page.expect_response("**/vote/"):
        there.click()
    expect(there).to_have_attribute("aria-pressed", "false")
    page.goto(second.get_absolute_url())
    with page.expect_response("**/vote/"):
        page.get_by_role("button", name="Vote for “A wish with number 2”").click()
    expect(page.get_by_role("button", name="Vote for “A wish with number 2”")).to_have_attribute("aria-pressed", "true")
    assert Vote.objects.filter(member=member).count() == 1
