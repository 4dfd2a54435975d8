"""A pilot in the browser: asked for, taken in, ticked off; its pages hold at every width and in both schemes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from community.spaces.models import Space
from members.profiles.models import Member
from programs.pilots.addresses import board_of, feedback_of, page_of, report_of
from programs.pilots.models import PilotAnswer, PilotTask
from programs.pilots.reporting import draft
from programs.series.occurrences import Occurrence
from tests.browser.looking import a_tab, barriers
from tests.programs.piloted import DAYS, a_pilot, asking, begins, inside, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Without motion, so that colours are measured as they end."""
    with a_tab(browser, live_server.url) as page:
        yield page


def test_somebody_asks_is_taken_in_and_ticks_a_task_off(
    page: Page, enter: Enter, mia: Member, ben: Member, space: Space
) -> None:
    pilot = a_pilot(mia, space, day=2)
    enter(page, ben)
    page.goto(page_of(pilot))
    page.get_by_label("Why you would like to").fill("I have a shed.")
    page.get_by_role("button", name="Ask to take part").press("Enter")
    expect(page.get_by_role("button", name="Ask no more")).to_be_visible()
    enter(page, mia)
    page.goto(board_of(pilot))
    page.get_by_role("button", name=f"Take in {ben.name}").press("Enter")
    expect(page.get_by_text("1 / 12")).to_be_visible()
    enter(page, ben)
    page.goto(page_of(pilot))
    page.get_by_role("button", name="Done: Task 1").press("Enter")
    expect(page.get_by_role("button", name="Undo: Task 1")).to_be_visible()
    assert PilotAnswer.objects.get().is_done


def test_the_pages_of_a_pilot_have_no_barriers(
    page: Page, enter: Enter, mia: Member, ben: Member, nia: Member, olli: Member, space: Space
) -> None:
    pilot = a_pilot(mia, space, day=6)
    inside(pilot, ben, by=mia)
    inside(pilot, olli, by=mia)
    asking(pilot, nia)
    says(pilot, ben, 1, helped="The bell", may_quote=True)
    says(pilot, ben, 2, is_done=False, hindered="Steep stairs")
    task = PilotTask.objects.get(occurrence=pilot, day=1)
    enter(page, ben)
    found = barriers(page, [page_of(pilot), reverse("pilot_task", args=[task.pk]), feedback_of(pilot)])
    enter(page, mia)
    found += barriers(page, [board_of(pilot), reverse("pilot_task_edit", args=[task.pk])])
    begins(pilot, day=DAYS + 1)
    draft(Occurrence.objects.get(pk=pilot.pk), edition=0, by=mia)
    found += barriers(page, [report_of(pilot)])
    assert not found, "\n".join(found)
