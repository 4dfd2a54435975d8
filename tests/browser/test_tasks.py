"""Tasks without JavaScript: made, taken and done with forms alone."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from members.duties.models import Duty
from members.profiles.models import Member
from tests.browser.looking import a_tab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_task_is_made_taken_and_done_without_javascript(
    browser: Browser, live_server: LiveServer, mo: Member, as_: Callable[[object], Client]
) -> None:
    session = as_(mo).cookies["sessionid"].value
    with a_tab(browser, live_server.url, session, java_script_enabled=False) as page:
        page.goto("/manage/tasks/new/")
        page.locator("[name=note]").fill("By hand")
        page.get_by_role("button", name="Put it on the list").click()
        expect(page.get_by_text("The task is on the list.")).to_be_visible()
        page.goto("/manage/tasks/?show=team")
        row = page.locator("li", has_text="By hand")
        row.get_by_role("button", name="I take this").click()
        expect(page.get_by_text("It is yours.")).to_be_visible()
        row.get_by_role("button", name="Done").click()
        expect(page.get_by_text("Done. It stands among those that are done.")).to_be_visible()
    assert Duty.objects.get().done_by == mo
