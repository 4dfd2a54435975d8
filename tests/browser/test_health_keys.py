"""A key is made and ended on a phone, by keys of the keyboard alone, in a browser in which no script runs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from members.profiles.models import Member
from metrics.keys.models import HealthKey
from tests.browser.looking import WIDE
from tests.metrics.keys.keyed import ALL, read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def test_a_key_is_made_and_ended_by_keyboard_without_scripts(plain: Page, enter: Enter, mia: Member) -> None:
    enter(plain, mia)
    plain.set_viewport_size({"width": 390, "height": 844})
    plain.goto("/manage/health/keys/")
    plain.get_by_label("What reads with it").focus()
    plain.keyboard.type("Wall screen")
    plain.keyboard.press("Enter")
    shown = plain.get_by_role("status").locator("code")
    expect(shown).to_contain_text("tkh_")
    key = shown.inner_text()
    assert plain.evaluate(WIDE) == ""
    assert read(ALL, key).status_code == 200
    plain.get_by_role("link", name="End it Wall screen").focus()
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("heading", name="End this key?")).to_be_visible()
    assert plain.evaluate(WIDE) == ""
    plain.get_by_role("button", name="End it").focus()
    plain.keyboard.press("Enter")
    expect(plain.get_by_text("The key opens nothing any more.")).to_be_visible()
    assert read(ALL, key).status_code == 401
    assert HealthKey.objects.get().ended_at is not None
