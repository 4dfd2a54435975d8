"""A whole AMA in a real browser: planned, asked, answered live, summed up, made a guide; also without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.guides.models import Guide
from members.profiles.models import Member
from programs.amas.models import AmaPlan, AmaQuestion
from programs.amas.phases import plan_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.browser.looking import barriers_here
from tests.factories import a_member, a_space
from tests.programs.planned import a_program, tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def people(transactional_db: None) -> dict[str, Member]:
    """A manager, the guest and two who ask."""
    long_ago = timezone.now() - timedelta(days=300)
    roles = {"Mia": "manager", "Piotr": "member", "Ben": "member", "Ines": "member"}
    return {name: a_member(name, role=role, joined_at=long_ago) for name, role in roles.items()}


def an_ama(people: dict[str, Member]) -> Occurrence:
    program = a_program(
        people["Mia"], format="ama", rule="", space=a_space("Playbooks"), title="Planning with a team of two"
    )
    AmaPlan.objects.create(program=program, guest=people["Piotr"], guest_words="operations lead")
    found: Occurrence = program.occurrences.get()
    return found


def begin(occurrence: Occurrence, **fields: Any) -> None:
    now = timezone.now()
    times = {"starts_at": now - timedelta(minutes=5), "ends_at": now + timedelta(hours=1), "opened_at": now}
    Occurrence.objects.filter(pk=occurrence.pk).update(**(times | fields))


def test_an_ama_from_planning_to_its_guide(page: Page, enter: Enter, people: dict[str, Member]) -> None:
    space = a_space("Playbooks")
    enter(page, people["Mia"])
    page.goto("/manage/programs/plan/?kind=ama")
    page.locator("[name=title]").fill("Planning with a team of two")
    page.locator("[name=begins]").fill(tomorrow().isoformat())
    page.locator("[name=at]").fill("15:00")
    page.locator("[name=space]").select_option(str(space.pk))
    page.locator("[name$=-guest]").fill("@piotr")
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
    vote = page.locator("button.ama-up")
    vote.click()
    expect(vote).to_have_attribute("aria-pressed", "true")
    expect(vote.locator("[data-number]")).to_have_text("1")
    page.locator("#ask-question").fill("How do you decide about plans?")
    expect(page.locator("#similar")).to_contain_text("what not to plan")
    assert barriers_here(page, address) == []
    begin(occurrence)
    enter(page, people["Mia"])
    page.goto(f"/manage/ama/{occurrence.pk}/host/")
    page.keyboard.press("n")
    page.locator("#say").fill("We keep a **not now** list on the wall.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".host-paragraph strong")).to_have_text("not now")
    assert barriers_here(page, "host") == []
    page.get_by_role("button", name="Answered", exact=True).click()
    expect(page.locator("#answered-title")).to_be_visible()
    begin(occurrence, closed_at=timezone.now())
    page.goto(f"/manage/ama/{occurrence.pk}/recap/")
    page.locator("[name=source]").fill("Leave out a lot.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".ama-summary")).to_contain_text("Leave out a lot.")
    page.goto(f"/manage/ama/{occurrence.pk}/recap/")
    page.get_by_role("button", name="Make a guide of it").click()
    expect(page.locator("[name=body]")).to_have_value("Leave out a lot.\n\n## How do you decide what not to plan?\n\n"
                                                      "We keep a **not now** list on the wall.")  # fmt: skip
    assert Guide.objects.get().title.startswith("Planning with a team of two")


def test_it_all_works_without_script(
    browser: Browser, live_server: Any, enter: Enter, people: dict[str, Member]
) -> None:
    occurrence = an_ama(people)
    begin(occurrence)
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    enter(page, people["Ben"])
    page.goto(occurrence.program.kind.url(occurrence))
    page.locator("#ask-question").fill("How do you decide what not to plan?")
    page.locator("#ask details summary").click()
    page.locator("[name=anonymous]").check()
    page.locator("#ask").get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".ama-meta")).to_contain_text("Anonymous")
    assert AmaQuestion.objects.get().author is None
    page.locator("button.ama-up").click()
    expect(page.locator("button.ama-up")).to_have_attribute("aria-pressed", "true")
    enter(page, people["Mia"])
    page.goto(f"/manage/ama/{occurrence.pk}/host/")
    page.locator("[data-take]").click()
    page.locator("#say").fill("By a list on the wall.")
    page.get_by_role("button", name="Save the paragraph").click()
    page.goto(occurrence.program.kind.url(occurrence))
    expect(page.locator(".ama-answer")).to_contain_text("By a list on the wall.")
    context.close()
