"""The bar while a manager views as somebody else, in a real browser: Escape leaves, and so does the button."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from members.profiles.models import Member
from tests.browser.looking import barriers_here
from tests.factories import a_member, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def test_escape_leaves_but_closes_what_is_open_first(page: Page, enter: Enter, live_server: Any) -> None:
    mia = a_member("Mia", role="manager")
    thread = a_thread(by=a_member("Ben"), title="Rowing on Sunday")
    page.emulate_media(reduced_motion="reduce")
    enter(page, mia)
    page.goto("/manage/view-as/")
    found = barriers_here(page, "view as")
    page.get_by_role("button", name="View A new member").click()
    bar = page.get_by_role("region", name="View as")
    expect(bar).to_contain_text("You view as: A new member")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(thread.get_absolute_url())
        box = bar.bounding_box()
        assert box is not None
        assert (box["y"], box["height"], box["width"]) == (0, 40, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
    found += barriers_here(page, "a thread in a view")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/latest/")
    page.get_by_role("button", name="Navigation").click()
    page.keyboard.press("Escape")
    expect(bar).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    expect(page).to_have_url(f"{live_server.url}/latest/")
    assert not found, "\n".join(found)


def test_a_view_begins_and_ends_without_scripts(browser: Browser, live_server: Any, enter: Enter) -> None:
    mia = a_member("Mia", role="manager")
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        plain = context.new_page()
        enter(plain, mia)
        plain.goto("/manage/view-as/")
        plain.get_by_role("button", name="View A guest").click()
        expect(plain.get_by_role("region", name="View as")).to_contain_text("You view as: A guest")
        plain.get_by_role("button", name="Leave").click()
        expect(plain.locator(".self")).to_contain_text("Mia")
