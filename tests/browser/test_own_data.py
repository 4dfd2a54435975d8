"""Leaving and coming back in a real browser, with scripts switched off."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from members.privacy.models import DataExport, Leaving
from tests.factories import PASSWORD, a_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_without_script_a_copy_is_asked_for_and_an_account_is_left_and_taken_back(
    browser: Browser, live_server: Any
) -> None:
    ana = a_member("Ana", password=PASSWORD)
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()

        def sign_in() -> None:
            page.goto("/signin/")
            page.get_by_label("E-mail").fill(ana.email)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()

        sign_in()
        page.goto("/settings/data/")
        page.get_by_role("button", name="Ask for a copy").click()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        expect(page.locator(".notice.info")).to_contain_text("Being made since")
        page.get_by_role("link", name="Delete your account").last.click()
        page.get_by_label("Keep the words").check()
        page.get_by_label("Type ana to go on").fill("anna")
        page.get_by_role("button", name="Delete my account").click()
        expect(page.locator("main")).to_contain_text("Type your handle, ana.")
        expect(page.get_by_label("Keep the words")).to_be_checked()
        page.get_by_label("Type ana to go on").fill("ana")
        page.get_by_role("button", name="Delete my account").click()
        expect(page.locator("body")).to_contain_text("Your account is closed")
        sign_in()
        page.get_by_role("button", name="Take my account back").click()
        expect(page.locator("body")).to_contain_text("Your account is open again")
        sign_in()
        page.goto("/settings/data/")
        expect(page.locator(".notice.info")).to_contain_text("Being made since")
    assert DataExport.objects.filter(member=ana).count() == 1
    assert Leaving.objects.get().returned_at
