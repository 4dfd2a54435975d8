"""A whole AMA in a real browser: planned, asked, answered live, summed up, made a guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.guides.models import Guide
from members.profiles.models import Member
from programs.amas.phases import plan_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due, set_steps
from tests.browser.looking import a_tab, barriers_here
from tests.factories import a_member, a_space
from tests.programs.planned import tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def people(transactional_db: None) -> dict[str, Member]:
    """A manager, the guest and two who ask."""
    long_ago = timezone.now() - timedelta(days=300)
    roles = {"Mia": "manager", "Piotr": "member", "Ben": "member", "Ines": "member"}
    return {name: a_member(name, role=role, joined_at=long_ago) for name, role in roles.items()}


def on_the_clock(occurrence: Occurrence, begins_in: timedelta) -> None:
    """Let it begin at another moment, and the clock do what is due then."""
    starts = timezone.now() + begins_in
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    set_steps([Occurrence.objects.select_related("program").get(pk=occurrence.pk)])
    run_due()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Without motion, so that colours are measured as they end."""
    with a_tab(browser, live_server.url) as page:
        yield page


def test_an_ama_from_planning_to_its_guide(page: Page, enter: Enter, people: dict[str, Member]) -> None:
    space = a_space("Playbooks")
    enter(page, people["Mia"])
    page.goto("/manage/programs/plan/?kind=ama")
    page.locator("[name=title]").fill("Planning with a team of two")
    page.locator("[name=begins]").fill(tomorrow().isoformat())
    page.locator("[name=at]").fill("15:00")
    page.locator("[name=space]").select_option(str(space.pk))
    page.locator("[name$=-guest]").fill("@piotr")
    page.locator("[name=goal]").select_option("questions")
    page.locator("[name=goal_number]").fill("1")
    page.locator("button[name=do][value=plan]").last.click()
    expect(page.locator("h1")).to_contain_text("Planning with a team of two")
    occurrence = Program.objects.get().occurrences.get()
    assert plan_of(occurrence.program).guest == people["Piotr"]
    address = occurrence.program.kind.url(occurrence)
    enter(page, people["Ben"])
    page.goto(address)
    page.locator("#ask-question").fill("How do you decide what not to plan?")
    page.locator("#ask").get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".ama-question .chip.accent")).to_have_count(1)
    enter(page, people["Ines"])
    page.goto(address)
    arrow = page.locator("button.ama-up")
    arrow.click()
    expect(arrow).to_have_attribute("aria-pressed", "true")
    expect(arrow.locator("[data-number]")).to_have_text("1")
    page.locator("#ask-question").fill("How do you decide about plans?")
    expect(page.locator("#similar")).to_contain_text("what not to plan")
    assert barriers_here(page, address) == []
    on_the_clock(occurrence, timedelta(minutes=-5))
    enter(page, people["Mia"])
    page.goto(f"/manage/ama/{occurrence.pk}/host/")
    page.keyboard.press("n")
    page.locator("#host-say").fill("We keep a **not now** list on the wall.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".host-paragraph strong")).to_have_text("not now")
    assert barriers_here(page, "host") == []
    page.get_by_role("button", name="Answered", exact=True).click()
    expect(page.locator("#answered-title")).to_be_visible()
    on_the_clock(occurrence, timedelta(hours=-2))
    page.goto(f"/manage/ama/{occurrence.pk}/recap/")
    page.locator("[name=source]").fill("Leave out a lot.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".ama-summary")).to_contain_text("Leave out a lot.")
    page.goto(f"/manage/ama/{occurrence.pk}/recap/")
    page.get_by_role("button", name="Make a guide of it").click()
    expect(page.locator("[name=body]")).to_have_value("Leave out a lot.\n\n## How do you decide what not to plan?\n\n"
                                                      "We keep a **not now** list on the wall.")  # fmt: skip
    assert Guide.objects.get().title.startswith("Planning with a team of two")
    page.goto(occurrence.get_absolute_url())
    expect(page.get_by_role("region", name="Result")).to_contain_text("Questions asked: 1 / 1")
