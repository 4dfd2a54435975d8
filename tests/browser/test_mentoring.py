"""Mentors in a real browser: no barrier on any page, and all of it without JavaScript, on both sides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from members.groups.models import Group
from members.mentoring.matching import offer_next
from members.mentoring.models import CheckIn, MentoringRules, Mentorship
from members.mentoring.serving import serve
from members.profiles.models import Member
from tests.browser.looking import a_tab, barriers
from tests.factories import a_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def mentored(nia: Member, ben: Member, mia: Member, circle: Group) -> Member:
    """Ben has time for two; nia speaks his language and mends nets too."""
    MentoringRules.current().rule(by=mia, on=True, group=circle)
    serve(by=ben, capacity=2, languages=["en"], times="Sundays")
    ben.describe(by=ben, expertise=["nets"])
    nia.describe(by=nia, languages=["en"], interests=["nets"], line="I came by boat.")
    return nia


def test_no_page_about_mentors_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, mentored: Member, ben: Member, mia: Member
) -> None:
    offer_next()
    Mentorship.objects.get().accept(by=ben)
    CheckIn.objects.filter(day=3).update(due_at=timezone.now())
    a_member("Somebody with the Longest Name", handle="longest", interests=["nets"], languages=["en"])
    offer_next()
    for who, addresses in (
        (mentored, ["/mentor/", "/welcome/"]), (ben, ["/mentor/"]), (mia, ["/mentor/", "/manage/mentors/"]),
    ):  # fmt: skip
        with a_tab(browser, live_server.url) as page:
            enter(page, who)
            found = barriers(page, addresses)
            assert not found, "\n".join(found)


def test_a_mentor_is_found_asks_and_says_goodbye_without_javascript(
    plain: Page, enter: Enter, mentored: Member, ben: Member
) -> None:
    offer_next()
    enter(plain, ben)
    plain.goto("/mentor/")
    expect(plain.get_by_text("You both care about nets.")).to_be_visible()
    plain.get_by_role("button", name="Be the mentor").click()
    expect(plain.get_by_text("Nia is told of you.")).to_be_visible()
    CheckIn.objects.filter(day=3).update(due_at=timezone.now() - timedelta(hours=1))
    plain.reload()
    expect(plain.get_by_label("Your message to Nia")).to_have_value(
        "Hello Nia, how were your first days here? Is there anything you are looking for?"
    )
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_text("Day 3: asked")).to_be_visible()
    enter(plain, mentored)
    plain.goto("/welcome/")
    expect(plain.get_by_role("link", name="Write to your mentor")).to_be_visible()
    plain.goto("/mentor/")
    plain.get_by_text("End it", exact=True).click()
    plain.get_by_role("button", name="End it now").click()
    plain.get_by_role("button", name="Find me a mentor").click()
    expect(plain.get_by_text("We look for somebody")).to_be_visible()
