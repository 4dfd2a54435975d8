"""Ambassadors in a browser: no barrier on any page; the whole way from applying to goodbye without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, expect

from community.threads.models import Thread
from members.ambassadors.applying import apply
from members.ambassadors.beginning import begin_due
from members.ambassadors.kit import add_file
from members.ambassadors.models import Ambassador
from members.ambassadors.paying import set_budget, spend
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import ask_back, note
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant
from tests.browser.looking import a_tab, barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ambassador(thread: Thread, ben: Member, nia: Member, olli: Member, mia: Member) -> Ambassador:
    """Ben is one, with a budget and a year that ends; nia applied and was asked something; the kit has a file."""
    AmbassadorProgramme.open_up(by=mia)
    AmbassadorProgramme.write_kit("# What to say\n\nSay it plainly.", by=mia)
    add_file(SimpleUploadedFile("words.txt", b"Plainly."), "Words", by=mia)
    LevelGrant.objects.create(member=ben, step=Step.AMBASSADOR, given_by=mia)
    begin_due()
    one = Ambassador.objects.get()
    set_budget(one, 250, "euros, for travel", by=mia)  # type: ignore[arg-type]
    spend(one, 12, "Stickers", by=mia)  # type: ignore[arg-type]
    Ambassador.objects.update(asked_at=one.since)
    application = apply([("Why?", "I tell everybody anyway.")], by=nia)
    note(application, "yes", "Good", by=mia)
    ask_back(application, "Where would you?", by=mia)
    return one


def test_no_page_of_ambassadors_has_a_barrier(
    browser: Browser, live_server: Any, enter: Callable[[Page, Member], None], ambassador: Ambassador, ben: Member,
    nia: Member, olli: Member,
) -> None:  # fmt: skip
    asked = nia.nominations.get().ambassador_application.get_absolute_url()
    team = ["/manage/ambassadors/", asked, "/manage/ambassadors/words/", "/manage/ambassadors/kit/"]
    team += ["/manage/ambassadors/people/ben/", "/manage/ambassadors/report/"]
    own = ["/ambassadors/kit/", "/ambassadors/year/", "/ambassadors/did/ben/threads/"]
    for who, addresses in ((None, ["/ambassadors/"]), (nia, ["/ambassadors/apply/"]), (ben, own), (olli, team)):
        with a_tab(browser, live_server.url) as page:
            if who is not None:
                enter(page, who)
            found = barriers(page, addresses)
            assert not found, "\n".join(found)


def test_the_whole_way_goes_without_javascript(
    browser: Browser, live_server: Any, enter: Callable[[Page, Member], None], ben: Member, mia: Member,
    delivered: Callable[[], int],
) -> None:  # fmt: skip
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        team = context.new_page()
        enter(team, mia)
        team.goto("/manage/ambassadors/")
        team.get_by_role("button", name="Open the page").click()
        expect(team.get_by_text("The page is there, and members can apply.")).to_be_visible()
        with browser.new_context(base_url=live_server.url, java_script_enabled=False) as other:
            page = other.new_page()
            enter(page, ben)
            page.goto("/ambassadors/")
            page.get_by_role("link", name="Apply", exact=True).click()
            page.get_by_label("Why do you want to be an ambassador?").fill("I tell everybody anyway.")
            page.get_by_label("What have you done here").fill("Answered a lot.")
            page.get_by_role("button", name="Send to the team").click()
            expect(page.get_by_text("The team has your application.")).to_be_visible()
            team.goto("/manage/ambassadors/")
            team.get_by_role("link", name="Ben").click()
            team.get_by_label("Yes").check()
            team.get_by_label("Why", exact=True).fill("Helps everybody.")
            team.get_by_role("button", name="Keep my note").click()
            team.get_by_label("What you tell them").fill("Welcome among us.")
            team.get_by_role("button", name="Say yes").click()
            expect(team.get_by_text("Ben is told.")).to_be_visible()
            delivered()
            page.goto("/ambassadors/apply/")
            expect(page.get_by_text("Welcome among us.")).to_be_visible()
            page.goto("/ambassadors/year/")
            page.get_by_role("button", name="Say goodbye").click()
            expect(page.get_by_text("Your profile keeps a mark of it, and you can come back.")).to_be_visible()
