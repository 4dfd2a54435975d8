"""A manager writes a question over members in a real browser: rows by buttons, a count that follows, and saving."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from members.profiles.models import Member
from members.segments.models import Segment
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
