"""The search palette in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import a_post, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def thread(space: Any, ben: Any, delivered: Any) -> Any:
    made = a_thread(space, by=ben, title="Calendar drops recurring sync", source="Every block moves.", kind="question")
    made.accept(a_post(made, by=ben, source="Re-anchor the recurring blocks."), by=ben)
    a_thread(space, by=ben, title="Recurring dinners on Friday", source="Who cooks?")
    delivered()
    return made


def open_palette(page: Page) -> Any:
    page.goto("/search/")
    page.locator("#content").focus()
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    return field


def test_slash_opens_it_arrows_choose_and_enter_leads_there(page: Page, enter: Any, thread: Any, ben: Any) -> None:
    enter(page, ben)
    field = open_palette(page)
    field.press_sequentially("recurring")
    expect(page.get_by_text("Best answer")).to_be_visible()
    expect(page.locator("dialog [role=status]")).to_have_text("2 threads found")
    expect(field).to_have_attribute("aria-activedescendant", "hit-0")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "hit-1")
    expect(page.locator("#hit-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recurring-dinners-on-friday/**")


def test_a_letter_wrong_still_finds_a_moment_later(page: Page, enter: Any, thread: Any, ben: Any) -> None:
    enter(page, ben)
    field = open_palette(page)
    field.press_sequentially("recurirng")
    expect(page.get_by_text("Nearly these words", exact=True)).to_be_visible()
    expect(page.get_by_text("Did you mean recurring?")).to_be_visible()
    expect(page.locator("dialog [role=status]")).to_have_text("0 threads found, 2 with nearly these words")


def test_ctrl_k_opens_it_ctrl_enter_shows_everything_and_escape_closes(page: Page, thread: Any) -> None:
    open_palette(page)
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).not_to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.type("recurring")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/search/?q=recurring")
    expect(page.get_by_role("heading", name="Threads")).to_be_visible()


def test_keys_switched_off_leave_the_slash_alone(page: Page, enter: Any, ben: Any) -> None:
    ben.preferences = {"shortcuts": "off"}
    ben.save(update_fields=["preferences"])
    enter(page, ben)
    page.goto("/search/")
    page.locator("#content").focus()
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert page.locator("#palette").count() == 0
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()


def test_it_has_no_known_barrier(page: Page, enter: Any, thread: Any, ben: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    enter(page, ben)
    field = open_palette(page)
    field.press_sequentially("recurring")
    expect(page.get_by_text("Best answer")).to_be_visible()
    page.wait_for_timeout(400)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    page.goto("/search/?q=recurring")
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


def test_it_works_without_scripts(plain: Page, thread: Any) -> None:
    plain.goto("/search/")
    plain.locator(".side .find").click()
    plain.get_by_role("searchbox").fill("recurring")
    plain.get_by_role("button", name="Search").click()
    expect(plain.get_by_role("link", name="Recurring dinners on Friday")).to_be_visible()
