"""Levels, badges and thanks in a real browser: no barrier on any page, wide and narrow; thanks without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from community.threads.models import Thread
from members.profiles.models import Member
from members.recognition.awarding import give
from members.recognition.badges import Badge
from members.recognition.counting import count_season
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant, LevelRule, LevelStanding
from members.recognition.points import Scoring
from members.recognition.proposing import propose
from members.recognition.suggesting import SUGGESTIONS, take_over
from members.recognition.thankable import About
from members.recognition.thanks import thank
from members.recognition.weighing import weigh_all
from members.segments.fields import IN_THE_OPEN
from tests.browser.looking import a_tab, barriers
from tests.factories import a_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def recognised(thread: Thread, ben: Member, nia: Member, olli: Member, mia: Member) -> Badge:
    """Ben is a helper with badges and thanks, nia was proposed; returns a badge that is being tried."""
    asked = {"is": "replied", "with": {"space": IN_THE_OPEN, "times": 1, "since": 0}}
    for step in (Step.ACTIVE, Step.HELPER):
        LevelRule.objects.create(step=step, rule={"all": [asked]}, unlocks="Tea", begins_at=thread.created_at)
    a_post(thread, by=ben)
    given = take_over(SUGGESTIONS["first-reply"], by=mia)
    weigh_all()
    give(given, ben, "Answered when nobody else did.", by=mia)
    thank(ben, "For asking what nobody dared to ask.", by=nia, for_what=About("post", thread.posts.earliest("pk").pk))
    propose(nia, Step.MENTOR, "Welcomes everybody who comes.", by=ben)
    Scoring.current().start(by=mia)
    Scoring.current().show(by=mia)
    count_season()
    LevelGrant.objects.create(member=mia, step=Step.AMBASSADOR)
    LevelStanding.objects.create(member=mia, step=Step.AMBASSADOR)
    return given


def test_no_page_of_recognition_has_a_barrier(
    browser: Browser, live_server: Any, enter: Callable[[Page, Member], None], recognised: Badge, ben: Member,
    olli: Member,
) -> None:  # fmt: skip
    award = ben.badge_awards.get().get_absolute_url()
    one = f"/manage/recognition/badges/{recognised.pk}/"
    seen = ["/levels/", "/badges/", recognised.get_absolute_url(), award, "/thanks/", "/thanks/?to=ben", "/people/ben/"]
    own = ["/levels/", "/people/ben/levels/2/1/", "/levels/4/propose/", "/people/nia/thank/", "/thanks/?to=ben"]
    own += ["/leaders/", "/leaders/?time=season&of=newcomers", "/people/ben/points/", "/people/ben/"]
    nomination = ben.nominations_made.get().pk
    team = ["/manage/recognition/", f"/manage/recognition/proposals/{nomination}/", "/manage/recognition/levels/3/"]
    team += ["/manage/recognition/badges/", "/manage/recognition/badges/new/", one, f"{one}?why=ben", f"{one}edit/"]
    for who, addresses in ((None, seen), (ben, own), (olli, team)):
        with a_tab(browser, live_server.url) as page:
            if who is not None:
                enter(page, who)
            found = barriers(page, addresses)
            assert not found, "\n".join(found)


def test_thanks_are_said_without_javascript(
    plain: Page, enter: Callable[[Page, Member], None], ben: Member, nia: Member
) -> None:
    enter(plain, nia)
    plain.goto("/people/ben/")
    plain.get_by_role("link", name="Thank Ben").click()
    plain.get_by_label("What for").fill("For the tea")
    plain.get_by_role("button", name="Say thanks").click()
    expect(plain.get_by_text("Ben is told of your thanks.")).to_be_visible()
    plain.get_by_role("link", name="Thanked by 1 member").click()
    plain.get_by_role("button", name="Take back").click()
    expect(plain.get_by_text("Taken away.")).to_be_visible()
