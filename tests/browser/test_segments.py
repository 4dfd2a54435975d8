"""A manager writes a question over members in a real browser: rows by buttons, a count that follows, and saving."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from members.profiles.models import Member
from members.segments.models import Segment
from tests.browser.looking import a_tab
from tests.factories import a_member, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def test_a_segment_is_written_in_sentences_counted_while_typing_and_saved(page: Page, enter: Enter) -> None:
    mia, ben = a_member("Mia", role="manager"), a_member("Ben")
    a_thread(by=ben)
    enter(page, mia)
    page.goto("/manage/people/")
    count = page.locator("#segment-count")
    expect(count).to_have_text("2 members fit")
    page.locator("[name='0-add']").select_option("started")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(count).to_have_text("1 member fits")
    page.get_by_label("How often").fill("2")
    expect(count).to_have_text("0 members fit")
    page.get_by_role("checkbox", name="Not").check()
    expect(count).to_have_text("2 members fit")
    page.get_by_label("How often").fill("1")
    page.get_by_role("button", name="Add a group").click()
    page.locator("[name='0.1-add']").select_option("has_line")
    page.locator("button[value='add:0.1']").click()
    page.get_by_role("button", name="Remove this group").click()
    page.get_by_role("button", name="Save as segment").click()
    page.get_by_label("Name", exact=True).fill("Listeners")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Members who did not start a thread in any space at any time")
    expect(page.locator("main")).to_contain_text("1 member")
    started = {"is": "started", "with": {"kind": "any", "space": 0, "times": 1, "since": 0}}
    assert Segment.objects.get(name="Listeners").rule == {"all": [{"not": started}]}


def test_a_segment_is_written_and_changed_without_scripts(plain: Page, enter: Enter) -> None:
    mia, olli = a_member("Mia", role="manager"), a_member("Olli", role="owner")
    a_member("Ben", line="Rows")
    enter(plain, mia)
    plain.goto("/manage/segments/new/")
    save = plain.locator(".form-actions").get_by_role("button", name="Save")
    plain.get_by_label("Name", exact=True).fill("Talkative")
    plain.locator("[name='0-add']").select_option("has_line")
    plain.get_by_role("button", name="Add", exact=True).click()
    expect(plain.get_by_label("Name", exact=True)).to_have_value("Talkative")
    expect(plain.locator("#segment-count")).to_have_text("1 member fits")
    plain.locator("[name='0-add']").select_option("joined")
    plain.get_by_role("button", name="Add", exact=True).click()
    plain.get_by_label("Days").fill("99999")
    save.click()
    expect(plain.locator("main [role=alert]")).to_contain_text("Days: Ensure this value is less than or equal to 3650.")
    expect(plain.get_by_label("Days")).to_have_value("99999")
    plain.get_by_label("Days").fill("7")
    save.click()
    expect(plain.get_by_role("heading", name="1 member")).to_be_visible()
    plain.get_by_role("link", name="Change").click()
    segment = Segment.objects.get()
    segment.change(name="Talkative", purpose="", rule={"is": "has_photo", "with": {}}, by=olli)
    plain.get_by_label("What it is for").fill("To ask for a talk")
    save.click()
    expect(plain.locator("main [role=alert]")).to_contain_text("Olli changed this segment while you were writing")
    expect(plain.get_by_label("What it is for")).to_have_value("To ask for a talk")
    save.click()
    expect(plain.get_by_role("heading", name="Talkative")).to_be_visible()
    assert len(Segment.objects.get().rule["all"]) == 2


def test_a_segment_is_written_by_keyboard_alone(browser: Browser, live_server: Any, enter: Enter) -> None:
    mia = a_member("Mia", role="manager")
    with a_tab(browser, live_server.url) as page:
        enter(page, mia)
        page.goto("/manage/segments/new/")
        page.get_by_label("Name", exact=True).focus()
        page.keyboard.type("By hand")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator("[name='0-add']")).to_be_focused()
        page.keyboard.type("joined in")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("checkbox", name="Not")).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Days")).to_be_focused()
        page.keyboard.type("5")
        expect(page.locator("#segment-count")).to_have_text("0 members fit")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="By hand")).to_be_visible()
        assert Segment.objects.get().rule == {"all": [{"not": {"is": "joined", "with": {"days": 5}}}]}
