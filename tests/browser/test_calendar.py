"""The calendar of the team in a real browser: moved by hand, by keys, by its strip, without scripts; no barrier."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from members.profiles.models import Member
from programs.calendar.quiet import mark
from programs.calendar.weeks import WEEK, monday_of
from programs.series.occurrences import Occurrence
from tests.browser.looking import a_tab, barriers, barriers_here
from tests.factories import a_member
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def page(browser: Browser, live_server: "LiveServer") -> Iterator[Page]:
    """Without motion, so that colours are measured as they end."""
    with a_tab(browser, live_server.url) as page:
        yield page


@pytest.fixture
def manager(transactional_db: None) -> Member:
    return a_member("Mia", handle="mia", email="mia@example.org", role="manager")


@pytest.fixture
def hour(manager: Member) -> Occurrence:
    """An hour on the Thursday of the week after next, among other things."""
    begins = monday_of(timezone.localdate()) + 2 * WEEK
    a_program(manager, title="Intros", rule="FREQ=WEEKLY;BYDAY=MO;COUNT=8", begins=begins, serves="arrive")
    a_program(manager, title="Theme", rule="", begins=begins, rhythm="quarterly", minutes=60 * 24 * 18)
    program = a_program(
        manager, title="Office hour", rule="", begins=begins + timedelta(days=3), rhythm="monthly", zone="UTC"
    )
    mark(begins + 5 * WEEK, by=manager)
    found: Occurrence = program.occurrences.get()
    return found


def weeks_moved(one: Occurrence) -> float:
    """By how many weeks it stands elsewhere now."""
    before = one.starts_at
    return (Occurrence.objects.get(pk=one.pk).starts_at - before) / WEEK


def item(page: Page) -> Locator:
    """The hour in the grid."""
    return page.locator(".weeks [data-item]:not(.is-slot)", has_text="Office hour")


def test_an_item_is_dragged_to_another_week_and_kept(
    page: Page, enter: Enter, manager: Member, hour: Occurrence
) -> None:
    enter(page, manager)
    page.goto("/manage/programs/")
    box, columns = item(page).bounding_box(), page.locator("[data-week]")
    assert box is not None
    first, second = (columns.nth(index).bounding_box() for index in (0, 1))
    assert first is not None and second is not None
    x, y, week = box["x"] + 12, box["y"] + 12, second["x"] - first["x"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + week, y, steps=6)
    page.mouse.move(x + 2 * week, y, steps=6)
    expect(page.locator(".is-slot")).to_have_text("was here")
    page.mouse.up()
    expect(page.get_by_text("Moving by 2 weeks")).to_be_visible()
    assert weeks_moved(hour) == 0  # dropping changes nothing
    page.get_by_role("button", name="Keep new date").click()
    expect(page.get_by_text("Office hour is on")).to_be_visible()
    assert weeks_moved(hour) == 2


def test_it_is_moved_by_keys_alone_and_put_back(page: Page, enter: Enter, manager: Member, hour: Occurrence) -> None:
    enter(page, manager)
    page.goto("/manage/programs/")
    said = page.locator("#say")
    item(page).focus()
    page.keyboard.press("Space")
    expect(said).to_contain_text("Lifted.")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("item, Mia has")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("Put back.")
    expect(page.locator(".is-slot")).to_have_count(0)
    page.keyboard.press("Space")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#strip-title")).to_be_focused()
    assert barriers_here(page, "the strip") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Undo").click()
    expect(page.locator(".move-strip")).to_have_count(0)
    assert weeks_moved(hour) == 0
    item(page).focus()
    page.keyboard.press("m")
    expect(page.locator("#strip-title")).to_be_focused()
    day = hour.starts_at + 3 * WEEK
    page.get_by_label("Move to").fill(day.date().isoformat())
    expect(page.get_by_text("Moving by 3 weeks")).to_be_visible()
    page.get_by_role("button", name="Keep new date").click()
    expect(page.get_by_text("Office hour is on")).to_be_visible()
    assert weeks_moved(hour) == 3


def test_a_refusal_stays_in_the_strip_with_what_was_typed(
    page: Page, enter: Enter, manager: Member, hour: Occurrence
) -> None:
    enter(page, manager)
    page.goto("/manage/programs/")
    item(page).click()
    page.get_by_label("Move to").fill("2001-01-01")
    page.get_by_role("button", name="Keep new date").click()
    expect(page.locator("#strip [role=alert]")).to_contain_text("This moment is over.")
    expect(page.get_by_label("Move to")).to_have_value("2001-01-01")
    assert weeks_moved(hour) == 0


def test_without_scripts_it_is_moved_from_the_list(
    browser: Browser, live_server: "LiveServer", enter: Enter, manager: Member, hour: Occurrence
) -> None:
    with a_tab(browser, live_server.url, java_script_enabled=False) as page:
        enter(page, manager)
        page.goto("/manage/programs/?view=list")
        page.get_by_role("link", name="Move to… Office hour").click()
        page.get_by_label("Move to").fill((hour.starts_at + WEEK).date().isoformat())
        page.get_by_role("button", name="Keep new date").click()
        expect(page.get_by_text("Office hour is on")).to_be_visible()
    assert weeks_moved(hour) == 1


def test_no_barrier_on_any_page_of_the_calendar(page: Page, enter: Enter, manager: Member, hour: Occurrence) -> None:
    views = ["", "?view=month", "?view=list", "templates/", "templates/quarter/", "copy/", "settings/"]
    team = [f"/manage/programs/{part}" for part in [*views, f"{hour.pk}/move/"]]
    enter(page, manager)
    found = barriers(page, [*team, "/events/", "/events/?view=month", "/settings/calendar/", "/people/mia/events/"])
    assert not found, "\n".join(found)
