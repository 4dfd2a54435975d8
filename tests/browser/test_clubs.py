"""Groups and stages without JavaScript: asked, answered and set with forms alone."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from members.profiles.models import Member
from members.stages.models import StageChoice
from tests.browser.looking import a_tab
from tests.factories import a_group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_asks_to_come_in_and_a_host_answers_without_javascript(
    browser: Browser, live_server: LiveServer, ben: Member, nia: Member, mia: Member, as_: Callable[[object], Client]
) -> None:
    club = a_group(ben, name="Rowers", seen_by="members", entry="application", questions=["Do you row?"])
    club.name_host(ben, by=mia)
    page_of = {one: as_(one).cookies["sessionid"].value for one in (ben, nia, mia)}
    with a_tab(browser, live_server.url, page_of[nia], java_script_enabled=False) as page:
        page.goto("/groups/")
        page.get_by_role("link", name="Rowers").click()
        page.get_by_label("Do you row?").fill("Every morning")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("You asked to come in")).to_be_visible()
        page.get_by_text("What you wrote").click()
        expect(page.get_by_text("Every morning")).to_be_visible()
    with a_tab(browser, live_server.url, page_of[ben], java_script_enabled=False) as page:
        page.goto(f"{club.get_absolute_url()}care/")
        page.get_by_role("button", name="Take in").click()
        expect(page.get_by_text("Nobody waits for an answer.")).to_be_visible()
    assert club.memberships.filter(member=nia).exists()
    with a_tab(browser, live_server.url, page_of[mia], java_script_enabled=False) as page:
        page.goto("/manage/stages/of/nia/")
        page.get_by_label("Stage", exact=True).select_option("advocating")
        page.get_by_label("Why").fill("Brought her choir")
        page.get_by_role("button", name="Set", exact=True).click()
        expect(page.get_by_text("Brought her choir")).to_be_visible()
    assert StageChoice.objects.get().by == mia
